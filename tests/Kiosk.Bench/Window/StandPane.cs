using System.Text;
using System.Threading.Channels;
using Kiosk.Bench.Commands;
using Kiosk.Pi.Desk;

namespace Kiosk.Bench.Window;

/// <summary>The left side of the window: draws the stand many times a second and takes the visitor's part from the keyboard.</summary>
internal sealed class StandPane(BenchFolder folder, TimeProvider time)
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(62.5);

    /// <summary>Until the visitor leaves, the terminal is gone, or it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var desk = new HttpDeskClient(BenchFile.Running(folder).DeskSocket, time);
        var visitor = new Visitor(folder, time);
        await using var screen = Console.OpenStandardOutput();
        Console.TreatControlCAsInput = true;
        await WriteAsync(screen, "\e[?1049h\e[?25l");
        var deeds = visitor.RunAsync(desk, end.Token);
        try
        {
            await DrawAsync(screen, visitor, TerminalKeys.Read(), end.Token);
        }
        finally
        {
            await end.CancelAsync();
            await deeds.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await WriteAsync(screen, "\e[?25h\e[?1049l");
        }
    }

    private async Task DrawAsync(Stream screen, Visitor visitor, ChannelReader<ConsoleKeyInfo> keys, CancellationToken stop)
    {
        using var panel = new PanelWatch(folder);
        Canvas? last = null;
        while (!stop.IsCancellationRequested && !keys.Completion.IsCompleted)
        {
            while (keys.TryRead(out var key))
            {
                if (IsLeave(key))
                {
                    return;
                }

                visitor.Take(key);
            }

            var canvas = StandView.Draw(await panel.AddToAsync(visitor.Look(), stop), Console.WindowWidth, Console.WindowHeight);
            await WriteAsync(screen, canvas.Since(last));
            last = canvas;
            await Task.Delay(Frame, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static bool IsLeave(ConsoleKeyInfo key) =>
        key.Key == ConsoleKey.Q || (key.Modifiers.HasFlag(ConsoleModifiers.Control) && key.Key is ConsoleKey.C or ConsoleKey.D);

    private static async Task WriteAsync(Stream screen, string text)
    {
        try
        {
            await screen.WriteAsync(Encoding.UTF8.GetBytes(text), CancellationToken.None);
            await screen.FlushAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            // The terminal is gone; the keyboard says so too, and ends the picture.
        }
    }
}
