using System.Diagnostics;
using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Pi.Tests.Verbs;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>Method B, told from the visitor's side, on a whole desk.</summary>
public sealed class PinVisitTests(RunningBench bench) : IClassFixture<RunningBench>, IAsyncLifetime
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await bench.ResetAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Visit_RightPin_CoveredAndKept()
    {
        await bench.InsertAsync("hanako");
        var asked = await bench.UntilAsync(VisitPhase.Pin);
        Assert.Equal(3, asked.Visit!.TriesLeft);

        await bench.PressAsync("1234#");
        var shown = await bench.UntilAsync(VisitPhase.Finished);
        Assert.Equal(Outcome.Covered, shown.Visit!.Outcome);
        Assert.True(shown.Visit.Kept);

        var kept = await bench.Desk.ResultAsync(shown.Visit.Id, "reception-1", Stop);
        Assert.Equal(Outcome.Covered, Verdict.Of(kept!.Confirmation!).Outcome);
        Assert.False(string.IsNullOrEmpty(kept.Confirmation!.Records[0].Name));

        var last = (await bench.TakeCardAsync())!;
        Assert.Equal((shown.Visit.Id, Outcome.Covered), (last.Id, last.Outcome));
    }

    [Fact]
    public async Task Export_CoveredVisit_TheAppsTextByTheBinary()
    {
        await bench.InsertAsync("hanako");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync("1234#");
        var visit = (await bench.UntilAsync(VisitPhase.Finished)).Visit!;
        await bench.TakeCardAsync();

        var (exitCode, text, _) = await KioskProcess.RunAsync("export", "--config", bench.Facts["configFile"]!.GetValue<string>(), "--visit", visit.Id.ToString(), "--staff", "reception-1", "--reason", "claim");
        Assert.Equal(0, exitCode);
        Assert.StartsWith("資格情報\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\n保険者番号\t06999999\r\n", text, StringComparison.Ordinal);

        var (nothing, _, why) = await KioskProcess.RunAsync("export", "--config", bench.Facts["configFile"]!.GetValue<string>(), "--visit", Guid.Empty.ToString(), "--reason", "claim");
        Assert.Equal(65, nothing);
        Assert.NotEmpty(why);
    }

    [Theory]
    [InlineData("taro", "2345", Outcome.NotCovered, Reason.QualificationLost)]
    [InlineData("jiro", "3456", Outcome.NoRecord, null)]
    [InlineData("sakura", "4567", Outcome.Several, null)]
    [InlineData("ume", "5678", Outcome.Covered, null)]
    [InlineData("ken", "6789", Outcome.Covered, null)]
    [InlineData("midori", "7890", Outcome.Covered, null)]
    [InlineData("matsu", "2468", Outcome.Covered, null)]
    [InlineData("mirai", "9900", Outcome.Covered, null)]
    [InlineData("nazo", "9753", Outcome.Unknown, Reason.ValidityUnknown)]
    [InlineData("shippai", "8642", Outcome.CouldNotAsk, Reason.ProcessingFailed)]
    [InlineData("nakushita", "1122", Outcome.CardRefused, Reason.CertificateRevoked)]
    public async Task Visit_EveryPerson_TheirOutcome(string card, string pin, Outcome outcome, Reason? reason)
    {
        await bench.InsertAsync(card);
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync(pin + "#");
        await bench.UntilAsync(VisitPhase.Finished);
        var last = (await bench.TakeCardAsync())!;
        Assert.Equal((outcome, reason), (last.Outcome!.Value, last.Reason));
    }

    [Theory]
    [InlineData("licence", Outcome.CardRefused, Reason.NotMyNumberCard)]
    [InlineData("phone", Outcome.CardRefused, Reason.PhoneToken)]
    [InlineData("nise", Outcome.CardRefused, Reason.CertificateUntrusted)]
    [InlineData("locked", Outcome.PinBlocked, null)]
    public async Task Visit_CardThatCannotServe_RefusedBeforeAnyPin(string card, Outcome outcome, Reason? reason)
    {
        await bench.InsertAsync(card);
        var shown = await bench.UntilAsync(VisitPhase.Finished);
        Assert.Equal((outcome, reason), (shown.Visit!.Outcome!.Value, shown.Visit.Reason));
        await bench.TakeCardAsync();
    }

    [Fact]
    public async Task Visit_WrongTwiceThenRight_LastTryOnlyWithConsent()
    {
        await bench.InsertAsync("kigen");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync("0000#");
        await bench.UntilAsync(snapshot => snapshot.Visit is { State: VisitPhase.Pin, TriesLeft: 2, Reason: Reason.PinWrong });
        await bench.PressAsync("0001#");
        await bench.UntilAsync(snapshot => snapshot.Visit is { State: VisitPhase.Staff, TriesLeft: 1, Reason: Reason.LastTry });

        // Keys are not listened to while staff decide.
        await bench.PressAsync("2233#");
        Assert.Equal(VisitPhase.Staff, (await bench.Desk.SnapshotAsync(Stop)).Visit!.State);

        Assert.Equal(CommandResult.Done, await bench.StaffAsync(StaffAction.AllowLastTry));
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync("2233#");
        Assert.Equal(Outcome.Covered, (await bench.UntilAsync(VisitPhase.Finished)).Visit!.Outcome);
        await bench.TakeCardAsync();
    }

    [Fact]
    public async Task Visit_LastTryRefused_NothingSpent()
    {
        for (var visits = 0; visits < 2; visits++)
        {
            await bench.InsertAsync("lastone");
            var waiting = await bench.UntilAsync(VisitPhase.Staff);
            Assert.Equal((1, Reason.LastTry), (waiting.Visit!.TriesLeft!.Value, waiting.Visit.Reason!.Value));
            Assert.Equal(CommandResult.Done, await bench.StaffAsync(StaffAction.RefuseLastTry));
            await bench.UntilAsync(VisitPhase.Finished);
            Assert.Equal(Outcome.Cancelled, (await bench.TakeCardAsync())!.Outcome);
        }
    }

    [Theory]
    [InlineData("123#", Reason.PinIncomplete)]
    [InlineData("12345#", Reason.PinIncomplete)]
    public async Task Visit_NotFourDigits_NothingSent(string keys, Reason reason)
    {
        await bench.InsertAsync("yuyo");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync(keys);
        var again = await bench.UntilAsync(snapshot => snapshot.Visit?.Reason == reason);
        Assert.Equal((VisitPhase.Pin, 3), (again.Visit!.State, again.Visit.TriesLeft!.Value));

        await bench.PressAsync("99*3344#");
        Assert.Equal(Outcome.Covered, (await bench.UntilAsync(VisitPhase.Finished)).Visit!.Outcome);
        await bench.TakeCardAsync();
    }

    [Fact]
    public async Task Visit_CardTakenBeforePin_IdleAndTold()
    {
        await bench.InsertAsync("hanako");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync("12");
        var last = (await bench.TakeCardAsync())!;
        Assert.Equal((Outcome.CardRemoved, Reason.RemovedBeforePin), (last.Outcome!.Value, last.Reason!.Value));
    }

    [Fact]
    public async Task Visit_ServiceDiesBeforePin_NotTheVisitorsDoing()
    {
        await bench.InsertAsync("hanako");
        await bench.UntilAsync(VisitPhase.Pin);
        using (var kill = Process.Start("kill", ["-KILL", $"{bench.Facts["pcscdPid"]}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var last = (await bench.UntilIdleAsync()).LastVisit!;
        Assert.Equal((Outcome.CardRemoved, Reason.ReaderLost), (last.Outcome!.Value, last.Reason!.Value));

        // The bench starts the service again; the next visit works.
        await bench.UntilAsync(snapshot => snapshot.Stand.Reader == ReaderState.Ready);
        await bench.Card.RemoveAsync(Stop);
        await bench.InsertAsync("hanako");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.TakeCardAsync();
    }

    [Fact]
    public async Task Visit_CardTakenWhileAsking_IdleAndTold()
    {
        await bench.InsertAsync("osoi");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync("1357#");
        await bench.UntilAsync(VisitPhase.Asking);
        var last = (await bench.TakeCardAsync())!;
        Assert.Equal(Outcome.CardRemoved, last.Outcome);
    }

    [Fact]
    public async Task Visit_CardForgotten_Reminded()
    {
        await bench.InsertAsync("licence");
        await bench.UntilAsync(VisitPhase.TakeCard);
        await bench.TakeCardAsync();
    }
}
