using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Bench.Authority;

/// <summary>
/// The bench's eligibility authority: implements the contract page strictly, on a real Kestrel with mutual TLS, for people who do not exist. Shares no code with
/// the stand's client. Its CA, devices and codes stay in its folder.
/// </summary>
public sealed class StandInAuthority : IAsyncDisposable
{
    private const int MaxRequest = 64 * 1024;

    private readonly DeviceList devices;
    private readonly Confirmations confirmations;
    private readonly Behaviour behaviour = new();
    private readonly Api api;
    private readonly SkewedTime time;
    private readonly Listener listener;
    private readonly ConcurrentQueue<string> requests = new();
    private AdminSocket? admin;

    private StandInAuthority(string folder, string jpkiCaFolder, TimeProvider trueTime)
    {
        time = new SkewedTime(trueTime);
        var serverCa = ThrowawayCa.Open(folder, "authority-ca", trueTime);
        var deviceCa = ThrowawayCa.Open(folder, "device-ca", time);
        listener = new Listener(folder, serverCa, deviceCa, ServeAsync, trueTime);
        devices = new DeviceList(Path.Combine(folder, "devices.json"), time);
        var challenges = new ChallengeList(time);
        confirmations = new Confirmations(new CardJudge(jpkiCaFolder, time), challenges, behaviour, time);
        api = new Api(devices, deviceCa, confirmations, challenges, behaviour, time);
        CaFile = serverCa.File;
    }

    /// <summary>Where it listens, without <c>/v1</c>.</summary>
    public Uri Url => new($"https://127.0.0.1:{listener.Port}");

    /// <summary>The CA of its certificate, PEM.</summary>
    public string CaFile { get; }

    /// <summary>How many visits were really decided: the same visit sent twice counts once.</summary>
    public int VisitsDecided => confirmations.Visits.Decided;

    /// <summary>Method, path and connection of every request so far.</summary>
    public IReadOnlyCollection<string> Requests => requests;

    /// <summary>Starts on a free port of the loopback.</summary>
    /// <param name="folder">Its own; made where it is missing.</param>
    /// <param name="jpkiCaFolder">The CAs of the cards; may fill later.</param>
    public static async Task<StandInAuthority> StartAsync(string folder, string jpkiCaFolder, TimeProvider time, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var standIn = new StandInAuthority(folder, jpkiCaFolder, time);
        await standIn.listener.OpenAsync(TlsFace.Good, cancellation);
        standIn.admin = new AdminSocket(folder, standIn.CommandAsync);
        return standIn;
    }

    /// <summary>A code that enrols one stand within a day.</summary>
    public string NewActivationCode() => devices.NewActivationCode();

    /// <summary>Misbehaves on command, in the words of <see cref="Help"/>, until <c>normal</c>.</summary>
    /// <exception cref="ArgumentException">Nobody understands this.</exception>
    public async Task BehaveAsync(params string[] words)
    {
        try
        {
            switch (words)
            {
                case ["down"]:
                    await listener.CloseAsync();
                    break;
                case ["tls", var face]:
                    await listener.OpenAsync(Listener.FaceOf(face), CancellationToken.None);
                    break;
                case ["skew", var minutes]:
                    time.Skew = TimeSpan.FromMinutes(int.Parse(minutes, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
                    break;
                default:
                    behaviour.Change(words, time.GetUtcNow());
                    break;
            }
        }
        catch (Exception trouble) when (trouble is ArgumentException or FormatException or OverflowException)
        {
            throw new ArgumentException($"Not understood: {string.Join(' ', words)}\n{Help}", nameof(words), trouble);
        }

        if (words is ["normal"])
        {
            time.Skew = TimeSpan.Zero;
            await listener.OpenAsync(TlsFace.Good, CancellationToken.None);
        }
    }

    /// <summary>The words of <see cref="BehaveAsync"/>.</summary>
    public static string Help =>
        $"""
        normal                         all is well
        down                           nobody listens
        tls {string.Join(" | ", Listener.Faces.Keys),-26} what its TLS is: {string.Join(", ", Listener.Faces.Values)}
        skew MINUTES                   its clock is so far ahead, or behind with a minus
        maintenance [MINUTES]          status and answers of a planned stop
        partial [MINUTES]              certificates that come first are not answered
        suspended | revoked            every device
        novisual                       method A is not granted
        {string.Join('\n', Fault.Kinds.Select(kind => $"{kind.Key,-12} {kind.Value}"))}
        and after these, for which calls: confirmations (unless said), challenges, status, self, devices, all
        """;

    /// <summary>One way of each kind to behave, with <c>normal</c> first: for whoever goes through them.</summary>
    public static IReadOnlyList<string> Manners { get; } =
    [
        "normal", "down", "maintenance", "partial 60", "suspended", "revoked", "novisual", "skew 10", .. Listener.Faces.Keys.Select(face => $"tls {face}"),
        .. Fault.Kinds.Keys.Select(kind => Fault.WithSeconds.Contains(kind, StringComparer.Ordinal) ? $"{kind} 60" : kind),
    ];

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref admin, null) is { } socket)
        {
            await socket.DisposeAsync();
        }

        await listener.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        requests.Enqueue($"{context.Request.Method} {path} {context.Connection.Id}");
        var fault = Api.CallOf(path) is { } call ? behaviour.Take(call) : null;
        var answer = fault is null ? null : await Misdeed.BeforeAsync(fault, time, context.RequestAborted);
        answer ??= await AnswerAsync(context);
        answer = fault is null ? answer : await Misdeed.AfterAsync(fault, answer, context, time);
        if (answer is not null)
        {
            await answer.WriteAsync(context);
        }
    }

    private async Task<Answer> AnswerAsync(HttpContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            return body.Length > MaxRequest ? Answer.Problem(StatusCodes.Status413PayloadTooLarge, code: null) : await api.AnswerAsync(context, body.ToArray());
        }
        catch (RefusedException refused)
        {
            return refused.Answer;
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException bad)
        {
            return Answer.Problem(bad.StatusCode, code: null);
        }
    }

    private async Task<string> CommandAsync(string[] words)
    {
        if (words is ["code"])
        {
            return NewActivationCode();
        }

        if (words is ["visits"])
        {
            return string.Join(' ', [$"{VisitsDecided}", .. confirmations.Visits.Ids.Select(id => $"{id:D}")]);
        }

        if (words is ["requests"])
        {
            return string.Join('\n', requests);
        }

        await BehaveAsync(words);
        return "ok";
    }
}
