using Kiosk.Signals;
using Kiosk.Tests.Visits;
using Kiosk.Visits;
using static Kiosk.Tests.Visits.Happened;

namespace Kiosk.Tests.Signals;

public sealed class SignalTableTests
{
    private static readonly Dictionary<string, Signal> Told = new(StringComparer.Ordinal)
    {
        ["idle, ready"] = SignalTable.For(visit: null, standReady: true),
        ["out of order"] = SignalTable.For(visit: null, standReady: false),
        ["reading"] = In("reading"),
        ["type the PIN"] = In("pin"),
        ["type the PIN, few tries left"] = Of(ExhaustivenessTests.StandIn("reading").After(Read(tries: 2))),
        ["wrong PIN"] = Of(ExhaustivenessTests.StandIn("verifying").After(Wrong(left: 2))),
        ["staff"] = In("photo"),
        ["asking"] = In("asking"),
        ["done"] = In("finished"),
        ["see staff"] = Of(ExhaustivenessTests.StandIn("pin").After(new VisitEvent.CancelledByStaff("S07"))),
        ["take the card"] = In("takeCard"),
    };

    [Fact]
    public void For_AnyTwoStatesAVisitorMustTellApart_DifferInTheLampsPattern()
    {
        // By place and rhythm: whoever sees no colours tells them apart too.
        var patterns = Told.Select(told => string.Join(' ', Enum.GetValues<Lamp>().Select(lamp => told.Value[lamp])));

        Assert.Distinct(patterns, StringComparer.Ordinal);
    }

    [Fact]
    public void For_AnyTwoStatesThatSound_DifferInTheSound()
    {
        var sounding = Told.Values.Select(signal => signal.Sound).Where(sound => sound != Sound.None).ToList();

        Assert.Distinct(sounding);
        Assert.Equal(Enum.GetValues<Sound>().Except([Sound.None]).ToHashSet(), sounding.ToHashSet());
    }

    [Theory]
    [InlineData("reading")]
    [InlineData("type the PIN")]
    [InlineData("type the PIN, few tries left")]
    [InlineData("wrong PIN")]
    [InlineData("staff")]
    [InlineData("done")]
    [InlineData("see staff")]
    [InlineData("take the card")]
    public void For_WhatAVisitorMustHear_Sounds(string told) => Assert.NotEqual(Sound.None, Told[told].Sound);

    [Fact]
    public void For_EverySignal_LightsALamp() => Assert.All(Told.Values, signal => Assert.Contains(Enum.GetValues<Lamp>(), lamp => signal[lamp] != Rhythm.Off));

    [Fact]
    public void For_WhateverTheAuthorityAnswered_OnlookersLearnNothing()
    {
        Outcome[] answered = [Outcome.Covered, Outcome.NotCovered, Outcome.NoRecord, Outcome.Several, Outcome.Unknown];
        var finished = ExhaustivenessTests.StandIn("finished").Visit!;

        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            var signal = SignalTable.For(finished with { Outcome = outcome }, standReady: true);
            Assert.Equal(Told[answered.Contains(outcome) ? "done" : "see staff"], signal);
        }
    }

    [Fact]
    public void For_CardForgotten_IsTheSameForEveryOutcome()
    {
        var forgotten = ExhaustivenessTests.StandIn("takeCard").Visit!;

        Assert.All(Enum.GetValues<Outcome>(), outcome => Assert.Equal(Told["take the card"], SignalTable.For(forgotten with { Outcome = outcome }, standReady: true)));
    }

    [Theory]
    [InlineData("verifying")]
    [InlineData("storing")]
    public void For_BusyStates_LookLikeAsking(string state) => Assert.Equal(Told["asking"], In(state));

    [Fact]
    public void For_PinIncomplete_IsToldLikeAWrongOne() =>
        Assert.Equal(Told["wrong PIN"], Of(ExhaustivenessTests.StandIn("pin").After(new VisitEvent.PinIncomplete())));

    [Fact]
    public void For_AVisitAtAStandThatIsOutOfOrder_GoesOn() =>
        Assert.Equal(Told["type the PIN"], SignalTable.For(ExhaustivenessTests.StandIn("pin").Visit, standReady: false));

    [Fact]
    public void For_StateOutOfNowhere_IsADefect() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SignalTable.For(ExhaustivenessTests.StandIn("pin").Visit! with { State = (VisitState)99 }, standReady: true));

    private static Signal In(string state) => Of(ExhaustivenessTests.StandIn(state));

    private static Signal Of(Stand stand) => SignalTable.For(stand.Visit, standReady: true);
}
