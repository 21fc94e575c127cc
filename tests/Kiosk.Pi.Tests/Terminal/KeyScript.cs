using System.Globalization;
using System.Text;

namespace Kiosk.Pi.Tests.Terminal;

/// <summary>
/// One task of a receptionist as key strokes, from a file of <c>KeyStrokes</c> that anybody can read: what it is, how many keys it may take, and what happens, line by line.
/// </summary>
internal sealed class KeyScript
{
    /// <summary>The words that a line may begin with; <c>keys</c> alone are counted.</summary>
    public static IReadOnlyDictionary<string, string> Verbs { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["method"] = "the administrator has set method a or b",
        ["card"] = "a visitor lays somebody's card; away: takes it",
        ["pin"] = "the visitor types on the stand's keypad",
        ["authority"] = "the authority is down, or normal again",
        ["see"] = "this must come to stand on the receptionist's screen",
        ["gone"] = "this must go from it",
        ["keys"] = "the receptionist presses these keys: they are counted",
        ["type"] = "the receptionist types a name, numbers, a passphrase: not counted, they are what they are",
        ["scan"] = "a scanner types this, and Enter",
    };

    private KeyScript(string file, string task, int most, string note, IReadOnlyList<(string Verb, string What)> steps) => (File, Task, Most, Note, Steps) = (file, task, most, note, steps);

    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "Kiosk.Pi.Tests", "Terminal", "KeyStrokes");

    /// <summary>Every task, in the order of the files' names.</summary>
    public static IEnumerable<KeyScript> All => Directory.GetFiles(Folder, "*.keys").Order(StringComparer.Ordinal).Select(Read);

    public string File { get; }

    public string Task { get; }

    /// <summary>How many keys it may take.</summary>
    public int Most { get; }

    public string Note { get; }

    public IReadOnlyList<(string Verb, string What)> Steps { get; }

    /// <summary>The keys that are pressed.</summary>
    public IReadOnlyList<string> Keys => [.. Steps.Where(step => step.Verb == "keys").SelectMany(step => step.What.Split(' '))];

    public static KeyScript Read(string path)
    {
        var lines = System.IO.File.ReadAllLines(path).Where(line => line.Length > 0).Select(line => line.Split(' ', 2, StringSplitOptions.TrimEntries)).ToList();
        var heads = lines.TakeWhile(line => line[0].EndsWith(':')).ToDictionary(line => line[0], line => line[1], StringComparer.Ordinal);
        return new KeyScript(
            Path.GetFileNameWithoutExtension(path), heads["task:"], int.Parse(heads["most:"], NumberStyles.None, CultureInfo.InvariantCulture), heads.GetValueOrDefault("note:", ""),
            [.. lines.Skip(heads.Count).Select(line => (line[0], line[1]))]);
    }

    /// <summary>The table of all tasks, as it stands in docs/keys.md.</summary>
    public static string Table()
    {
        var table = new StringBuilder("| task | keys | pressed | at most |\n|---|---|---|---|\n");
        foreach (var script in All)
        {
            var told = string.Join(' ', script.Steps.Where(step => step.Verb is "keys" or "type" or "scan").Select(Told));
            table.Append(CultureInfo.InvariantCulture, $"| {script.Task}{(script.Note.Length > 0 ? $" ({script.Note})" : "")} | {(told.Length > 0 ? told : "none")} | {script.Keys.Count} | {script.Most} |\n");
        }

        return table.ToString();
    }

    private static string Told((string Verb, string What) step) => step.Verb switch
    {
        "keys" => string.Join(' ', step.What.Split(' ').Select(key => $"`{key.Replace("C-", "Ctrl+", StringComparison.Ordinal).ToUpperFirst()}`")),
        "scan" => $"(scanned) {step.What}",
        _ => step.What,
    };
}

/// <summary>How keys are written.</summary>
internal static class KeyWriting
{
    /// <summary>As on the key: Y, Ctrl+F.</summary>
    public static string ToUpperFirst(this string key) => key.StartsWith("Ctrl+", StringComparison.Ordinal) || key.Length == 1 ? key[..^1] + char.ToUpperInvariant(key[^1]) : key;
}
