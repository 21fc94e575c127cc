using System.Device.Gpio;
using Kiosk.Signals;

namespace Kiosk.Panel.Tests.Gpio;

/// <summary>
/// A process with a panel on the chip that the kernel shows it, through the libgpiod that it finds. It says what happens, a line each, and shows the moments that it is told,
/// until its input ends.
/// </summary>
internal static class PanelProgram
{
    public const string Word = "panel", Mark = "> ";

    // Lines that no part of the panel is on.
    private const int Driven = 24, Watched = 25;

    /// <param name="name">One of <see cref="Wirings"/>.</param>
    public static async Task<int> RunAsync(string name)
    {
        var wiring = Wirings.Of(name);
        var opened = PanelChip.Open(wiring);
        if (opened.Trouble is { } trouble)
        {
            Say($"trouble {trouble}");
            return 1;
        }

        var lines = new Lines(opened.Controller, words => Say($"trouble {words}"));
        lines.Open(Driven, PinMode.Output, PinValue.Low);
        lines.Open(Watched, PinMode.InputPullUp, PinValue.High);
        Say(lines.Watch(Watched, (_, change) => Say($"edge {change.PinNumber}")) ? "watches" : "does not watch");

        await using (var panel = new VisitorPanel(opened.Controller, opened.Wiring!, TimeProvider.System, told => Say($"lost {told?.Words}")))
        {
            panel.ProbeKeys(key => Say($"key {key}"));
            Say("open");
            while (await Console.In.ReadLineAsync() is { } moment)
            {
                panel.Show(SignalTable.For(Enum.Parse<Moment>(moment)) with { Sentence = null });
            }
        }

        Say("closed");
        return 0;
    }

    // The driver of libgpiod 2 writes to the console, too.
    private static void Say(string what) => Console.Out.WriteLine(Mark + what);
}
