using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Kiosk.Bench.Cards;

/// <summary>Lays and takes the bench's cards.</summary>
/// <param name="folder">The bench's folder.</param>
public sealed class CardHostClient(string folder)
{
    // sun_path of sockaddr_un, with its final zero.
    private const int LongestSocketPath = 107;

    // 32 bytes of the file with short id 6, or of the one selected before.
    private static readonly string[] TokenReads = ["00B0860020", "00B0000020"];

    /// <summary>Lays a person's card on the reader.</summary>
    /// <exception cref="InvalidOperationException">It cannot be done; the message says why. So for all that follow.</exception>
    public Task InsertAsync(string name, CancellationToken cancellation = default) => AskAsync(["insert", name], cancellation);

    /// <summary>Takes the card away; nothing happens where none lies.</summary>
    public Task RemoveAsync(CancellationToken cancellation = default) => AskAsync(["remove"], cancellation);

    /// <summary>Adds a fault, or clears them all; an unknown one is answered with the list.</summary>
    public Task FaultAsync(string[] words, CancellationToken cancellation = default) => AskAsync(["fault", .. words], cancellation);

    /// <summary>The commands that the card was given since it was laid, PINs masked.</summary>
    public async Task<IReadOnlyList<ApduLogEntry>> ApduLogAsync(CancellationToken cancellation = default) =>
        [.. (await LogAsync(cancellation)).Where(entry => !entry.Command.StartsWith('('))];

    /// <summary>
    /// The same, once the stand has read the card's token: it does that last of all before the PIN, and beside the visitor, so that whoever counts commands
    /// waits for it.
    /// </summary>
    public async Task<IReadOnlyList<ApduLogEntry>> ApduLogBeforeThePinAsync(CancellationToken cancellation = default)
    {
        while (true)
        {
            var said = await ApduLogAsync(cancellation);
            if (said.Any(entry => TokenReads.Any(read => entry.Command.StartsWith(read, StringComparison.Ordinal))))
            {
                return said;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellation);
        }
    }

    /// <summary>As <see cref="ApduLogAsync"/>, with the power that came and went in parentheses.</summary>
    public async Task<IReadOnlyList<ApduLogEntry>> LogAsync(CancellationToken cancellation = default)
    {
        var lines = await AskAsync(["log"], cancellation);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
            .Select(parts => new ApduLogEntry(
                parts[0], parts[1], int.Parse(parts[2], CultureInfo.InvariantCulture), new TimeSpan(long.Parse(parts[3], CultureInfo.InvariantCulture))))];
    }

    /// <summary>Where the card host listens.</summary>
    internal static string SocketIn(string folder)
    {
        var path = Path.Combine(Path.GetFullPath(folder), "card.sock");
        return Encoding.UTF8.GetByteCount(path) <= LongestSocketPath
            ? path
            : throw new InvalidOperationException($"The folder's name is too long for a socket in it: {folder}");
    }

    private async Task<string> AskAsync(string[] words, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketIn(folder)), cancellation);
        }
        catch (SocketException absent)
        {
            throw new InvalidOperationException($"No card host serves {folder}: is the bench up, and with a card?", absent);
        }

        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Join(' ', words) + '\n'), cancellation);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync(cancellation);
        return answer.StartsWith("ok\n", StringComparison.Ordinal) ? answer[3..]
            : answer.StartsWith("error ", StringComparison.Ordinal) ? throw new InvalidOperationException(answer[6..].TrimEnd())
            : throw new InvalidOperationException("The card host broke off.");
    }
}
