using System.Net.Sockets;
using Kiosk.Bench.Commands;

namespace Kiosk.Bench.Desk;

/// <summary>What other processes may ask of <c>up</c>: one line with a word, answered by "ok" or by what went wrong.</summary>
internal sealed class UpSocket : IAsyncDisposable
{
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource end = new();
    private readonly string path;
    private readonly Task serving;

    public UpSocket(BenchFolder folder, Func<string, CancellationToken, Task<string>> answer)
    {
        path = folder.UpSocket;
        File.Delete(path);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        serving = ServeAsync(answer);
    }

    /// <exception cref="BenchException">It did not work; the message says why.</exception>
    public static async Task TellAsync(BenchFolder folder, string word, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(folder.UpSocket), cancellation);
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(word + "\n"), cancellation);
            using var reader = new StreamReader(stream);
            var answer = await reader.ReadToEndAsync(cancellation);
            if (answer != "ok")
            {
                throw new BenchException(answer.Length > 0 ? answer : "The bench broke off.");
            }
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            throw new BenchException($"The bench in {folder.Path} does not answer: {e.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
#pragma warning disable VSTHRD003 // Begun in the constructor.
        await serving;
#pragma warning restore VSTHRD003
        listener.Dispose();
        end.Dispose();
        File.Delete(path);
    }

    private async Task ServeAsync(Func<string, CancellationToken, Task<string>> answer)
    {
        try
        {
            while (true)
            {
                using var caller = await listener.AcceptAsync(end.Token);
                await using var stream = new NetworkStream(caller);
                using var reader = new StreamReader(stream, leaveOpen: true);
                try
                {
                    var said = await answer(await reader.ReadLineAsync(end.Token) ?? string.Empty, end.Token);
                    await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(said), end.Token);
                }
                catch (IOException)
                {
                    // Whoever asked did not wait.
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
