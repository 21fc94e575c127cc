using System.Globalization;

namespace Kiosk.Bench.Authority;

/// <summary>What goes wrong on command, and with which calls.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Number">Seconds, where the kind has some.</param>
/// <param name="Times">How often; then all is well again.</param>
/// <param name="Scope">The call that it happens to, or <c>all</c>.</param>
internal sealed record Fault(string Kind, int Number, int Times, string Scope)
{
    private static readonly string[] Scopes = ["confirmations", "challenges", "status", "self", "devices", "all"];
    /// <summary>The kinds that need a number of seconds.</summary>
    public static readonly IReadOnlyList<string> WithSeconds = ["slow", "slowbody", "unavailable", "toomany"];

    /// <summary>Kinds, with what they do.</summary>
    public static IReadOnlyDictionary<string, string> Kinds { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["slow"] = "SECONDS [TIMES]: answers late",
        ["slowbody"] = "SECONDS [TIMES]: begins its answer at once and ends it late",
        ["unavailable"] = "RETRY-AFTER [TIMES]: 503",
        ["toomany"] = "RETRY-AFTER [TIMES]: 429",
        ["error"] = "[TIMES]: 500 without a problem",
        ["reset"] = "[TIMES]: breaks the connection before the answer",
        ["cut"] = "[TIMES]: breaks the connection within the answer",
        ["processing"] = "[TIMES]: 202",
        ["spent"] = "[TIMES]: 409 challenge-spent",
        ["html"] = "[TIMES]: 200 with a web page",
        ["wrongtype"] = "[TIMES]: the right answer as text/plain",
        ["oversized"] = "[TIMES]: an answer of 2 MiB",
        ["endless"] = "[TIMES]: an answer that never ends",
        ["badxml"] = "[TIMES]: XML that ends in the middle",
        ["dtd"] = "[TIMES]: XML with entities",
        ["wrongvisit"] = "[TIMES]: the answer of another visit",
        ["wrongfacility"] = "[TIMES]: the answer of another facility",
    };

    /// <exception cref="ArgumentException">Nobody understands this.</exception>
    public static Fault Parse(IReadOnlyList<string> words)
    {
        var kind = words.Count > 0 && Kinds.ContainsKey(words[0]) ? words[0] : throw new ArgumentException("No such misbehaviour.", nameof(words));
        var scope = words.Skip(1).FirstOrDefault(word => Scopes.Contains(word, StringComparer.Ordinal)) ?? "confirmations";
        var numbers = words.Skip(1).Where(word => word != scope).Select(word => int.Parse(word, NumberStyles.None, CultureInfo.InvariantCulture)).ToList();
        var seconds = WithSeconds.Contains(kind, StringComparer.Ordinal) ? numbers.Count > 0 ? numbers[0] : throw new ArgumentException("How many seconds?", nameof(words)) : 0;
        var times = numbers.Skip(WithSeconds.Contains(kind, StringComparer.Ordinal) ? 1 : 0).FirstOrDefault(kind == "spent" ? 1 : int.MaxValue);
        return new Fault(kind, seconds, times, scope);
    }
}

/// <summary>How the stand-in behaves just now.</summary>
internal sealed class Behaviour
{
    private readonly Lock gate = new();
    private Fault? fault;

    /// <summary>What status says.</summary>
    public string State { get; private set; } = "available";

    /// <summary>End of a planned stop.</summary>
    public DateTimeOffset? Until { get; private set; }

    /// <summary>active, suspended or revoked: every device.</summary>
    public string DeviceState { get; private set; } = "active";

    /// <summary>Whether method A is granted.</summary>
    public bool Visual { get; private set; } = true;

    /// <summary>Changes it; what is not named stays.</summary>
    /// <exception cref="ArgumentException">Nobody understands this.</exception>
    /// <exception cref="FormatException">Not a number.</exception>
    public void Change(IReadOnlyList<string> words, DateTimeOffset now)
    {
        lock (gate)
        {
            switch (words)
            {
                case ["normal"]:
                    (State, Until, DeviceState, Visual, fault) = ("available", null, "active", true, null);
                    break;
                case ["maintenance"]:
                    (State, Until) = ("maintenance", now.AddMinutes(30));
                    break;
                case ["maintenance", var minutes]:
                    (State, Until) = ("maintenance", now.AddMinutes(int.Parse(minutes, NumberStyles.None, CultureInfo.InvariantCulture)));
                    break;
                case ["partial"]:
                    (State, Until) = ("partial", null);
                    break;
                case ["partial", var minutes]:
                    (State, Until) = ("partial", now.AddMinutes(int.Parse(minutes, NumberStyles.None, CultureInfo.InvariantCulture)));
                    break;
                case ["suspended" or "revoked"]:
                    DeviceState = words[0];
                    break;
                case ["novisual"]:
                    Visual = false;
                    break;
                default:
                    fault = Fault.Parse(words);
                    break;
            }
        }
    }

    /// <summary>The fault that is due for a call, counted.</summary>
    public Fault? Take(string call)
    {
        lock (gate)
        {
            if (fault is not { Times: > 0 } due || (due.Scope != call && due.Scope != "all"))
            {
                return null;
            }

            fault = due with { Times = due.Times - 1 };
            return due;
        }
    }
}
