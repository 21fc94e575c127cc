using System.Net.Sockets;
using System.Text;

namespace Kiosk.Bench.Authority;

/// <summary>Takes the stand-in's commands from other processes: one line of words, one answer.</summary>
internal sealed class AdminSocket : IAsyncDisposable
{
    private readonly CancellationTokenSource ending = new();
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string path;
    private readonly Task serving;

    public AdminSocket(string folder, Func<string[], Task<string>> command)
    {
        path = PathIn(folder);
        File.Delete(path);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        serving = ServeAsync(command);
    }

    public static string PathIn(string folder) => Path.Combine(folder, "authority.sock");

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Dispose();
        await serving.WaitAsync(CancellationToken.None);
        ending.Dispose();
        File.Delete(path);
    }

    private async Task ServeAsync(Func<string[], Task<string>> command)
    {
        while (true)
        {
            try
            {
                using var caller = await listener.AcceptAsync(ending.Token);
                await AnswerAsync(caller, command);
            }
            catch (Exception end) when (ending.IsCancellationRequested && end is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
            catch (Exception gone) when (gone is IOException or SocketException)
            {
                // The caller went away.
            }
        }
    }

    private async Task AnswerAsync(Socket caller, Func<string[], Task<string>> command)
    {
        await using var stream = new NetworkStream(caller);
        using var reader = new StreamReader(stream, leaveOpen: true);
        var line = await reader.ReadLineAsync(ending.Token) ?? "";
        string answer;
        try
        {
            answer = await command(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
        catch (ArgumentException trouble)
        {
            answer = "error " + trouble.Message;
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer + "\n"), ending.Token);
    }
}

/// <summary>Commands a stand-in of another process.</summary>
public static class StandInAdmin
{
    /// <summary>Sends words as <see cref="StandInAuthority.BehaveAsync"/> takes them, or <c>code</c> for a new activation code, <c>visits</c> for how many questions were decided and the visits they were about, or <c>requests</c> for everything that was asked. Gives the answer: ok, or what was asked for.</summary>
    /// <exception cref="ArgumentException">The stand-in did not understand; the message lists what it does.</exception>
    /// <exception cref="SocketException">No stand-in runs in this folder.</exception>
    public static async Task<string> SendAsync(string folder, IReadOnlyList<string> words, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(AdminSocket.PathIn(folder)), cancellation);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Join(' ', words).ReplaceLineEndings(" ") + "\n"), cancellation);
        using var reader = new StreamReader(stream);
        var answer = (await reader.ReadToEndAsync(cancellation)).TrimEnd();
        return answer.StartsWith("error ", StringComparison.Ordinal) ? throw new ArgumentException(answer["error ".Length..], nameof(words)) : answer;
    }
}
