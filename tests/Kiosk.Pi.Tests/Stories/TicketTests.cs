using System.Net;
using System.Text;
using Kiosk.Desk;
using Kiosk.Pi.Tests.Desk;
using Kiosk.Pi.Tests.Verbs;
using Kiosk.Tickets;
using Kiosk.Visits;
using Microsoft.Data.Sqlite;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>The checkup ticket beside the eligibility check, on a whole desk.</summary>
public sealed class TicketTests(RunningBench bench) : IClassFixture<RunningBench>, IAsyncLifetime
{
    private static readonly TypedTicket Good = new("２６１０００００１２３", "06999999", "R19.3.31", "1000円");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await bench.ResetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Ticket_NotedWhileThePinIsTyped_IsMatchedWhenTheAnswerArrives()
    {
        await bench.InsertAsync("hanako");
        var visit = (await bench.UntilAsync(VisitPhase.Pin)).Visit!;
        Assert.Equal(TicketResult.Done, (await NoteAsync(visit.Id, Good)).Result);
        var noted = (await bench.Desk.SnapshotAsync(Stop)).Visit!;
        Assert.Equal((true, null), (noted.HasTicket, noted.Match));

        await bench.PressAsync("1234#");
        var shown = (await bench.UntilAsync(VisitPhase.Finished)).Visit!;
        Assert.Equal((Outcome.Covered, TicketStanding.Good), (shown.Outcome!.Value, shown.Match!.Value));
        Assert.Equal(TicketStanding.Good, (await bench.TakeCardAsync())!.Match);
        var kept = await bench.Desk.ResultAsync(visit.Id, "reception-1", Stop);
        Assert.Equal((TicketFinding.InsurerSame, TicketFinding.Unexpired, TicketFinding.AgeFits), (kept!.Match!.Insurance, kept.Match.Expiry, kept.Match.Age));
        await AreAuditedAsync(visit.Id, "ticketNoted");
    }

    [Fact]
    public async Task Ticket_NotedAfterTheCardLeft_IsAddedCorrectedAndTakenBack()
    {
        var visit = await bench.ServeAsync();
        Assert.False(visit.HasTicket);

        await NoteAsync(visit.Id, Good with { InsurerNumber = "01999994" });
        Assert.Equal(TicketStanding.Wrong, (await bench.Desk.SnapshotAsync(Stop)).LastVisit!.Match);
        await NoteAsync(visit.Id, Good);
        Assert.Equal(TicketStanding.Good, (await bench.Desk.SnapshotAsync(Stop)).LastVisit!.Match);
        await NoteAsync(visit.Id, new TypedTicket(" ", null, "", null));
        Assert.False((await bench.Desk.SnapshotAsync(Stop)).LastVisit!.HasTicket);
        Assert.Null((await bench.Desk.ResultAsync(visit.Id, "reception-1", Stop))!.Ticket);
        await AreAuditedAsync(visit.Id, "ticketNoted", "ticketNoted", "ticketRemoved");
    }

    [Fact]
    public async Task Ticket_OfAnEarlierVisit_LeavesTheOneAtTheStandAlone()
    {
        var earlier = await bench.ServeAsync();
        await bench.InsertAsync("hanako");
        var now = (await bench.UntilAsync(VisitPhase.Pin)).Visit!;

        await NoteAsync(earlier.Id, Good with { ExpiresOn = "R1.12.31" });

        var snapshot = await bench.Desk.SnapshotAsync(Stop);
        Assert.Equal((false, TicketStanding.Wrong), (snapshot.Visit!.HasTicket, snapshot.LastVisit!.Match!.Value));
        Assert.Equal(now.Id, snapshot.Visit.Id);
        await bench.TakeCardAsync();
    }

    // Taro's last insurance was that of the ticket, Jiro has none, and Shippai's was not processed.
    [Theory]
    [InlineData("taro", "2345", TicketFinding.QualificationNotValid, TicketStanding.Wrong)]
    [InlineData("jiro", "3456", TicketFinding.QualificationNotConfirmed, TicketStanding.NotJudged)]
    [InlineData("shippai", "8642", TicketFinding.NoAnswer, TicketStanding.NotJudged)]
    public async Task Ticket_WithoutAValidQualification_NeverFitsAndIsWrongOnlyWhereTheAuthoritySaidSo(string card, string pin, TicketFinding insurance, TicketStanding standing)
    {
        await bench.InsertAsync(card);
        var visit = (await bench.UntilAsync(VisitPhase.Pin)).Visit!;
        await NoteAsync(visit.Id, Good);
        await bench.PressAsync(pin + "#");
        await bench.UntilAsync(VisitPhase.Finished);

        Assert.Equal(standing, (await bench.TakeCardAsync())!.Match);
        Assert.Equal(insurance, (await bench.Desk.ResultAsync(visit.Id, "reception-1", Stop))!.Match!.Insurance);
    }

    [Theory]
    [InlineData("2610000012", "06999999", "R9.3.31", TicketFault.NumberLength)]
    [InlineData("26100000123", "06999998", "R9.3.31", TicketFault.InsurerCheckDigit)]
    [InlineData("26100000123", "06999999", "R9.2.30", TicketFault.ExpiryNoDate)]
    [InlineData("", "06999999", "R9.3.31", TicketFault.NumberMissing)]
    public async Task Ticket_Wrong_IsRefusedByTheDeskItselfAndNothingIsKept(string number, string insurer, string expiresOn, TicketFault fault)
    {
        var visit = await bench.ServeAsync();

        Assert.Equal(new TicketAnswer(TicketResult.Refused, fault), await NoteAsync(visit.Id, new(number, insurer, expiresOn, SelfPay: null)));

        Assert.Null((await bench.Desk.ResultAsync(visit.Id, "reception-1", Stop))!.Ticket);
    }

    [Fact]
    public async Task Ticket_OfNoVisit_IsRefused() => Assert.Equal(TicketResult.NoSuchVisit, (await NoteAsync(Guid.Empty, Good)).Result);

    [Theory]
    [InlineData("?staff=", "{}", HttpStatusCode.BadRequest, "staff")]
    [InlineData("?staff=S%0AT", "{}", HttpStatusCode.BadRequest, "staff")]
    [InlineData("?staff=S", "{}", HttpStatusCode.BadRequest, "insurerNumber")]
    [InlineData("?staff=S", "[]", HttpStatusCode.BadRequest, "insurerNumber")]
    [InlineData("?staff=S", "", HttpStatusCode.BadRequest, "insurerNumber")]
    [InlineData("?staff=S", """{"number":"26100000123","insurerNumber":"06999999","expiresOn":"2027-03-31"}""", HttpStatusCode.NotFound, """{"result":"noSuchVisit","fault":null}""")]
    public async Task Request_WithoutClientOrVisit_IsAnsweredWithWhatHelps(string query, string body, HttpStatusCode status, string told)
    {
        using var http = DeskHttp.Open(bench);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.PutAsync(new Uri($"http://desk/results/{Guid.Empty}/ticket{query}"), content, Stop);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(told, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OfATicket_IsItsOwnTextAndTheAppsTextStaysAsItIs()
    {
        var visit = await bench.ServeAsync();
        var (before, app, _) = await ExportAsync(visit.Id);
        Assert.Equal(0, before);
        Assert.Equal(65, (await ExportAsync(visit.Id, "--ticket")).ExitCode);

        await NoteAsync(visit.Id, Good);

        var (exitCode, text, _) = await ExportAsync(visit.Id, "--ticket");
        Assert.Equal(0, exitCode);
        Assert.StartsWith("受診券\r\n整理番号\t26100000123\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\n照合結果\t適合\r\n", text, StringComparison.Ordinal);
        Assert.Equal(app, (await ExportAsync(visit.Id)).Output);
        await AreAuditedAsync(visit.Id, "ticketNoted", "ticketExported");
    }

    private Task<TicketAnswer> NoteAsync(Guid visit, TypedTicket typed) => bench.Desk.NoteTicketAsync(visit, typed, "reception-1", Stop);

    private Task<(int ExitCode, string Output, string Error)> ExportAsync(Guid visit, params string[] more) =>
        KioskProcess.RunAsync(["export", "--config", bench.Facts["configFile"]!.GetValue<string>(), "--visit", visit.ToString(), "--staff", "reception-1", "--reason", "checkup", .. more]);

    // The trail is written beside the loop: its last entry is waited for.
    private async Task AreAuditedAsync(Guid visit, params string[] kinds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (await AuditedAsync(visit) is var audited && !audited.SequenceEqual(kinds, StringComparer.Ordinal))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(10), string.Join(' ', audited));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Stop);
        }
    }

    private async Task<List<string>> AuditedAsync(Guid visit)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(bench.Folder, "vault", "vault.db")};Mode=ReadOnly;Pooling=false");
        await connection.OpenAsync(Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT kind FROM audit WHERE visit_id = $visit AND kind LIKE 'ticket%' AND staff = 'reception-1' AND (detail IS NULL OR detail = 'format=ticket reason=checkup') ORDER BY seq";
        command.Parameters.AddWithValue("$visit", visit.ToString());
        await using var rows = await command.ExecuteReaderAsync(Stop);
        var kinds = new List<string>();
        while (await rows.ReadAsync(Stop))
        {
            kinds.Add(rows.GetString(0));
        }

        return kinds;
    }
}
