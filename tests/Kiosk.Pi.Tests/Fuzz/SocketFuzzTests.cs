using System.Net.Sockets;
using System.Text;
using Kiosk.Desk;
using Kiosk.Pi.Tests.Desk;
using Kiosk.Pi.Tests.SignIn;
using Kiosk.Pi.Tests.Stories;

namespace Kiosk.Pi.Tests.Fuzz;

/// <summary>Whatever is said to the desk's socket, the desk answers or closes the line, goes on, keeps nothing, and tells nobody what was said. At a stand without accounts, where everything is reached.</summary>
public sealed class SocketFuzzTests(RunningBench bench) : IClassFixture<RunningBench>
{
    private const int Briefly = 250;
    private const int Within = 64;
    private const long KilobytesMore = 150_000;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // What a right program never sees: a defect, whatever was said. 503 is a vault that is busy.
    private static readonly string[] Defects = ["HTTP/1.1 500", "HTTP/1.1 501", "HTTP/1.1 502"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Bodies_OfEveryPathThatTakesOne_AreKnown() => Assert.Equal(
        DeskPaths.All.Select(path => path.Name).Where(name => !name.StartsWith("GET ", StringComparison.Ordinal) && !WithoutBody.Contains(name)).Order(StringComparer.Ordinal),
        SpoiltRequests.Bodies.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task Requests_Spoilt_AnsweredOrClosedAndNothingStays()
    {
        await bench.ServeAsync();
        var pid = bench.DeskPid;
        var before = DeskBurden.Of(pid);

        await Fuzzing.TryAsync(SpoiltRequests.Any, HoldsAsync, Briefly, request => request.ToString());

        Assert.Equal(pid, bench.DeskPid);
        // What goes on here goes on as before.
        await bench.ResetAsync();
        await bench.ServeAsync();
        await before.UntilNothingMoreIsOpenAsync(pid);
        Assert.InRange(DeskBurden.Of(pid).Kilobytes, 0, before.Kilobytes + KilobytesMore);
        lock (bench.Output)
        {
            Assert.DoesNotContain(bench.Output, line => line.Contains("fail:", StringComparison.Ordinal) || line.Contains("crit:", StringComparison.Ordinal) || line.Contains("nhandled", StringComparison.Ordinal));
            Assert.DoesNotContain(bench.Output, line => line.Contains(SpoiltRequests.Marked, StringComparison.Ordinal));
        }
    }

    private static readonly string[] WithoutBody = ["POST /touch", "POST /lock", "POST /sign-out", "POST /selftest", "POST /bundle", "POST /checks/{check:guid}/seen"];

    private async Task HoldsAsync(SpoiltRequest request)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(Patience);
        var version = (await bench.Desk.SettingsAsync(patience.Token)).Version;
        var answer = await SayAsync(request with { Said = Replaced(request.Said, version) }, patience.Token);
        Assert.DoesNotContain(Defects, defect => answer.StartsWith(defect, StringComparison.Ordinal));
        // Another screen goes on.
        Assert.Equal(StandState.Ready, (await bench.Desk.SnapshotAsync(patience.Token)).Stand.State);
    }

    private async Task<string> SayAsync(SpoiltRequest request, CancellationToken stop)
    {
        using var line = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var answer = new byte[64 * 1024];
        var length = 0;
        try
        {
            await line.ConnectAsync(new UnixDomainSocketEndPoint(bench.Facts["deskSocket"]!.GetValue<string>()), stop);
            await line.SendAsync(request.Said, stop);
            if (request.End == LineEnd.Dropped)
            {
                return "";
            }

            if (request.End == LineEnd.HalfClosed)
            {
                line.Shutdown(SocketShutdown.Send);
            }

            var most = request.End == LineEnd.DroppedWithin ? Within : answer.Length;
            for (int read; length < most && (read = await ReceiveAsync(line, answer.AsMemory(length, most - length), stop)) > 0; length += read)
            {
                // To its end.
            }
        }
        catch (SocketException)
        {
            // Closed while it was spoken to.
        }

        return Encoding.ASCII.GetString(answer, 0, length);
    }

    // Half a request is ended by the desk in some seconds only, and a line that stays open in minutes.
    private static async Task<int> ReceiveAsync(Socket line, Memory<byte> answer, CancellationToken stop)
    {
        if (!await Task.Run(() => line.Poll(Moment, SelectMode.SelectRead), stop))
        {
            line.Shutdown(SocketShutdown.Send);
        }

        return await line.ReceiveAsync(answer, stop);
    }

    // Both are of one length: what is told of the body's stays as it was.
    private static byte[] Replaced(byte[] said, string version) => said.AsSpan().IndexOf(Encoding.ASCII.GetBytes(SpoiltRequests.Version)) is >= 0 and var at
        ? [.. said[..at], .. Encoding.ASCII.GetBytes(version), .. said[(at + version.Length)..]]
        : said;
}
