using System.Diagnostics;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Desk;
using Kiosk.Pi.Exporting;
using Kiosk.Records;
using Kiosk.Visits;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Pi.Tests.Desk;

/// <summary>The folder for other programs when it, or the clock, is not as it should be.</summary>
public sealed class ExportWatchTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string folder = Directory.CreateTempSubdirectory("exports").FullName;
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(9)));
    private readonly ScriptedVault vault = new();
    private readonly DeskInbox inbox = new();
    private readonly AuditWriter audit;
    private readonly ExportDesk exports;
    private readonly ExportWatch watch;
    private ClockState clock = ClockState.Synchronized;

    public ExportWatchTests()
    {
        audit = new AuditWriter(vault, time, NullLogger<AuditWriter>.Instance);
        Assert.True(FacilityCode.TryParse("1329999997", out var facility));
        var settings = new ExportSettings(folder, [ExportFormat.Xml, ExportFormat.Text], ExportEncoding.Utf8);
        exports = new ExportDesk(vault, facility, () => settings, audit, time);
        watch = new ExportWatch(() => settings, vault, facility, new SnapshotFeed(), inbox, exports, audit, time, () => clock, NullLogger<ExportWatch>.Instance);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await audit.StartAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await watch.StopAsync(CancellationToken.None);
        await audit.StopAsync(CancellationToken.None);
        watch.Dispose();
        audit.Dispose();
        vault.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    // A pipe that nobody reads holds its writer, as a network folder does whose computer is away.
    [Fact]
    public async Task Folder_ThatDoesNotAnswer_IsToldAndTakesTheFileWhenItDoes()
    {
        var visit = await KeptAsync();
        var unfinished = Path.Combine(folder, $".OQSsiquc01res_face_{visit.VisitId:N}_20261124090000.xml.part");
        using (var made = Process.Start("mkfifo", [unfinished]))
        {
            await made.WaitForExitAsync(Stop);
        }

        await watch.StartAsync(Stop);
        await UntilAsync(() => vault.Looked, "the result is looked for");
        Assert.Equal(ExportTrouble.Silent, await ToldAsync(advance: TimeSpan.FromSeconds(1)));

        await using (var reader = new FileStream(unfinished, FileMode.Open, FileAccess.Read))
        {
            await reader.CopyToAsync(Stream.Null, Stop);
        }

        // The pipe has the file's name now, which is flushed: to be opened it wants a writer.
        var finished = Path.Combine(folder, Path.GetFileName(unfinished)[1..^".part".Length]);
        await UntilAsync(() => File.Exists(finished), "the name is there");
        await using (new FileStream(finished, FileMode.Open, FileAccess.Write))
        {
            await UntilAsync(() => Directory.GetFiles(folder, "*.txt").Length == 1, "the next format is there");
        }

        await UntilAsync(() => vault.Unexported.Count == 0, "the visit is handed over", TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Folder_ThatTakesOneOfTwo_GetsTheOtherAloneWhenItDoes()
    {
        var visit = await KeptAsync();
        var text = Path.Combine(folder, $"shikaku_{visit.VisitId:N}_20261124090000.txt");
        Directory.CreateDirectory(text);
        await watch.StartAsync(Stop);
        Assert.Equal(ExportTrouble.NoAccess, await ToldAsync(TimeSpan.Zero));
        // The receipt computer has taken it.
        var message = Directory.GetFiles(folder, "*.xml").Single();
        File.Delete(message);

        Directory.Delete(text);
        await UntilAsync(() => File.Exists(text), "the text is there", TimeSpan.FromSeconds(1));

        Assert.False(File.Exists(message));
        Assert.Null(await ToldAsync(TimeSpan.Zero));
    }

    [Fact]
    public async Task Results_ThatCannotBeReadNow_AreExportedWhenTheyCan()
    {
        var visit = await KeptAsync();
        vault.Read = () => VaultTrouble.Busy;
        await watch.StartAsync(Stop);
        await UntilAsync(() => vault.Rounds > 2, "it goes round", TimeSpan.FromSeconds(10));
        Assert.Empty(Directory.GetFiles(folder));
        Assert.Equal(ExportResult.Unreadable, (await exports.TakeAsync(visit.VisitId, ExportFormat.Xml, ExportEncoding.Utf8, new ExportPurpose(ExportReason.Claim), "S07", Stop)).Answer.Result);
        Assert.Equal(ExportResult.Unreadable, (await exports.TakeDayAsync(visit.LastDay, ExportEncoding.Utf8, new ExportPurpose(ExportReason.Claim), "S07", Stop)).Answer.Result);
        Assert.DoesNotContain(vault.Audited, one => one.Kind is AuditKind.ResultExported or AuditKind.DayExported);

        vault.Read = () => null;
        await UntilAsync(() => vault.Unexported.Count == 0, "the visit is handed over", TimeSpan.FromSeconds(10));
        Assert.Equal(2, Directory.GetFiles(folder, $"*{visit.VisitId:N}*").Length);
    }

    [Fact]
    public async Task Files_PastTheirLastDay_GoOnlyByAClockThatCanBeTrusted()
    {
        clock = ClockState.Unsynchronized;
        var visit = await KeptAsync();
        await watch.StartAsync(Stop);
        await UntilAsync(() => vault.Unexported.Count == 0, "the visit is handed over");
        Assert.Equal(2, Directory.GetFiles(folder, $"*{visit.VisitId:N}*").Length);

        time.Advance(TimeSpan.FromDays(38));
        await UntilAsync(() => vault.Rounds > 3, "it goes round", TimeSpan.FromSeconds(10));
        Assert.Equal(2, Directory.GetFiles(folder).Length);

        clock = ClockState.Synchronized;
        await UntilAsync(() => Directory.GetFiles(folder).Length == 0, "the files are gone", TimeSpan.FromSeconds(1));
        await vault.UntilAuditedAsync(AuditKind.ResultsPurged, Stop);
        Assert.Equal("exportedFiles=2", vault.Audited.Single(one => one.Kind == AuditKind.ResultsPurged).Detail);
    }

    private async Task<KeptResult> KeptAsync()
    {
        var result = new KeptResult
        {
            VisitId = Guid.CreateVersion7(time.GetUtcNow()),
            EndedAt = time.GetUtcNow(),
            Method = IdentityMethod.Pin,
            Outcome = Outcome.Covered,
            Confirmation = new Confirmation { Segment = "1", ProcessingStatus = "1", Validity = "1", Records = [new EligibilityRecord { Name = "架空　花子" }] },
        };
        await vault.KeepAsync(result, Stop);
        vault.Unexported.Add(result.VisitId);
        return result;
    }

    // The next trouble that the desk hears of, or that there is none any more.
    private async Task<ExportTrouble?> ToldAsync(TimeSpan advance)
    {
        var told = inbox.ReadAllAsync(Stop).GetAsyncEnumerator(Stop);
        var next = told.MoveNextAsync().AsTask();
        await UntilAsync(() => next.IsCompleted, "something is told", advance);
        return Assert.IsType<DeskMessage.ExportsChecked>(told.Current).Trouble;
    }

    private async Task UntilAsync(Func<bool> expected, string what, TimeSpan advance = default)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!expected())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"Not in time: {what}.");
            time.Advance(advance);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Stop);
        }
    }
}
