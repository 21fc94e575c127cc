using System.Text;
using System.Text.RegularExpressions;

namespace Kiosk.Pi.Tests.Secrets;

/// <summary>
/// Everything that a desk gave to the kernel to be written, by <c>strace</c>: also what was overwritten, or stood in a file that is gone. The desk's own folders for temporary and other files
/// lie beside. Killed, the desk is gone as without it: the tracer is no parent of it.
/// </summary>
internal sealed partial class WriteTrace
{
    private const string Calls = "open,openat,openat2,creat,write,pwrite64,writev,pwritev,pwritev2,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat";

    private readonly string folder = Directory.CreateTempSubdirectory("trace").FullName;

    public WriteTrace()
    {
        File.WriteAllText(Program, $"""
            #!/bin/sh
            export TMPDIR='{Own("tmp")}' HOME='{Own("home")}' XDG_RUNTIME_DIR='{Own("run")}' XDG_CONFIG_HOME='{Own("config")}' XDG_CACHE_HOME='{Own("cache")}' XDG_DATA_HOME='{Own("data")}' XDG_STATE_HOME='{Own("state")}'
            exec strace -D -f -qq -y -xx -s 16777216 --seccomp-bpf -e signal=none -e trace={Calls} -o '{folder}'/desk.$$ "$@"

            """);
        File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>What runs the desk.</summary>
    public string Program => Path.Combine(folder, "traced");

    /// <summary>Where TMPDIR, HOME and XDG's folders of the desk lie.</summary>
    public string OwnFolders => Path.Combine(folder, "own");

    public void Remove() => Directory.Delete(folder, recursive: true);

    /// <summary>How many desks were traced.</summary>
    public int Desks => Directory.GetFiles(folder, "desk.*").Length;

    /// <summary>What was written to files, pipes and devices (not to sockets: that is how the desk answers), with the name that the kernel gives them.</summary>
    public IEnumerable<(string Where, byte[] What)> Writes() => Lines()
        .Where(line => Written().IsMatch(line)).Select(line => (Decoded(Written().Match(line).Groups["where"].Value), Texts(line)))
        .Where(write => !write.Item1.StartsWith("socket:", StringComparison.Ordinal) && !write.Item1.StartsWith("UNIX", StringComparison.Ordinal) && !write.Item1.StartsWith("anon_inode:", StringComparison.Ordinal));

    /// <summary>Every path that was opened to be written, or made, or got another name.</summary>
    public IReadOnlyList<string> Files() =>
    [
        .. Lines().Where(line => Made().IsMatch(line) && !line.Contains(" = -1 ", StringComparison.Ordinal))
            .SelectMany(line => Quoted().Matches(line).Select(path => Path.Combine(In(line), Decoded(path.Groups["text"].Value)))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    private string Own(string name) => Directory.CreateDirectory(Path.Combine(OwnFolders, name)).FullName;

    private IEnumerable<string> Lines() => Directory.GetFiles(folder, "desk.*").SelectMany(ReadLines);

    // A tracer may be writing still.
    private static IEnumerable<string> ReadLines(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    // The folder that a relative path is seen from.
    private static string In(string line) => From().Match(line) is { Success: true } from ? Decoded(from.Groups["text"].Value) : "/";

    private static byte[] Texts(string line) => [.. Quoted().Matches(line).SelectMany(text => Bytes(text.Groups["text"].Value))];

    private static string Decoded(string hex) => Encoding.UTF8.GetString(Bytes(hex));

    // strace -xx: every character as \xNN.
    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace("\\x", "", StringComparison.Ordinal));

    [GeneratedRegex(@"^\d+ +p?writev?(64|2)?\(\d+<(?<where>[^>]*)>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Written();

    [GeneratedRegex(@"^\d+ +(creat|rename|link|symlink|mkdir|open\w*\(.*(O_WRONLY|O_RDWR|O_CREAT))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Made();

    [GeneratedRegex(@"AT_FDCWD<(?<text>[^>]*)>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex From();

    [GeneratedRegex("\"(?<text>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Quoted();
}
