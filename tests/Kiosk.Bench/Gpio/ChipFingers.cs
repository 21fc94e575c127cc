using Kiosk.Panel;

namespace Kiosk.Bench.Gpio;

/// <summary>The visitor's fingers on the keypad of a desk in another process, which has the bench's GPIO chip, wired as the header of a Raspberry Pi is by default.</summary>
internal sealed class ChipFingers : IDisposable
{
    private const string Layout = "123456789*0#";
    private const int MostTries = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(1);

    // Longer than any pause within a sound, and than contacts must be open to count as such.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan Open = TimeSpan.FromMilliseconds(60);

    private static readonly Wiring Wiring = new();
    private static readonly int[] Rows = [.. Wiring.RowLines()];
    private static readonly int[] Columns = [.. Wiring.ColumnLines()];

    private readonly GpioChip chip;
    private readonly TimeProvider time;

    private ChipFingers(string folder, TimeProvider time) => (chip, this.time) = (GpioChip.In(folder), time);

    /// <summary>Where a bench's chip is.</summary>
    public static string ChipIn(string folder) => Path.Combine(folder, "gpio");

    /// <summary>Null when the bench in this folder has no such chip.</summary>
    public static ChipFingers? In(string folder, TimeProvider time) => Directory.Exists(ChipIn(folder)) ? new ChipFingers(ChipIn(folder), time) : null;

    /// <summary>Presses keys one after the other, each until the keypad has looked which it is.</summary>
    /// <exception cref="ArgumentException">There is no such key.</exception>
    /// <exception cref="IOException">The keypad does not look.</exception>
    public async Task PressAsync(string keys, TimeSpan hold, TimeSpan pause, CancellationToken cancellation)
    {
        foreach (var contact in keys.Select(ContactOf).ToArray())
        {
            await HoldAsync(contact, hold, cancellation);
            await Task.Delay(pause > Open ? pause : Open, time, cancellation);
        }
    }

    /// <summary>Presses a key while the buzzer is quiet, and lets it go.</summary>
    /// <returns>How long it took from the contact to the click; null: it did not click.</returns>
    public async Task<TimeSpan?> MeasureClickAsync(char key, CancellationToken cancellation)
    {
        await SeenAsync(() => time.GetElapsedTime(chip.Changes.LastOrDefault(change => change.Line == Wiring.Buzzer.Line).At) > Quiet, cancellation);
        var pressed = await HoldAsync(ContactOf(key), Open, cancellation);
        await Task.Delay(Open, time, cancellation);
        return chip.Changes.Where(change => change.Line == Wiring.Buzzer.Line && change.High && change.At >= pressed).Select(change => (TimeSpan?)time.GetElapsedTime(pressed, change.At)).FirstOrDefault();
    }

    public void Dispose() => chip.Dispose();

    private static (int Row, int Column) ContactOf(char key) => Layout.IndexOf(key, StringComparison.Ordinal) is >= 0 and var contact
        ? (Rows[contact / Columns.Length], Columns[contact % Columns.Length])
        : throw new ArgumentException($"There is no key '{key}': the keypad has 0 to 9, * and #.", nameof(key));

    // When the contact closed. On a busy computer the keypad may have missed that it was open: then once more.
    private async Task<long> HoldAsync((int Row, int Column) contact, TimeSpan duration, CancellationToken cancellation)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            // A keypad that looks which key it is drives its last row anew.
            var looks = Looks();
            var pressed = time.GetTimestamp();
            chip.Contact(contact.Row, contact.Column, closed: true);
            try
            {
                if (await SeenAsync(() => Looks() > looks, cancellation))
                {
                    await Task.Delay(duration, time, cancellation);
                    return pressed;
                }
            }
            finally
            {
                chip.Contact(contact.Row, contact.Column, closed: false);
            }

            await Task.Delay(Open, time, cancellation);
        }

        throw new IOException("The keypad does not answer: is the desk up?");
    }

    private int Looks() => chip.Changes.Count(change => change.Line == Rows[^1]);

    private async Task<bool> SeenAsync(Func<bool> what, CancellationToken cancellation)
    {
        for (var since = time.GetTimestamp(); !what(); await Task.Delay(Glance, time, cancellation))
        {
            if (time.GetElapsedTime(since) > Patience)
            {
                return false;
            }
        }

        return true;
    }
}
