using System.Globalization;
using Kiosk.Bench.People;
using Kiosk.Desk;
using Kiosk.Machine.Qemu;
using Kiosk.Machine.Stand;
using Kiosk.Records;
using Kiosk.Signals;

namespace Kiosk.Machine;

/// <summary>A machine at a site, and what people do at it. Each step is told with its time.</summary>
internal sealed class Run(Site site, TextWriter output) : IAsyncDisposable
{
    /// <summary>How long a step may take that is not a start.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Boots = TimeSpan.FromMinutes(8);

    private readonly long began = TimeProvider.System.GetTimestamp();
    private readonly Dictionary<Guid, DateOnly> acknowledged = [];
    private VirtualMachine? machine;

    public VirtualMachine Machine => machine ?? throw new MachineException("The machine is off.");

    public DeskInside Desk => new(Machine.Shell);

    public SimulatedHeader Header => Machine.Header;

    /// <summary>How many results were told to somebody.</summary>
    public int Acknowledged => acknowledged.Count;

    public async ValueTask DisposeAsync() => await PullThePlugAsync();

    public async Task PlugInAsync(CancellationToken stop) => machine = await VirtualMachine.StartAsync(site.Folder, stop);

    public async Task PullThePlugAsync()
    {
        if (machine is not null)
        {
            await machine.DisposeAsync();
            machine = null;
        }
    }

    /// <summary>Waits until a card may be laid.</summary>
    public async Task UntilReadyAsync(CancellationToken stop)
    {
        await UntilUpAsync(stop);
        await Desk.UntilAsync("a stand that is ready for a card", now => now is { Stand.State: StandState.Ready, Visit: null }, Boots, stop, TimeSpan.FromSeconds(2));
    }

    /// <summary>Waits until the machine has started as far as it can be asked.</summary>
    public async Task UntilUpAsync(CancellationToken stop) => await Machine.Shell.UntilUpAsync(Boots, stop);

    /// <summary>The start that the machine runs since.</summary>
    public async Task<string> StartIdAsync(CancellationToken stop) => (await Machine.Shell.RunAsync("cat /proc/sys/kernel/random/boot_id", stop)).Trim();

    /// <summary>Waits until the machine runs from a slot, and that slot is found good.</summary>
    /// <param name="since">Not in this start, but in a later one.</param>
    public Task UntilGoodAsync(char slot, TimeSpan patience, CancellationToken stop, string since = "none") => UntilSlotAsync(slot, "active", since, patience, stop);

    /// <summary>Waits until the machine runs from a slot, and looks whether that slot is good.</summary>
    public Task UntilTriedAsync(char slot, TimeSpan patience, CancellationToken stop) => UntilSlotAsync(slot, "activating", "none", patience, stop);

    /// <summary>A visit from the card to the outcome, which is told by a lamp and kept.</summary>
    /// <returns>How long it took from the last key to the lamp.</returns>
    public async Task<TimeSpan> VisitAsync(string who, CancellationToken stop)
    {
        await Machine.Reader.LayAsync(site.CardOf(who), stop);
        await Desk.UntilAsync("the PIN to be asked for", now => now.Visit?.State == VisitPhase.Pin, Patience, stop);
        await Header.PressAsync(Person.Named(who).Pin + "#", stop);
        var typed = TimeProvider.System.GetTimestamp();
        await Header.UntilAsync("the lamp GO, and no other", IsDone, Patience, stop);
        var asked = TimeProvider.System.GetElapsedTime(typed);
        var done = await Desk.UntilAsync("the outcome", now => now.Visit is { State: VisitPhase.Finished, Kept: not null }, Patience, stop);
        Expect(done.Visit!.Kept == true, "The result is not kept.");
        Acknowledge(done.Visit.Id);
        await TellAsync($"{who}: {done.Visit.Outcome}; lit: {string.Join(", ", Header.Lit)}");
        return asked;
    }

    /// <summary>The visit is over, whatever came of it: take the card.</summary>
    public static bool IsDone(IReadOnlySet<Lamp> lit) => lit.SetEquals([Lamp.Go]);

    public async Task TakeCardAsync(CancellationToken stop)
    {
        await Machine.Reader.TakeAsync(stop);
        await Desk.UntilAsync("the card to be gone", now => now.Visit is null, Patience, stop);
    }

    /// <summary>A visit's result was told to somebody, today.</summary>
    public void Acknowledge(Guid visit) => acknowledged.TryAdd(visit, JapanTime.DateOf(TimeProvider.System.GetUtcNow()));

    /// <summary>Everything that was told to somebody is still there.</summary>
    public async Task ExpectNothingLostAsync(CancellationToken stop)
    {
        var lost = acknowledged.Keys.ToHashSet();
        // The day before as well: one that ended around midnight.
        foreach (var day in acknowledged.Values.SelectMany(day => (DateOnly[])[day.AddDays(-1), day]).Distinct())
        {
            lost.ExceptWith(await Desk.ResultsAsync(day, stop));
        }

        Expect(lost.Count == 0, $"{lost.Count} of {acknowledged.Count} results that were told are lost: {string.Join(", ", lost)}.");
    }

    public async Task PhotographAsync(string name, CancellationToken stop) => await Machine.Monitor.PhotographAsync(Path.Combine(site.Folder.Pictures, $"{name}.png"), stop);

    public async Task StepAsync(string what, Func<Task> step)
    {
        var from = TimeProvider.System.GetTimestamp();
        await output.WriteLineAsync($"[{Seconds(began)} s] {what} ...");
        await step();
        await output.WriteLineAsync($"[{Seconds(began)} s] ok, {TimeProvider.System.GetElapsedTime(from).TotalSeconds:0.0} s");
    }

    public async Task TellAsync(string what) => await output.WriteLineAsync($"           {what}");

    public static void Expect(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            throw new MachineException(otherwise);
        }
    }

    private async Task UntilSlotAsync(char slot, string state, string since, TimeSpan patience, CancellationToken stop) => await Polling.UntilAsync(
        () => SlotAsync(stop), now => now.StartsWith($"{slot} {state} ", StringComparison.Ordinal) && !now.EndsWith(since, StringComparison.Ordinal), TimeSpan.FromSeconds(1), patience,
        now => Task.FromResult($"slot {slot} to be {state}; the machine says '{now}'."), stop);

    // A machine that starts anew does not answer; what it is asked meanwhile is lost.
    private async Task<string> SlotAsync(CancellationToken stop)
    {
        using var answer = CancellationTokenSource.CreateLinkedTokenSource(stop);
        answer.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            var (_, slot) = await Machine.Shell.TryAsync("echo $(sed -n 's/.*rauc\\.slot=\\([AB]\\).*/\\1/p' /proc/cmdline) $(systemctl is-active kiosk-good) $(cat /proc/sys/kernel/random/boot_id)", answer.Token);
            return slot.Trim();
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return "";
        }
    }

    private static string Seconds(long from) => TimeProvider.System.GetElapsedTime(from).TotalSeconds.ToString("0", CultureInfo.InvariantCulture).PadLeft(5);
}
