using Kiosk.Bench.Gpio;
using Kiosk.Bench.Usb;
using Kiosk.Bench.Voice;
using Kiosk.Signals;

namespace Kiosk.Bench.Panel;

/// <summary>The visitor's fingers, eyes and ears at a panel that is served in another process. The fingers go to the USB keypad where the bench has one.</summary>
public sealed class PanelClient(string folder, TimeProvider time)
{
    private const string Layout = "123456789*0#";

    private static readonly TimeSpan ShortestPress = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan LongestPress = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Waiting = TimeSpan.FromMilliseconds(5);

    // The keypad reads its columns every few milliseconds from a change until it is sure of it; so many reads are more than it needs (24).
    private const int Sure = 27;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan LongestSentence = TimeSpan.FromSeconds(RenderedVoice.Seconds);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    public PanelClient(string folder) : this(folder, TimeProvider.System)
    {
    }

    /// <summary>Presses keys one after the other, each until the keypad has surely seen it, however slow the machine. Returns when the last key was let go.</summary>
    /// <exception cref="ArgumentException">There is no such key.</exception>
    /// <exception cref="IOException">No panel is served in the folder.</exception>
    public Task PressAsync(string keys, CancellationToken cancellation = default) => PressAsync(keys, ShortestPress, ShortestPause, cancellation);

    /// <summary>As <see cref="PressAsync(string, CancellationToken)"/>, but no longer than the keypad needs, quicker than any hand: for thousands of visits.</summary>
    public Task PressBrisklyAsync(string keys, CancellationToken cancellation = default) => PressAsync(keys, TimeSpan.Zero, TimeSpan.Zero, cancellation);

    /// <summary>Holds keys down together for a while.</summary>
    /// <exception cref="ArgumentException">There is no such key.</exception>
    /// <exception cref="IOException">No panel is served in the folder.</exception>
    public async Task HoldAsync(string keys, TimeSpan duration, CancellationToken cancellation = default)
    {
        if (UsbFingers.In(folder, time) is { } usb)
        {
            await usb.HoldAsync(keys, duration, cancellation);
            return;
        }

        var contacts = keys.Select(ContactOf).ToArray();
        using var panel = await PanelConnection.OpenAsync(folder, cancellation);
        foreach (var contact in contacts)
        {
            await panel.SetContactAsync(contact, closed: true, cancellation);
        }

        await Task.Delay(duration, time, cancellation);
        foreach (var contact in contacts)
        {
            await OpenAsync(panel, contact, ShortestPause, cancellation);
        }
    }

    /// <summary>How the lamps light, measured over the last two seconds; looks on for a few seconds while what they do has no rhythm yet.</summary>
    /// <exception cref="IOException">No panel is served in the folder.</exception>
    public async Task<PanelLamps> LampsAsync(CancellationToken cancellation = default)
    {
        using var panel = await PanelConnection.OpenAsync(folder, cancellation);
        for (var began = time.GetTimestamp(); ; await Task.Delay(Glance, time, cancellation))
        {
            var record = await panel.RecordAsync(cancellation);
            var lamps = new PanelLamps(Measure(record, Lamp.Card), Measure(record, Lamp.Go), Measure(record, Lamp.Wait), Measure(record, Lamp.Stop));
            if (lamps.HaveRhythm || time.GetElapsedTime(began) > Patience)
            {
                return lamps;
            }
        }
    }

    /// <summary>What the buzzer played, oldest first, measured from its pulses; waits until a sound that is being played has ended.</summary>
    /// <exception cref="IOException">No panel is served in the folder.</exception>
    public async Task<IReadOnlyList<PlayedSound>> SoundsAsync(CancellationToken cancellation = default)
    {
        using var panel = await PanelConnection.OpenAsync(folder, cancellation);
        for (var began = time.GetTimestamp(); ; await Task.Delay(Glance, time, cancellation))
        {
            var record = await panel.RecordAsync(cancellation);
            if (SoundMeter.IsQuiet(record.Buzzer, record.Now) || time.GetElapsedTime(began) > Patience)
            {
                return SoundMeter.Measure(record.Buzzer);
            }
        }
    }

    /// <summary>Pulls the panel's chip out, or plugs it in again.</summary>
    /// <exception cref="IOException">No panel is served in the folder.</exception>
    public async Task UnplugAsync(bool gone, CancellationToken cancellation = default)
    {
        using var panel = await PanelConnection.OpenAsync(folder, cancellation);
        await panel.UnplugAsync(gone, cancellation);
    }

    /// <summary>What the stand said, oldest first; waits until a sentence that is being said has ended.</summary>
    /// <exception cref="IOException">No panel is served in the folder.</exception>
    public async Task<IReadOnlyList<HeardSentence>> HeardAsync(CancellationToken cancellation = default)
    {
        using var panel = await PanelConnection.OpenAsync(folder, cancellation);
        for (var began = time.GetTimestamp(); ; await Task.Delay(Glance, time, cancellation))
        {
            var (isHearing, _, heard) = await panel.HeardAsync(cancellation);
            if (!isHearing || time.GetElapsedTime(began) > LongestSentence)
            {
                return heard;
            }
        }
    }

    /// <summary>What the stand said, once it has said something in particular; after a sentence's time and a little more, whatever it said.</summary>
    /// <exception cref="IOException">No panel is served in the folder.</exception>
    public async Task<IReadOnlyList<HeardSentence>> UntilHeardAsync(Func<HeardSentence, bool> isIt, CancellationToken cancellation = default)
    {
        for (var began = time.GetTimestamp(); ; await Task.Delay(Glance, time, cancellation))
        {
            var heard = await HeardAsync(cancellation);
            if (heard.Any(isIt) || time.GetElapsedTime(began) > LongestSentence + Patience)
            {
                return heard;
            }
        }
    }

    private async Task PressAsync(string keys, TimeSpan shortestPress, TimeSpan shortestPause, CancellationToken cancellation)
    {
        if (UsbFingers.In(folder, time) is { } usb)
        {
            await usb.PressAsync(keys, shortestPress, shortestPause, cancellation);
            return;
        }

        using var fingers = ChipFingers.In(folder, time);
        if (fingers is not null)
        {
            await fingers.PressAsync(keys, shortestPress, shortestPause, cancellation);
            return;
        }

        var contacts = keys.Select(ContactOf).ToArray();
        using var panel = await PanelConnection.OpenAsync(folder, cancellation);
        foreach (var contact in contacts)
        {
            await CloseAsync(panel, contact, shortestPress, cancellation);
            await OpenAsync(panel, contact, shortestPause, cancellation);
        }
    }

    private async Task CloseAsync(PanelConnection panel, int contact, TimeSpan shortest, CancellationToken cancellation)
    {
        await panel.SetContactAsync(contact, closed: true, cancellation);
        var (before, since) = (await panel.LooksAsync(cancellation), time.GetTimestamp());
        await Task.Delay(shortest, time, cancellation);
        await UntilAsync(async () => await panel.LooksAsync(cancellation) >= before + Sure, since, cancellation);
    }

    // Until the keypad is at rest, the next key would be lost.
    private async Task OpenAsync(PanelConnection panel, int contact, TimeSpan shortest, CancellationToken cancellation)
    {
        var before = await panel.RestsAsync(cancellation);
        await panel.SetContactAsync(contact, closed: false, cancellation);
        var since = time.GetTimestamp();
        await Task.Delay(shortest, time, cancellation);
        await UntilAsync(async () => await panel.RestsAsync(cancellation) > before, since, cancellation);
    }

    private async Task UntilAsync(Func<Task<bool>> seen, long since, CancellationToken cancellation)
    {
        while (!await seen() && time.GetElapsedTime(since) < LongestPress)
        {
            await Task.Delay(Waiting, time, cancellation);
        }
    }

    private static LampReading Measure(PanelRecord record, Lamp lamp) => new(record.Lamps[lamp].Colour, LampMeter.Measure(record.Lamps[lamp].Output, record.Now));

    private static int ContactOf(char key) => Layout.IndexOf(key, StringComparison.Ordinal) is >= 0 and var contact ? contact
        : throw new ArgumentException($"There is no key '{key}': the keypad has 0 to 9, * and #.", nameof(key));
}
