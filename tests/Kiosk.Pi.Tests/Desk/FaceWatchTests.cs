using System.Text;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Desk;
using Kiosk.Pi.Faces;
using Kiosk.Records;
using Kiosk.Visits;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Pi.Tests.Desk;

/// <summary>The folder of a face reader, which other programs write, empty and take away.</summary>
public sealed class FaceWatchTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Encoding ShiftJis = CodePagesEncodingProvider.Instance.GetEncoding(932)!;

    private readonly string folder = Directory.CreateTempSubdirectory("face").FullName;
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(9)));
    private readonly ScriptedVault vault = new();
    private readonly DeskInbox inbox = new();
    private readonly AuditWriter audit;
    private ClockState clock = ClockState.Synchronized;
    private FaceWatch watch;

    public FaceWatchTests()
    {
        audit = new AuditWriter(vault, time, NullLogger<AuditWriter>.Instance);
        watch = Watch();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await audit.StartAsync(CancellationToken.None);
        await watch.StartAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await watch.StopAsync(CancellationToken.None);
        await audit.StopAsync(CancellationToken.None);
        watch.Dispose();
        audit.Dispose();
        vault.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("UTF-8")]
    [InlineData("Shift_JIS")]
    public async Task Face_AFileOfTheReader_IsAResultOfItsSourceOnceAlsoAfterARestart(string encoding)
    {
        Put("1", Message("髙橋　花子", encoding), encoding);
        var result = await KeptAsync();

        Assert.Equal((ResultSource.FaceReader, Outcome.Covered, "髙橋　花子"), (result.Source, result.Outcome, result.Confirmation!.Records[0].Name));
        Assert.Equal((new DateTimeOffset(2026, 11, 24, 8, 59, 0, TimeSpan.FromHours(9)), 7), (result.EndedAt, result.VisitId.Version));
        await vault.UntilAuditedAsync(AuditKind.ResultTakenIn, Stop);

        await watch.StopAsync(CancellationToken.None);
        watch.Dispose();
        watch = Watch();
        await watch.StartAsync(CancellationToken.None);
        Put("2", Message("架空　太郎", encoding), encoding);
        await UntilAsync(() => vault.Kept.Count == 2, "the next one is taken in");
        await UntilAsync(() => time.GetUtcNow() > result.EndedAt.AddMinutes(5), "more looks");
        Assert.Equal(2, vault.Kept.Count);
    }

    [Fact]
    public async Task Face_AFileThatIsBeingWritten_IsTakenInWhenItIsWhole()
    {
        var whole = Message("架空　花子", "UTF-8");
        Put("1", whole[..(whole.Length / 2)], "UTF-8");
        await UntilAsync(() => time.GetUtcNow().Minute > 1, "some looks");
        Assert.Empty(vault.Kept);

        Put("1", whole, "UTF-8");
        Assert.Equal(Outcome.Covered, (await KeptAsync()).Outcome);
    }

    [Fact]
    public async Task Face_OddFilesBesideAGoodOne_AreLeftAndItIsTakenIn()
    {
        Put("odd", "no XML at all", "UTF-8");
        Put("bomb", "<!DOCTYPE x [<!ENTITY a 'b'>]><XmlMsg>&a;</XmlMsg>", "UTF-8");
        Put("other", Message("架空　花子", "UTF-8").Replace("1329999997", "1310000001", StringComparison.Ordinal), "UTF-8");
        Put("old", Message("架空　花子", "UTF-8").Replace("<ProcessExecutionTime>2026", "<ProcessExecutionTime>2025", StringComparison.Ordinal), "UTF-8");
        await File.WriteAllBytesAsync(Path.Combine(folder, "OQSsiquc01res_face_long.xml"), new byte[2 * 1024 * 1024], Stop);
        await File.WriteAllTextAsync(Path.Combine(folder, "OQSsiquc01req_1.xml"), Message("架空　次郎", "UTF-8"), Stop);
        Put("good", Message("架空　太郎", "UTF-8"), "UTF-8");

        await KeptAsync();
        await UntilAsync(() => time.GetUtcNow().Minute > 1, "some looks");

        Assert.Equal("架空　太郎", Assert.Single(vault.Kept).Confirmation!.Records[0].Name);
        Assert.Equal(7, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public async Task Face_AnOldFileWhileTheClockCannotBeTrusted_IsTakenInAndLeftToThePurge()
    {
        clock = ClockState.Doubtful;
        time.Advance(TimeSpan.FromDays(3 * 365));
        Put("1", Message("架空　花子", "UTF-8"), "UTF-8");

        Assert.Equal(Outcome.Covered, (await KeptAsync()).Outcome);
    }

    [Fact]
    public async Task Face_FolderThatGoesAway_IsToldAndReadAgainWhenItIsBack()
    {
        await using var told = inbox.ReadAllAsync(Stop).GetAsyncEnumerator(Stop);
        Directory.Move(folder, folder + "-away");
        Assert.Equal(new DeskMessage.FacesChecked(IsAway: true, 0), await NextAsync(told));
        Directory.Move(folder + "-away", folder);
        Assert.Equal(new DeskMessage.FacesChecked(IsAway: false, 0), await NextAsync(told));
        Put("1", Message("架空　花子", "UTF-8"), "UTF-8");
        Assert.Equal(new DeskMessage.FacesChecked(IsAway: false, 1), await NextAsync(told));
    }

    // The receipt computer may take it between two reads, and hold it as it likes.
    [Fact]
    public async Task File_ThatVanishesBetweenTwoReads_IsNone()
    {
        Put("1", "<a/>", "UTF-8");
        var file = Directory.GetFiles(folder).Single();
        using var moved = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        var read = FaceFile.ReadAsync(file, time, Stop);
        File.Delete(file);
        await UntilAsync(() => read.IsCompleted, "the second read");

        Assert.Null(await read);
        Assert.Null(await FaceFile.ReadAsync(file, time, Stop));
    }

    private FaceWatch Watch()
    {
        Assert.True(FacilityCode.TryParse("1329999997", out var facility));
        var options = new KioskOptions();
        options.Face.Folder = folder;
        return new FaceWatch(options, vault, facility, inbox, audit, () => clock, time, NullLogger<FaceWatch>.Instance);
    }

    private static string Message(string name, string encoding) => $"""
        <?xml version="1.0" encoding="{encoding}" standalone="no"?>
        <XmlMsg><MessageHeader><ProcessExecutionTime>20261124085900</ProcessExecutionTime><QualificationConfirmationDate>20261124</QualificationConfirmationDate>
        <MedicalInstitutionCode>1329999997</MedicalInstitutionCode><ArbitraryFileIdentifier>B4u_QfxBNjMCL4w=</ArbitraryFileIdentifier><SegmentOfResult>1</SegmentOfResult></MessageHeader>
        <MessageBody><ResultList><ResultOfQualificationConfirmation><Name>{name}</Name><SpecificHealthCheckupsInfoConsFlg>1</SpecificHealthCheckupsInfoConsFlg>
        </ResultOfQualificationConfirmation></ResultList><ProcessingResultStatus>1</ProcessingResultStatus><QualificationValidity>1</QualificationValidity></MessageBody></XmlMsg>
        """;

    private void Put(string id, string text, string encoding) =>
        File.WriteAllBytes(Path.Combine(folder, $"OQSsiquc01res_face_{id}_20261124085900.xml"), (encoding == "UTF-8" ? Encoding.UTF8 : ShiftJis).GetBytes(text));

    private async Task<KeptResult> KeptAsync()
    {
        await UntilAsync(() => vault.Kept.Count > 0, "a result is kept");
        return vault.Kept[0];
    }

    private async Task<DeskMessage> NextAsync(IAsyncEnumerator<DeskMessage> told)
    {
        var next = told.MoveNextAsync().AsTask();
        await UntilAsync(() => next.IsCompleted, "something is told");
        return told.Current;
    }

    private async Task UntilAsync(Func<bool> expected, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!expected())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"Not in time: {what}.");
            time.Advance(TimeSpan.FromMilliseconds(300));
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, Stop);
        }
    }
}
