using System.Security.Cryptography;
using Kiosk.Desk;
using Kiosk.Pi.Tests.Verbs;
using Kiosk.Records;
using Kiosk.Visits;
using Microsoft.Data.Sqlite;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>The vault is lost or fails under a whole desk: visitors are served all the same, and staff know.</summary>
public sealed class VaultTroubleTests : IClassFixture<RunningBench>, IAsyncLifetime
{
    private readonly RunningBench bench;

    public VaultTroubleTests(RunningBench bench) => this.bench = bench;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static DateOnly Today => JapanTime.DateOf(TimeProvider.System.GetUtcNow());

    private string Vault => Path.Combine(bench.Folder, "vault");

    private string[] Config => ["--config", bench.Facts["configFile"]!.GetValue<string>()];

    public async ValueTask InitializeAsync() => await bench.ResetAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var aside in Directory.GetDirectories(Vault, "vault.aside-*"))
        {
            Directory.Delete(aside, recursive: true);
        }

        await bench.UntilAsync(snapshot => snapshot.Stand.Aside is null);
    }

    [Fact]
    public async Task Desk_FileGarbledWhileItWasOff_SetsItAsideServesAndTellsUntilAnAdministratorKnows()
    {
        var kept = await bench.ServeAsync();
        await RestartAsync(() =>
        {
            File.WriteAllBytes(Path.Combine(Vault, "vault.db"), RandomNumberGenerator.GetBytes(100_000));
            File.Delete(Path.Combine(Vault, "vault.db-wal"));
        });

        var aside = (await bench.UntilAsync(snapshot => snapshot.Stand is { Aside: not null, State: StandState.Ready })).Stand.Aside!;
        Assert.Equal(AsideReason.Damaged, aside.Reason);
        var since = await bench.ServeAsync();
        Assert.DoesNotContain(await bench.Desk.HistoryAsync(Today, Stop), result => result.VisitId == kept.Id);
        Assert.Contains(await bench.Desk.HistoryAsync(Today, Stop), result => result.VisitId == since.Id);
        Assert.Equal($"reason=damaged aside={Path.GetFileName(aside.Folder)}", await bench.UntilAuditedAsync("vaultSetAside", visit: null));

        Assert.Contains("FAIL  earlier vault: was set aside, because its file was damaged", (await KioskProcess.RunAsync(["selftest", .. Config])).Output, StringComparison.Ordinal);
        Assert.Contains("Staff are told.", (await KioskProcess.RunAsync(["vault", "aside", .. Config])).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await KioskProcess.RunAsync(["vault", "aside", "--seen", "--staff", "admin", .. Config])).ExitCode);

        await bench.UntilAsync(snapshot => snapshot.Stand.Aside is null);
        await bench.UntilAuditedAsync("asideSeen", visit: null);
        Assert.DoesNotContain("Staff are told.", (await KioskProcess.RunAsync(["vault", "aside", .. Config])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Desk_KeyLost_ServesWithANewOneAndMethodOfTheScreenStays()
    {
        Assert.Equal(CommandResult.Done, await bench.StaffAsync(StaffAction.SetMethod, IdentityMethod.Visual));
        await RestartAsync(() => File.Delete(Path.Combine(Vault, "vault.key")));

        var now = await bench.UntilAsync(snapshot => snapshot.Stand is { Aside.Reason: AsideReason.KeyMissing, State: StandState.Ready });

        Assert.Equal(IdentityMethod.Visual, now.Stand.Method);
        Assert.True(File.Exists(Path.Combine(now.Stand.Aside!.Folder, "vault.db")));
        Assert.Equal(CommandResult.Done, await bench.StaffAsync(StaffAction.SetMethod, IdentityMethod.Pin));
        await bench.ServeAsync();
    }

    /// <summary>What could not be written is told visit by visit; the next start has a vault again.</summary>
    [Fact]
    public async Task Desk_TableGoneWhileItRuns_TellsEachVisitAndTheNextStartSetsTheVaultAside()
    {
        await bench.ServeAsync();
        await using (var stranger = new SqliteConnection($"Data Source={Path.Combine(Vault, "vault.db")};Pooling=False"))
        {
            await stranger.OpenAsync(Stop);
            await using var drop = new SqliteCommand("DROP TABLE results", stranger);
            await drop.ExecuteNonQueryAsync(Stop);
        }

        await UnkeptAsync(bench);
        await UnkeptAsync(bench);
        await RestartAsync(() => { });

        await bench.UntilAsync(snapshot => snapshot.Stand is { Aside.Reason: AsideReason.Damaged, State: StandState.Ready });
        await bench.ServeAsync();
    }

    /// <summary>A visit that is answered, and whose result is not on disk: said on the screen and in the log.</summary>
    internal static async Task UnkeptAsync(RunningBench bench)
    {
        await bench.InsertAsync("hanako");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync("1234#");
        var visit = (await bench.UntilAsync(snapshot => snapshot.Visit is { State: VisitPhase.Finished, Kept: not null })).Visit!;
        Assert.Equal((Outcome.Covered, false), (visit.Outcome!.Value, visit.Kept!.Value));
        await bench.UntilSaidAsync(line => line.Contains($"The result of visit {visit.Id} could not be kept", StringComparison.Ordinal));
        Assert.Equal((visit.Id, false), await bench.TakeCardAsync() is { } last ? (last.Id, last.Kept!.Value) : default);
    }

    private async Task RestartAsync(Action meanwhile)
    {
        var old = bench.DeskPid;
        await RunningBench.KillAsync("-KILL", old);
        await bench.UntilSaidAsync(line => line.Contains($"(process {old}) ended", StringComparison.Ordinal));
        meanwhile();
        await bench.UntilAnotherAsync(old);
    }
}

/// <summary>A desk whose vault's disk can be filled.</summary>
public sealed class SmallDiskBench() : RunningBench("{}", vaultDisk: "3m")
{
    // As the desk sees it, in its own namespace.
    internal string Ballast => $"/proc/{DeskPid}/root{Path.Combine(Folder, "vault", "ballast")}";
}

/// <summary>The disk is full to the last byte, and has room again.</summary>
public sealed class FullDiskTests(SmallDiskBench bench) : IClassFixture<SmallDiskBench>
{
    [Fact]
    public async Task Desk_DiskIsFull_TellsEachVisitServesOnAndKeepsAgainOnceThereIsRoom()
    {
        var before = await bench.ServeAsync();
        Fill();

        await VaultTroubleTests.UnkeptAsync(bench);
        await VaultTroubleTests.UnkeptAsync(bench);
        await bench.UntilSaidAsync(line => line.Contains("could not be kept: Full", StringComparison.Ordinal));
        File.Delete(bench.Ballast);

        var after = await bench.ServeAsync();
        await bench.UntilSaidAsync(line => line.Contains("Audit events are written again; 0 were lost", StringComparison.Ordinal));
        var day = await bench.Desk.HistoryAsync(JapanTime.DateOf(TimeProvider.System.GetUtcNow()), TestContext.Current.CancellationToken);
        Assert.Equal([after.Id, before.Id], day.Select(result => result.VisitId));
    }

    private void Fill()
    {
        using var file = new FileStream(bench.Ballast, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 });
        try
        {
            while (true)
            {
                file.Write(new byte[4096]);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }
}
