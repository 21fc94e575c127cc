using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Kiosk.Bench.Authority;
using Kiosk.Bench.Cards;
using Kiosk.Bench.Commands;
using Kiosk.Bench.Desk;
using Kiosk.Bench.People;
using Kiosk.Desk;
using Kiosk.Pi.Desk;
using Kiosk.Visits;
using Microsoft.Data.Sqlite;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>A whole desk for the stories: <c>kiosk-bench up</c>.</summary>
public class RunningBench : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly RunningUp up;

    public RunningBench() : this("{}")
    {
    }

    /// <param name="config">A kiosk.json that goes before the bench's own.</param>
    /// <param name="clockIsSet">The desk is told that a time server has set the clock.</param>
    /// <param name="vaultDisk">How large the disk of the vault is; null: as large as the computer's.</param>
    /// <param name="under">A program that runs the desk.</param>
    /// <param name="prepare">Puts into the folder what the desk is to find there, such as a vault.</param>
    private protected RunningBench(string config, bool clockIsSet = false, string? vaultDisk = null, string? under = null, Action<BenchFolder>? prepare = null) =>
        up = new RunningUp(config, clockIsSet: clockIsSet, vaultDisk: vaultDisk, under: under, prepare: prepare);

    public string Folder => up.Folder.Path;

    internal List<string> Output => up.Output;

    internal HttpDeskClient Desk => (HttpDeskClient)up.Desk;

    internal CardHostClient Card => up.Card;

    internal JsonNode Facts => JsonNode.Parse(File.ReadAllText(up.Folder.BenchFile))!;

    public virtual async ValueTask InitializeAsync() => await up.UntilReadyAsync();

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await up.DisposeAsync();
    }

    /// <summary>Waits until the desk shows what is expected, and returns that snapshot.</summary>
    internal async Task<Snapshot> UntilAsync(Func<Snapshot, bool> expected)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        Snapshot? last = null;
        try
        {
            await foreach (var snapshot in Desk.WatchAsync(patience.Token))
            {
                last = snapshot ?? last;
                if (snapshot is not null && expected(snapshot))
                {
                    return snapshot;
                }
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            // Told below, with what was seen last.
        }

        throw new TimeoutException($"The desk never came to what was expected; last: {last}.");
    }

    internal Task<Snapshot> UntilAsync(VisitPhase phase) => UntilAsync(snapshot => snapshot.Visit?.State == phase);

    internal Task InsertAsync(string name) => Card.InsertAsync(name, TestContext.Current.CancellationToken);

    internal Task PressAsync(string keys) => up.Panel.PressAsync(keys, TestContext.Current.CancellationToken);

    /// <summary>As briskly as the keypad can take it: where a story has many visits.</summary>
    internal Task PressBrisklyAsync(string keys) => up.Panel.PressBrisklyAsync(keys, TestContext.Current.CancellationToken);

    internal Task FaultAsync(params string[] words) => Card.FaultAsync(words, TestContext.Current.CancellationToken);

    /// <summary>Makes the stand-in authority misbehave.</summary>
    internal Task AuthorityAsync(params string[] words) => StandInAdmin.SendAsync(Path.Combine(Folder, "authority"), words, TestContext.Current.CancellationToken);

    /// <summary>Waits until the stand-in authority was asked about a visit.</summary>
    internal async Task AuthorityAskedAsync(Guid visit)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!(await up.AuthorityVisitsAsync(TestContext.Current.CancellationToken)).Visits.Contains(visit))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "The authority was never asked.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Stops, starts, freezes, thaws the card reader service.</summary>
    internal Task PcscdAsync(string verb) => UpSocket.TellAsync(BenchFolder.At(Folder), verb, TestContext.Current.CancellationToken);

    /// <summary>Waits until <c>up</c> said something.</summary>
    internal async Task<string> UntilSaidAsync(Func<string, bool> expected)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        return await up.UntilSaidAsync(expected, patience.Token);
    }

    /// <summary>One visit of Hanako, served.</summary>
    internal Task<VisitView> ServeAsync() => VisitAsync("hanako", Outcome.Covered);

    /// <summary>One visit with the right PIN, from the card laid to the card taken; as it was when its result was on disk.</summary>
    internal async Task<VisitView> VisitAsync(string name, Outcome outcome)
    {
        await InsertAsync(name);
        await UntilAsync(VisitPhase.Pin);
        await PressAsync(Person.Named(name).Pin + "#");
        var visit = (await UntilAsync(snapshot => snapshot.Visit is { State: VisitPhase.Finished, Kept: true })).Visit!;
        Assert.Equal(outcome, visit.Outcome);
        await TakeCardAsync();
        return visit;
    }

    /// <summary>The desk's process.</summary>
    internal int DeskPid => Facts["kioskPid"]!.GetValue<int>();

    internal static async Task KillAsync(string signal, int pid)
    {
        using var kill = Process.Start("kill", [signal, pid.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until the desk's process is another one that serves.</summary>
    internal async Task UntilAnotherAsync(int old)
    {
        await UntilSaidAsync(line => line.Contains($"(process {old}) ended", StringComparison.Ordinal));
        await UntilAsync(snapshot => snapshot.Stand.State == StandState.Ready);
        Assert.NotEqual(old, DeskPid);
    }

    /// <summary>The audit trail so far.</summary>
    internal List<(string Kind, Guid? Visit, string? Outcome, string? Detail)> Trail()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "vault", "vault.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT kind, visit_id, outcome, detail FROM audit ORDER BY seq";
        using var rows = command.ExecuteReader();
        var trail = new List<(string, Guid?, string?, string?)>();
        while (rows.Read())
        {
            trail.Add((rows.GetString(0), rows.IsDBNull(1) ? null : Guid.Parse(rows.GetString(1)), rows.IsDBNull(2) ? null : rows.GetString(2), rows.IsDBNull(3) ? null : rows.GetString(3)));
        }

        return trail;
    }

    /// <summary>Waits until something was audited, which the desk writes beside its work, and returns its detail.</summary>
    internal async Task<string?> UntilAuditedAsync(string kind, Guid? visit)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (Trail().Find(row => row.Kind == kind && row.Visit == visit) is { Kind: not null } found)
            {
                return found.Detail;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"{kind} was not audited.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    internal Task<Snapshot> UntilIdleAsync() => UntilAsync(snapshot => snapshot.Visit is null);

    /// <summary>An idle stand in method B without faults, whatever the last story left behind.</summary>
    internal async Task ResetAsync()
    {
        await TakeCardAsync();
        await FaultAsync("clear");
        await AuthorityAsync("normal");
        Assert.Equal(CommandResult.Done, await StaffAsync(StaffAction.SetMethod, IdentityMethod.Pin));
    }

    /// <summary>Takes the card away, where one lies there, and waits for the idle stand.</summary>
    internal async Task<VisitView?> TakeCardAsync()
    {
        await Card.RemoveAsync(TestContext.Current.CancellationToken);
        return (await UntilIdleAsync()).LastVisit;
    }

    internal Task<CommandResult> StaffAsync(StaffAction action, IdentityMethod? method = null) =>
        Desk.SendAsync(new StaffCommand(action, "reception-1", Method: method), TestContext.Current.CancellationToken);
}
