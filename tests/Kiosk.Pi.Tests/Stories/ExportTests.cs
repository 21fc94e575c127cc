using Kiosk.Desk;
using Kiosk.Exports.Tests;
using Kiosk.Pi.Tests.Verbs;
using Kiosk.Records;
using Microsoft.Data.Sqlite;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>A desk that hands its results to a folder by itself.</summary>
public sealed class ExportingBench() : RunningBench($$"""{ "Export": { "Folder": "{{Exports}}", "Formats": "xml, text", "Encoding": "shift_jis" }, "Face": { "Folder": "{{Faces}}" } }""")
{
    internal static string Faces { get; } = Directory.CreateTempSubdirectory("face").FullName;

    internal static string Exports { get; } = Directory.CreateTempSubdirectory("exports").FullName;
}

/// <summary>Results on their way to other programs, on a whole desk.</summary>
public sealed class ExportTests(ExportingBench bench) : IClassFixture<ExportingBench>, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await bench.ResetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Folder_AfterAVisit_HoldsItsMessageAndTextAndTheTrailSaysSo()
    {
        var visit = await bench.ServeAsync();

        var message = OfficialMessage.Accept(await File.ReadAllBytesAsync(await UntilThereAsync(visit.Id, ".xml"), Stop));
        Assert.True(message.IsValid);
        Assert.Equal(("架空　花子", "06999999", "1"), (message.Of("Name"), message.Of("InsurerNumber"), message.Said("MessageHeader", "CharacterCodeIdentifier")));
        await UntilThereAsync(visit.Id, ".txt");
        await AreAuditedAsync(visit.Id, "|format=xml to=folder", "|format=text to=folder");
    }

    // What the official stand would put there: every answer about a person, and nothing where there was none.
    [Theory]
    [InlineData("taro", "2345", "2")]
    [InlineData("jiro", "3456", "4")]
    [InlineData("sakura", "4567", "5")]
    [InlineData("shippai", "8642", null)]
    public async Task Folder_AfterAVisitThatIsNotCovered_HoldsTheAnswerButNoText(string card, string pin, string? validity)
    {
        await bench.InsertAsync(card);
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync(pin + "#");
        var visit = (await bench.UntilAsync(VisitPhase.Finished)).Visit!;
        await bench.TakeCardAsync();
        // Handed over in their order: when the next one is there, this one was.
        await UntilThereAsync((await bench.ServeAsync()).Id, ".txt");

        var files = FilesOf(visit.Id);
        Assert.Equal(validity is null ? [] : [".xml"], files.Select(Path.GetExtension));
        Assert.All(files, file => Assert.False(OfficialMessage.Accept(File.ReadAllBytes(file)).IsValid));
        Assert.All(files, file => Assert.Equal(validity, OfficialMessage.Accept(File.ReadAllBytes(file)).Said("MessageBody", "QualificationValidity")));
    }

    [Fact]
    public async Task Folder_ThatVanishes_IsToldAndFilledWhenItIsBackWhileVisitsGoOn()
    {
        await UntilThereAsync((await bench.ServeAsync()).Id, ".txt");
        var away = ExportingBench.Exports + "-away";
        Directory.Move(ExportingBench.Exports, away);
        VisitView visit;
        try
        {
            visit = await bench.ServeAsync();
            Assert.True(visit.Kept);
            await bench.UntilAsync(snapshot => snapshot.Stand is { ExportTrouble: ExportTrouble.Gone, State: StandState.Ready });
            Assert.False(Directory.Exists(ExportingBench.Exports));
        }
        finally
        {
            Directory.Move(away, ExportingBench.Exports);
        }

        await UntilThereAsync(visit.Id, ".txt");
        await bench.UntilAsync(snapshot => snapshot.Stand.ExportTrouble is null);
    }

    [Fact]
    public async Task Verb_ForAPerson_WritesTheMessageAndTellsTheTrailWhy()
    {
        var visit = await bench.ServeAsync();
        var folder = Directory.CreateTempSubdirectory("taken").FullName;
        try
        {
            var (exitCode, output, _) = await ExportAsync(visit.Id, "--format", "xml", "--encoding", "shift_jis", "--reason", "again", "--note", "前の分が消えた", "--output", folder);
            Assert.Equal(0, exitCode);
            Assert.True(OfficialMessage.Accept(await File.ReadAllBytesAsync(output.Trim(), Stop)).IsValid);
            await AreAuditedAsync(visit.Id, "|format=xml to=folder", "|format=text to=folder", "reception-1|format=xml reason=again note=前の分が消えた");

            var (cannot, _, why) = await ExportAsync(visit.Id, "--reason", "claim", "--output", Path.Combine(folder, "gone"));
            Assert.Equal((73, true), (cannot, why.Contains("is not there", StringComparison.Ordinal)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Verb_ForADay_WritesItsListAndTellsTheTrail()
    {
        var visit = await bench.ServeAsync();
        var day = JapanTime.DateOf(visit.EndedAt!.Value).ToString("yyyy-MM-dd");
        var (exitCode, output, _) = await KioskProcess.RunAsync(
            "export", "--config", bench.Facts["configFile"]!.GetValue<string>(), "--day", day, "--encoding", "utf-8", "--staff", "reception-1", "--reason", "checkup");
        Assert.Equal(0, exitCode);
        Assert.Contains($"\"{visit.Id}\"", output, StringComparison.Ordinal);
        Assert.Contains("\"資格(有効)\",\"架空　花子\"", output, StringComparison.Ordinal);

        var (usage, _, why) = await KioskProcess.RunAsync("export", "--config", bench.Facts["configFile"]!.GetValue<string>(), "--day", day, "--format", "xml", "--reason", "checkup");
        Assert.Equal((64, true), (usage, why.Contains("--day with --format csv", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Screen_OrdersAResultIntoTheFolder_AndTheTrailSaysWhoAndWhy()
    {
        var visit = await bench.ServeAsync();
        await UntilThereAsync(visit.Id, ".txt");

        Assert.Equal(new ExportAnswer(ExportResult.Done), await bench.Desk.ExportAsync(visit.Id, new ExportOrder(ExportFormat.Fhir, ExportReason.Checkup), "reception-1", Stop));
        Assert.Contains("CoverageEligibilityResponse", await File.ReadAllTextAsync(await UntilThereAsync(visit.Id, ".json"), Stop), StringComparison.Ordinal);
        await AreAuditedAsync(visit.Id, "|format=xml to=folder", "|format=text to=folder", "reception-1|format=fhir to=folder reason=checkup");

        Assert.Equal(ExportResult.Nothing, (await bench.Desk.ExportAsync(visit.Id, new ExportOrder(ExportFormat.Ticket, ExportReason.Checkup), "reception-1", Stop)).Result);
        Assert.Equal(ExportNoteFault.NamesPerson, (await bench.Desk.ExportAsync(visit.Id, new ExportOrder(ExportFormat.Xml, ExportReason.Other, "花子"), "reception-1", Stop)).Note);
        Assert.Equal(ExportResult.NoSuchResult, (await bench.Desk.ExportAsync(Guid.Empty, new ExportOrder(ExportFormat.Xml, ExportReason.Claim), "reception-1", Stop)).Result);
    }

    [Fact]
    public async Task FaceReader_ItsResult_IsInTheListWithItsSourceAndNotHandedOnAgain()
    {
        var visit = await bench.ServeAsync();
        var message = await UntilThereAsync(visit.Id, ".xml");
        File.Copy(message, Path.Combine(ExportingBench.Faces, "OQSsiquc01res_face_reader-1_20261124085900.xml"));
        await bench.UntilAsync(snapshot => snapshot.Stand.FaceResults > 0);

        var results = await bench.Desk.HistoryAsync(JapanTime.DateOf(visit.EndedAt!.Value), Stop);
        var face = Assert.Single(results, result => result.Source == ResultSource.FaceReader);
        Assert.Equal("架空　花子", face.Confirmation!.Records[0].Name);
        await UntilThereAsync((await bench.ServeAsync()).Id, ".txt");
        Assert.Empty(FilesOf(face.VisitId));
    }

    [Theory]
    [InlineData(64, "--reason")]
    [InlineData(64, "claim", "--reason", "curiosity")]
    [InlineData(64, "xml", "--reason", "claim", "--format", "pdf")]
    [InlineData(64, "note must say", "--reason", "other")]
    [InlineData(64, "must not name", "--reason", "person", "--note", "花子さん")]
    [InlineData(65, "No ticket", "--reason", "claim", "--format", "ticket")]
    public async Task Verb_WithoutAGoodReason_HandsOutNothing(int wanted, string told, params string[] arguments)
    {
        var visit = await bench.ServeAsync();
        var (exitCode, output, why) = await ExportAsync(visit.Id, arguments);
        Assert.Equal((wanted, ""), (exitCode, output));
        Assert.Contains(told, why, StringComparison.Ordinal);
        Assert.DoesNotContain(await AuditedAsync(visit.Id), entry => entry.StartsWith("reception-1", StringComparison.Ordinal));
    }

    private static string[] FilesOf(Guid visit) => Directory.GetFiles(ExportingBench.Exports, $"*{visit:N}*");

    private static async Task<string> UntilThereAsync(Guid visit, string extension)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (FilesOf(visit).FirstOrDefault(file => file.EndsWith(extension, StringComparison.Ordinal)) is { } there)
            {
                return there;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"No {extension} of the visit came.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Stop);
        }
    }

    private Task<(int ExitCode, string Output, string Error)> ExportAsync(Guid visit, params string[] more) =>
        KioskProcess.RunAsync(["export", "--config", bench.Facts["configFile"]!.GetValue<string>(), "--visit", visit.ToString(), "--staff", "reception-1", .. more]);

    // The trail is written beside the loop: its last entry is waited for.
    private async Task AreAuditedAsync(Guid visit, params string[] entries)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (await AuditedAsync(visit) is var audited && !audited.SequenceEqual(entries, StringComparer.Ordinal))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, string.Join('\n', audited));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Stop);
        }
    }

    private async Task<List<string>> AuditedAsync(Guid visit)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(bench.Folder, "vault", "vault.db")};Mode=ReadOnly;Pooling=false");
        await connection.OpenAsync(Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(staff, '') || '|' || detail FROM audit WHERE visit_id = $visit AND kind = 'resultExported' ORDER BY seq";
        command.Parameters.AddWithValue("$visit", visit.ToString());
        await using var rows = await command.ExecuteReaderAsync(Stop);
        var audited = new List<string>();
        while (await rows.ReadAsync(Stop))
        {
            audited.Add(rows.GetString(0));
        }

        return audited;
    }
}
