using System.Threading.Channels;
using Kiosk.Panel;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Desk;
using Kiosk.Signals;

namespace Kiosk.Pi.Verbs;

/// <summary><c>kiosk selftest panel</c>: one thing after the other lights up, sounds or is pressed, and whoever stands before it says whether it did.</summary>
internal sealed class PanelTestVerb(KioskOptions options, OpenPanel open, TimeProvider time, TextReader input, TextWriter output)
{
    private const string Keys = "123456789*0#";
    private static readonly TimeSpan KeyPatience = TimeSpan.FromSeconds(20);

    private readonly Channel<char> keys = Channel.CreateUnbounded<char>();
    private readonly List<string> failed = [];
    private string? lost;
    private string? silent;

    private Wiring Wiring => options.Panel;

    public static Task<int> InvokeAsync(KioskOptions options, CancellationToken stop) =>
        new PanelTestVerb(options, RealPanel.Open, TimeProvider.System, Console.In, Console.Out).RunAsync(stop);

    /// <summary>Returns the exit code.</summary>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        if (Wiring.Problems() is [_, ..] problems)
        {
            await output.WriteLineAsync(string.Join('\n', problems.Select(problem => $"FAIL  {problem}")));
            return ExitCode.Configuration;
        }

        if (await RunningDesk.FindAsync(options.Desk.Socket, time, stop) is not null)
        {
            await output.WriteLineAsync("FAIL  The desk is running and holds the panel. End it first (systemctl stop kiosk), and start it again afterwards.");
            return ExitCode.Unavailable;
        }

        var opened = open(Wiring, time, OnTrouble);
        await using var any = opened.Value;
        if (any is not VisitorPanel panel || lost is not null)
        {
            await output.WriteLineAsync($"FAIL  {lost ?? opened.Problem}");
            return ExitCode.Unavailable;
        }

        await output.WriteLineAsync("Answer with y (yes) or n (no) and Enter.");
        panel.ProbeKeys(key => keys.Writer.TryWrite(key));
        await TestOutputsAsync(panel, stop);
        if (Wiring.HasKeypad)
        {
            await TestKeysAsync(stop);
        }

        return await EndAsync();
    }

    private async Task TestOutputsAsync(VisitorPanel panel, CancellationToken stop)
    {
        if (Wiring.HasChip)
        {
            foreach (var lamp in Enum.GetValues<Lamp>())
            {
                panel.Show(Blinking(lamp));
                await AskAsync($"lamp {lamp.ToString().ToUpperInvariant()}", $"Does {NameOf(lamp)} blink, and nothing else?", CureOf(lamp), stop);
            }

            panel.Show(SignalTable.For(Moment.Done) with { Sentence = null });
            await AskAsync("buzzer", "Did the buzzer sound short and long?", $"Look at {Where(Wiring.Buzzer.Line, Wiring.Buzzer.Pwm)}, at Panel:Buzzer:Kind (active or passive) and at Panel:Volume.", stop);
        }

        panel.Show(Signal.Dark with { Sentence = Sentence.VoiceTest });
        await AskAsync(
            "voice", "Did the stand speak? (n where it has no loudspeaker)",
            () => silent ?? "Look at the loudspeaker and its cable, and at Panel:Volume and Panel:Quiet; 'aplay -l' lists the sound cards, 'alsamixer' tells what is muted.", stop);
        panel.Show(Signal.Dark);
    }

    private async Task TestKeysAsync(CancellationToken stop)
    {
        await output.WriteLineAsync("Now the keypad.");
        foreach (var key in Keys)
        {
            // What was pressed unasked answers nothing.
            while (keys.Reader.TryRead(out _))
            {
            }

            await output.WriteLineAsync(IsUsb && key == '#' ? "Press # (Enter)" : $"Press {key}");
            var pressed = await NextKeyAsync(stop);
            await TellAsync($"key {key}", pressed == key, pressed is { } other
                ? $"that was {other}{(IsUsb ? "." : ": look at the order of Panel:Rows and Panel:Columns, and at Panel:KeyMap.")}"
                : $"nothing was pressed for {KeyPatience.TotalSeconds:F0} seconds{(IsUsb ? "." : ": look at the wires of its row and column.")}");
        }
    }

    private async Task<char?> NextKeyAsync(CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(KeyPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        try
        {
            return await keys.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return null;
        }
    }

    private Task AskAsync(string part, string question, string cure, CancellationToken stop) => AskAsync(part, question, () => cure, stop);

    private async Task AskAsync(string part, string question, Func<string> cure, CancellationToken stop)
    {
        await output.WriteAsync($"{question} [y/n] ");
        await output.FlushAsync(stop);
        // The console holds whoever reads from it until a line is typed, whatever is cancelled.
        var answer = await Task.Run(() => input.ReadLineAsync(stop).AsTask(), stop).WaitAsync(stop);
        await TellAsync(part, answer?.Trim().StartsWith("y", StringComparison.OrdinalIgnoreCase) == true, cure());
    }

    private async Task TellAsync(string part, bool passed, string cure)
    {
        await output.WriteLineAsync(passed ? $"ok    {part}" : $"FAIL  {part}: {lost ?? cure}");
        if (!passed)
        {
            failed.Add(part);
        }
    }

    private async Task<int> EndAsync()
    {
        await output.WriteLineAsync(failed is [] ? "The panel works." : $"To be mended: {string.Join(", ", failed)}.");
        return failed is [] ? ExitCode.Done : ExitCode.Unavailable;
    }

    private void OnTrouble(PanelTrouble? trouble) =>
        (lost, silent) = (trouble is { IsKeypadAway: true } ? trouble.Words : null, trouble is { Fault: PanelFault.VoiceSilent } ? trouble.Words : null);

    private bool IsUsb => Wiring.Keypad == KeypadKind.Evdev;

    private string Where(int line, PwmWiring? pwm) => pwm is null ? Wiring.Describe(line) : $"channel {pwm.Channel} of PWM chip {pwm.Chip}";

    private string NameOf(Lamp lamp) => Wiring.Lamps.Rgb is null
        ? $"the lamp {lamp.ToString().ToUpperInvariant()} ({Wiring.Lamps[lamp].Colour})"
        : $"the lamp in {lamp switch { Lamp.Card => "blue", Lamp.Go => "green", Lamp.Wait => "yellow", Lamp.Stop => "red" }}";

    private string CureOf(Lamp lamp) => Wiring.Lamps.Rgb is null
        ? $"Look at {Where(Wiring.Lamps[lamp].Line, Wiring.Lamps[lamp].Pwm)}, at the LED's direction, and at Panel:Lamps:{lamp}:ActiveLow."
        : "Look at the lines of Panel:Lamps:Rgb, and at its ActiveLow.";

    private static Signal Blinking(Lamp lamp) => lamp switch
    {
        Lamp.Card => Signal.Dark with { Card = Rhythm.Slow },
        Lamp.Go => Signal.Dark with { Go = Rhythm.Slow },
        Lamp.Wait => Signal.Dark with { Wait = Rhythm.Slow },
        Lamp.Stop => Signal.Dark with { Stop = Rhythm.Slow },
    };
}
