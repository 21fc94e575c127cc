using Kiosk.Bench.Authority;
using Kiosk.Bench.Cards;
using Kiosk.Bench.Commands;
using Kiosk.Bench.Gpio;
using Kiosk.Bench.Pcsc;
using Kiosk.Desk;
using Kiosk.Pi.Desk;

namespace Kiosk.Bench.Desk;

/// <summary>The whole bench: starts everything in order, holds it, and ends it in the reverse order.</summary>
internal sealed class BenchUp(UpOptions options, TextWriter output, TextWriter errors, TimeProvider time)
{
    private static readonly TimeSpan SlowStart = TimeSpan.FromSeconds(15);
    private readonly BenchFolder folder = options.Folder;
    private readonly Lock gate = new();
    private BenchFile? file;

    /// <summary>Until stopped.</summary>
    /// <exception cref="BenchException">It cannot run; the message says why.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        folder.Make();
        using var only = BenchLock.Take(folder);
        await Leftovers.EndAsync(folder, time, stop);
        try
        {
            await HoldAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // That is how it ends.
        }
        catch (Exception e) when (e is InvalidOperationException or TimeoutException)
        {
            throw new BenchException(e.Message);
        }
        finally
        {
            Leftovers.Remove(folder, keepVault: true);
        }
    }

    private async Task HoldAsync(CancellationToken stop)
    {
        Leftovers.Remove(folder, options.Keep);
        await using var rig = await PcscRig.StartAsync(folder.Path, options.Poll, stop);
        if (!options.NoCard)
        {
            await rig.StartCardHostAsync(stop);
        }

        var cardCas = JpkiTestAuthority.Open(folder.Path, time).CaFolder;
        await using var standIn = options.Authority is null ? await StandInAuthority.StartAsync(folder.AuthorityFolder, cardCas, time, stop) : null;
        var authority = options.Authority ?? new ExternalAuthority(standIn!.Url, standIn.CaFile, standIn.NewActivationCode());
        var deskSocket = BenchConfiguration.Write(folder, BenchConfiguration.Defaults(folder, authority.BaseAddress, authority.CaFile, cardCas), options.ConfigFile);
        using var keypad = BenchKeypad.For(folder);
        // The bench's own desk brings simulated lines; two libraries cannot be preloaded at once.
        using var chip = options.Kiosk is null || keypad is not null ? null : new GpioChip(folder.GpioFolder);
        await BenchEnrolment.EnrolAsync(folder, authority.Activation, errors, stop);

        file = new BenchFile(
            Environment.ProcessId, KioskPid: 0, rig.PcscdPid, rig.PcscSocket, rig.VpcdPort, rig.NamespacePid, deskSocket, folder.PanelSocket,
            authority.BaseAddress.AbsoluteUri.TrimEnd('/'), folder.ConfigFile);
        using var service = new PcscService(rig, errors, time);
        void PcscdChanged() => Tell(now => now with { PcscdPid = rig.PcscdPid, NamespacePid = rig.NamespacePid });
        await using var socket = new UpSocket(
            folder, async (verb, cancellation) => BenchKeypad.Answer(keypad, verb) ?? await service.TellAsync(verb, PcscdChanged, cancellation));

        Dictionary<string, string> environment = new(keypad?.Environment ?? [], StringComparer.Ordinal) { ["PCSCLITE_CSOCK_NAME"] = rig.PcscSocket };
        if (options.ClockIsSet)
        {
            environment[BenchDesk.ClockIsSet] = "1";
        }

        if (options.VaultDisk is { } size)
        {
            environment[DeskProcess.VaultDisk] = size;
        }

        if (chip is not null)
        {
            (environment["LD_PRELOAD"], environment["BENCH_GPIO"]) = (GpioChip.Library, chip.Folder);
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task[] parts =
        [
            new DeskSupervisor(folder, options.Kiosk, options.Under, environment, errors, time).RunAsync(pid => Tell(now => now with { KioskPid = pid }), end.Token),
            service.RunAsync(PcscdChanged, end.Token),
            SayReadyAsync(deskSocket, end.Token),
        ];
        await foreach (var ended in Task.WhenEach(parts))
        {
            if (!ended.IsCompletedSuccessfully)
            {
                // One part failed, or all were stopped: the others are not left running.
                await end.CancelAsync();
                await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await ended;
            }
        }
    }

    private void Tell(Func<BenchFile, BenchFile> change)
    {
        lock (gate)
        {
            file = change(file!);
            file.Write(folder);
        }
    }

    private async Task SayReadyAsync(string deskSocket, CancellationToken cancellation)
    {
        using var desk = new HttpDeskClient(deskSocket, time);
        Snapshot? last = null;
        await using var slow = time.CreateTimer(
            _ => errors.WriteLine($"kiosk-bench: not ready yet: {(last is null ? "the desk does not answer" : string.Join(", ", WaitFor.Troubles(last.Stand)))}. Waiting on."),
            state: null, SlowStart, Timeout.InfiniteTimeSpan);
        await foreach (var snapshot in desk.WatchAsync(cancellation))
        {
            last = snapshot;
            if (snapshot?.Stand.State == StandState.Ready)
            {
                await output.WriteLineAsync("ready");
                await output.FlushAsync(cancellation);
                return;
            }
        }
    }
}
