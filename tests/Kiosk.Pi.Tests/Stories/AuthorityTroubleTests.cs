using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>A bench whose desk waits less long for the authority.</summary>
public sealed class HastyBench() : RunningBench("""{ "Deadlines": { "Authority": "00:00:10" } }""");

/// <summary>The authority refuses, dawdles, stumbles, is away: that is "could not ask" or a refusal, and never "not covered".</summary>
public sealed class AuthorityTroubleTests(HastyBench bench) : IClassFixture<HastyBench>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        await bench.ResetAsync();
        await bench.UntilAsync(snapshot => snapshot.Stand is { State: StandState.Ready, Authority: AuthorityState.Available });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("unavailable 60", Reason.Unavailable)]
    [InlineData("badxml", Reason.BadAnswer)]
    [InlineData("html", Reason.BadAnswer)]
    [InlineData("wrongvisit", Reason.BadAnswer)]
    [InlineData("slow 60", Reason.Timeout)]
    public async Task Visit_AuthorityStumbles_CouldNotAskAndKeptAsThat(string misdeed, Reason reason)
    {
        await bench.AuthorityAsync(misdeed.Split(' '));
        // Whose insurance ended: nothing of that may be said.
        await bench.InsertAsync("taro");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync("2345#");
        var shown = (await bench.UntilAsync(VisitPhase.Finished)).Visit!;
        Assert.Equal((Outcome.CouldNotAsk, reason), (shown.Outcome!.Value, shown.Reason!.Value));
        await bench.UntilAsync(snapshot => snapshot.Visit is { Kept: true });
        var kept = await bench.Desk.ResultAsync(shown.Id, "reception-1", TestContext.Current.CancellationToken);
        Assert.Equal(Outcome.CouldNotAsk, kept!.Outcome);
        Assert.Null(kept.Confirmation);
        await ServesAgainAsync();
    }

    [Fact]
    public async Task Visit_AuthorityIsDown_CouldNotAskAndNoTrySpent()
    {
        await bench.AuthorityAsync("down");
        await bench.InsertAsync("taro");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync("0000#");
        var shown = await bench.UntilAsync(VisitPhase.Finished);
        Assert.Equal(Outcome.CouldNotAsk, shown.Visit!.Outcome);
        Assert.Contains(shown.Visit.Reason, (Reason?[])[Reason.Unreachable, Reason.Timeout]);
        Assert.Equal(3, shown.Visit.TriesLeft);
        Assert.DoesNotContain(await bench.Card.ApduLogAsync(TestContext.Current.CancellationToken), said => said.Command.EndsWith("**", StringComparison.Ordinal));

        // The stand stays open: staff know the alternatives.
        Assert.Equal(StandState.Ready, (await bench.UntilAsync(snapshot => snapshot.Stand.Authority == AuthorityState.Unreachable)).Stand.State);
        await ServesAgainAsync();
    }

    [Fact]
    public async Task Visit_Maintenance_CouldNotAskAndStandTellsUntilWhen()
    {
        await bench.AuthorityAsync("maintenance");
        await bench.InsertAsync("taro");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync("2345#");
        var shown = await bench.UntilAsync(VisitPhase.Finished);
        Assert.Equal((Outcome.CouldNotAsk, Reason.Unavailable), (shown.Visit!.Outcome!.Value, shown.Visit.Reason!.Value));
        var stand = (await bench.UntilAsync(snapshot => snapshot.Stand.Authority == AuthorityState.Maintenance)).Stand;
        Assert.Equal(StandState.Ready, stand.State);
        Assert.NotNull(stand.AuthorityUntil);
        await ServesAgainAsync();
    }

    [Theory]
    [InlineData("suspended", Reason.DeviceSuspended, AuthorityState.Suspended)]
    [InlineData("revoked", Reason.DeviceUnknown, AuthorityState.NotEnrolled)]
    public async Task Visit_AuthorityRefusesTheStand_RefusedBeforeAnyPinAndOutOfOrder(string misdeed, Reason reason, AuthorityState state)
    {
        await bench.AuthorityAsync(misdeed);
        await bench.InsertAsync("taro");
        var shown = await bench.UntilAsync(VisitPhase.Finished);
        Assert.Equal((Outcome.AuthorityRefused, reason), (shown.Visit!.Outcome!.Value, shown.Visit.Reason!.Value));
        Assert.Equal(StandState.OutOfOrder, (await bench.UntilAsync(snapshot => snapshot.Stand.Authority == state)).Stand.State);
        await ServesAgainAsync();
    }

    [Fact]
    public async Task Visit_VisualNotGranted_RefusedAndTold()
    {
        await bench.AuthorityAsync("novisual");
        await bench.StaffAsync(StaffAction.SetMethod, IdentityMethod.Visual);
        await bench.InsertAsync("taro");
        await bench.UntilAsync(VisitPhase.Staff);
        await bench.StaffAsync(StaffAction.PhotoMatches);
        var shown = await bench.UntilAsync(VisitPhase.Finished);
        Assert.Equal((Outcome.AuthorityRefused, Reason.VisualNotGranted), (shown.Visit!.Outcome!.Value, shown.Visit.Reason!.Value));
        await bench.StaffAsync(StaffAction.SetMethod, IdentityMethod.Pin);
        await ServesAgainAsync();
    }

    [Fact]
    public async Task Visit_ChallengeSpentOnce_SignedAnewWithoutAskingThePinAgain()
    {
        await bench.AuthorityAsync("spent");
        await bench.ServeAsync();
    }

    private async Task ServesAgainAsync()
    {
        await bench.AuthorityAsync("normal");
        await bench.TakeCardAsync();
        await bench.UntilAsync(snapshot => snapshot.Stand is { State: StandState.Ready, Authority: AuthorityState.Available });
        await bench.ServeAsync();
    }
}
