using System.Threading.Channels;
using Kiosk.Panel;
using Kiosk.Pi.Configuration;
using Kiosk.Secrets;
using Kiosk.Signals;

namespace Kiosk.Pi.FactoryReset;

/// <summary>
/// <c>kiosk wipe</c>: makes a stand as it came, before the desk starts. Asked for by the kernel's flag or by a file on the boot partition, and confirmed by hand, so that neither a stick that was
/// forgotten nor whoever passes by wipes anything.
/// </summary>
/// <param name="mark">A file that is there from the confirmation on, and stays: where it is, the wipe goes on without asking. Null: one that a power cut broke off is asked for again.</param>
internal sealed class WipeVerb(KioskOptions options, WipeRequest request, string? mark, IReadOnlyList<string> also, OpenPanel open, TimeProvider time, TextWriter output, TextWriter error)
{
    /// <summary>What is typed to confirm; no PIN looks so.</summary>
    public const string Keys = "*0#*0#";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly Signal Asking = new(Rhythm.Fast, Rhythm.Fast, Rhythm.Fast, Rhythm.Fast, Sound.CallStaff);

    /// <summary>Returns the exit code; nothing is asked for: done.</summary>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var isBegun = File.Exists(mark);
        if (!request.IsMade && !isBegun)
        {
            return ExitCode.Done;
        }

        if (!isBegun && !await IsConfirmedAsync(stop))
        {
            await error.WriteLineAsync($"kiosk: A wipe is asked for, but was not confirmed: nothing is wiped. With a keypad, type {Keys} while all lamps flash (Enter is # on a USB keypad); without one, the file must hold this stand's Facility:Code.");
            return ExitCode.Refused;
        }

        try
        {
            if (mark is not null)
            {
                WholeFile.Write(mark, _ => { });
            }

            Wipe(Secrets);
            // Not after the configuration: a stand that was set up anew after a power cut must not be wiped again.
            request.Withdraw();
            Wipe(also);
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"kiosk: The stand is NOT wiped to its end: {unwritten.Message} Start again, or destroy the card.");
            return ExitCode.CannotWrite;
        }

        await output.WriteLineAsync($"The stand is wiped: {string.Join(", ", Secrets.Concat(also))}.{(options.Export.Folder is { } exports ? $" What other programs were given lies in '{exports}' still: look after it." : "")}");
        return ExitCode.Done;
    }

    // Keys first: without them what else was kept is noise. The configuration last, which knows where all lies, should the power go meanwhile.
    private IReadOnlyList<string> Secrets => [options.Identity.Folder, options.Vault.Folder, options.Staff.Folder];

    private static void Wipe(IEnumerable<string> folders)
    {
        foreach (var folder in folders)
        {
            WipedFolder.Wipe(folder);
        }
    }

    private async Task<bool> IsConfirmedAsync(CancellationToken stop)
    {
        // Whoever has no keypad, or one that is broken.
        if (options.Facility.Code is { Length: > 0 } code && request.Text == code)
        {
            return true;
        }

        if (!options.Panel.HasKeypad)
        {
            return false;
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        var opened = open(options.Panel, time, _ => { });
        await using var any = opened.Value;
        if (any is not VisitorPanel panel)
        {
            await error.WriteLineAsync($"kiosk: {opened.Problem}");
            return false;
        }

        var pressed = Channel.CreateUnbounded<char>();
        panel.ProbeKeys(key => pressed.Writer.TryWrite(key));
        panel.Show(Asking);
        return await IsTypedAsync(pressed.Reader, waiting.Token);
    }

    // Wherever in what is typed they begin; false when the time is over.
    private static async Task<bool> IsTypedAsync(ChannelReader<char> pressed, CancellationToken stop)
    {
        var typed = "";
        try
        {
            while (!typed.EndsWith(Keys, StringComparison.Ordinal))
            {
                typed += await pressed.ReadAsync(stop);
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
