using System.CommandLine;
using System.Net.Sockets;
using System.Text;

namespace Kiosk.Bench.Commands;

/// <summary><c>flood</c>: another program on the computer that means the desk harm.</summary>
internal static class FloodCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>What it does with each line: what it says at first, and what it says then, again and again.</summary>
    private static readonly Dictionary<string, (string First, string Then)> Kinds = new(StringComparer.Ordinal)
    {
        ["silent"] = ("", ""),
        ["half"] = ("GET /snapshot HTTP/1.1\r\nHost: desk\r\n", ""),
        ["body"] = ("POST /commands HTTP/1.1\r\nHost: desk\r\nContent-Length: 60000\r\n\r\n{\"act", ""),
        ["slow"] = ("GET /snapshot HTTP/1.1\r\nHost: desk\r\nX: ", "x"),
        ["follow"] = ("GET /events HTTP/1.1\r\nHost: desk\r\n\r\n", ""),
        ["ask"] = ("", "GET /snapshot HTTP/1.1\r\nHost: desk\r\n\r\n"),
    };

    public static Command Create()
    {
        var kind = new Argument<string>("kind")
        {
            Description = "silent: says nothing. half: half a request. body: half a body. slow: a character at a time. follow: follows and never reads. ask: asks on and on and never reads",
        }.AcceptOnlyFromAmong([.. Kinds.Keys]);
        var lines = new Argument<int>("lines") { Description = "How many lines it tries to hold open" };
        return new Command("flood", "Flood the desk's socket, until SIGTERM or until standard input ends; prints 'flooding' once every line was tried, and at the end how often it connected") { kind, lines }
            .Does(async (parsed, folder, stop) =>
            {
                using var end = new StopSignals();
                end.StopWithInput();
                using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, end.Token);
                var flood = new Flood(BenchFile.Running(folder).DeskSocket, Kinds[parsed.GetRequiredValue(kind)], either.Token);
                await flood.RunAsync(parsed.GetValue(lines));
                return 0;
            });
    }

    private sealed class Flood(string socket, (string First, string Then) kind, CancellationToken stop)
    {
        private int connected;

        public async Task RunAsync(int lines)
        {
            var tried = new CountdownEvent(lines);
            var all = Task.WhenAll(Enumerable.Range(0, lines).Select(_ => Task.Run(() => HoldAsync(tried), CancellationToken.None)));
            tried.Wait(stop);
            await Console.Out.WriteLineAsync("flooding");
            await Console.Out.FlushAsync(CancellationToken.None);
            await all;
            await Console.Out.WriteLineAsync($"connected {connected} times");
        }

        // Whatever is closed is opened again.
        private async Task HoldAsync(CountdownEvent tried)
        {
            for (var isFirst = true; !stop.IsCancellationRequested; isFirst = false)
            {
                try
                {
                    using var line = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                    await line.ConnectAsync(new UnixDomainSocketEndPoint(socket), stop);
                    Interlocked.Increment(ref connected);
                    await line.SendAsync(Encoding.ASCII.GetBytes(kind.First), stop);
                    if (isFirst)
                    {
                        tried.Signal();
                        isFirst = false;
                    }

                    await GoOnAsync(line);
                }
                catch (Exception e) when (e is SocketException or OperationCanceledException)
                {
                    if (isFirst)
                    {
                        tried.Signal();
                    }
                }

                await Task.Delay(Pause, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        private async Task GoOnAsync(Socket line)
        {
            var then = Encoding.ASCII.GetBytes(kind.Then);
            var peek = new byte[1];
            while (true)
            {
                // What was closed is readable, and has nothing; what is never read stays where it is.
                if (line.Poll(TimeSpan.Zero, SelectMode.SelectRead) && await line.ReceiveAsync(peek, SocketFlags.Peek, stop) == 0)
                {
                    return;
                }

                if (then.Length > 0)
                {
                    await line.SendAsync(then, stop);
                }

                await Task.Delay(Pause, TimeProvider.System, stop);
            }
        }
    }
}
