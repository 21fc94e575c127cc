using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Kiosk.Benchmarks.Soak.Torn;

/// <summary>Reads what <c>strace -f -y -xx</c> wrote. A call counts from when it began; one that puts things onto the disk, from when it came back.</summary>
internal static partial class SystemCallTrace
{
    /// <summary>What strace is to be told, before its output file and the program.</summary>
    public static readonly string[] Arguments =
        ["-D", "-f", "-y", "-xx", "-s", "10000000", "-e", "signal=none", "-e", "trace=openat,pwrite64,write,ftruncate,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,sendmsg,sendto"];

    private const string Unfinished = " <unfinished ...>";

    // Of one line, in milliseconds.
    private const int Longest = 10_000;

    /// <summary>The calls of a trace that came to something, in their order.</summary>
    /// <param name="file">The trace.</param>
    /// <param name="folder">Only files below it count.</param>
    /// <exception cref="InvalidDataException">A call is not understood: nothing can be told from the rest.</exception>
    public static IEnumerable<SystemCall> Read(string file, string folder)
    {
        var unfinished = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(file, Encoding.Latin1))
        {
            if (Line().Match(line) is not { Success: true } match)
            {
                continue;
            }

            var (thread, call) = (match.Groups["thread"].Value, match.Groups["call"].Value);
            if (call.EndsWith(Unfinished, StringComparison.Ordinal))
            {
                call = call[..^Unfinished.Length];
                unfinished[thread] = call;
                if (!IsSync(call) && Parse(call, folder) is { } begun)
                {
                    yield return begun;
                }

                continue;
            }

            if (Resumed().Match(call) is { Success: true } resumed)
            {
                call = unfinished.Remove(thread, out var begin) ? begin + resumed.Groups["rest"].Value : "";
                if (!IsSync(call))
                {
                    continue;
                }
            }

            if (!call.Contains(") = -1 ", StringComparison.Ordinal) && Parse(call, folder) is { } done)
            {
                yield return done;
            }
        }
    }

    private static bool IsSync(string call) => call.StartsWith("fsync(", StringComparison.Ordinal) || call.StartsWith("fdatasync(", StringComparison.Ordinal);

    private static SystemCall? Parse(string call, string folder)
    {
        var name = call[..Math.Max(call.IndexOf('(', StringComparison.Ordinal), 0)];
        var texts = Text().Matches(call).Select(text => Convert.FromHexString(text.Groups["hex"].Value.Replace("\\x", "", StringComparison.Ordinal))).ToList();
        if (name is "sendto" or "sendmsg")
        {
            return new SystemCall.Sent([.. texts.SelectMany(bytes => bytes)]);
        }

        var paths = (name is "openat" or "link" or "linkat" or "rename" or "renameat" or "renameat2" or "unlink" or "unlinkat" ? texts : Descriptor().Matches(call).Take(1).Select(PathOf))
            .Select(bytes => Encoding.UTF8.GetString(bytes)).ToList();
        if (!paths.Any(path => path == folder || path.StartsWith(folder + '/', StringComparison.Ordinal)))
        {
            return null;
        }

        return name switch
        {
            "openat" => call.Contains("O_CREAT", StringComparison.Ordinal) || call.Contains("O_TRUNC", StringComparison.Ordinal)
                ? new SystemCall.Opened(paths[0], call.Contains("O_TRUNC", StringComparison.Ordinal))
                : null,
            "pwrite64" => new SystemCall.Written(paths[0], LastNumber(call), texts[^1]),
            "ftruncate" => new SystemCall.Truncated(paths[0], LastNumber(call)),
            "fsync" or "fdatasync" => new SystemCall.Synced(paths[0]),
            "link" or "linkat" => new SystemCall.Linked(paths[0], paths[1]),
            "rename" or "renameat" or "renameat2" => new SystemCall.Renamed(paths[0], paths[1]),
            "unlink" or "unlinkat" => new SystemCall.Unlinked(paths[0]),
            _ => throw new InvalidDataException($"{name} on {paths[0]} is not understood."),
        };
    }

    private static byte[] PathOf(Match descriptor) => Convert.FromHexString(descriptor.Groups["hex"].Value.Replace("\\x", "", StringComparison.Ordinal));

    private static long LastNumber(string call) => Number().Match(call) is { Success: true } match
        ? long.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)
        : throw new InvalidDataException($"{call[..Math.Min(call.Length, 60)]} ... {call[Math.Max(call.Length - 60, 0)..]} is not understood.");

    [GeneratedRegex(@"^(?<thread>\d+) +(?<call>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, Longest)]
    private static partial Regex Line();

    [GeneratedRegex(@"^<\.\.\. \w+ resumed>(?<rest>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, Longest)]
    private static partial Regex Resumed();

    [GeneratedRegex(@"""(?<hex>(\\x[0-9a-f]{2})*)""", RegexOptions.ExplicitCapture, Longest)]
    private static partial Regex Text();

    [GeneratedRegex(@"\(\d+<(?<hex>(\\x[0-9a-f]{2})*)", RegexOptions.ExplicitCapture, Longest)]
    private static partial Regex Descriptor();

    [GeneratedRegex(@", (?<number>\d+)(\) += \d+.*)?$", RegexOptions.ExplicitCapture, Longest)]
    private static partial Regex Number();
}
