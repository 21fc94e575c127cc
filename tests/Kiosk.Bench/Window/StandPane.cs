using System.Text;
using System.Threading.Channels;
using Kiosk.Bench.Cards;
using Kiosk.Bench.Commands;
using Kiosk.Bench.Panel;
using Kiosk.Bench.People;
using Kiosk.Desk;
using Kiosk.Pi.Desk;

namespace Kiosk.Bench.Window;

/// <summary>The left side of the window: draws the stand many times a second and takes the visitor's part from the keyboard.</summary>
internal sealed class StandPane(BenchFolder folder, TimeProvider time)
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(62.5);
    private static readonly TimeSpan KeyLit = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan TroubleShown = TimeSpan.FromSeconds(6);

    private readonly PanelClient panel = new(folder.Path);
    private readonly CardHostClient cards = new(folder.Path);
    private StandModel model = new();
    private DateTimeOffset keyUntil;
    private DateTimeOffset troubleUntil;
    private volatile Snapshot? desk;

    public async Task RunAsync(CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var client = new HttpDeskClient(BenchFile.Running(folder).DeskSocket, time);
        Console.TreatControlCAsInput = true;
        await using var screen = Console.OpenStandardOutput();
        await WriteAsync(screen, "\e[?1049h\e[?25l");
        var watch = WatchAsync(client, end.Token);
        try
        {
            await DrawAsync(screen, TerminalKeys.Read(), end.Token);
        }
        finally
        {
            await end.CancelAsync();
            await watch;
            await WriteAsync(screen, "\e[?25h\e[?1049l");
        }
    }

    private async Task DrawAsync(Stream screen, ChannelReader<ConsoleKeyInfo> keys, CancellationToken stop)
    {
        using var tick = new PeriodicTimer(Frame, time);
        Canvas? last = null;
        while (!stop.IsCancellationRequested && !keys.Completion.IsCompleted)
        {
            while (keys.TryRead(out var key))
            {
                if (!await TakeAsync(key, stop))
                {
                    return;
                }
            }

            await LookAsync(stop);
            var canvas = StandView.Draw(model, Math.Max(20, Console.WindowWidth), Math.Max(10, Console.WindowHeight));
            await WriteAsync(screen, canvas.Since(last));
            last = canvas;
            await tick.WaitForNextTickAsync(stop).AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
