using Kiosk.Signals;

namespace Kiosk.Tests.Signals;

public sealed class SignalTableTests
{
    // No card has both: a JPKI card counts from three.
    private static readonly (Moment, Moment) SameForTheVisitor = (Moment.PinWrong, Moment.PinWrongTwoLeft);

    public static TheoryData<Moment, Moment> Pairs => new(
        from one in Enum.GetValues<Moment>()
        from other in Enum.GetValues<Moment>()
        where one < other && (one, other) != SameForTheVisitor
        select (one, other));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void For_AnyTwoMoments_DifferInTwoChannelsOneOfThemNotSight(Moment one, Moment other)
    {
        var (a, b) = (SignalTable.For(one), SignalTable.For(other));
        var bySight = Pattern(a) != Pattern(b);
        var byBuzzer = a.Sound != b.Sound;
        var byVoice = a.Sentence != b.Sentence;

        Assert.True(byBuzzer || byVoice, "whoever cannot see cannot tell them apart");
        Assert.True(new[] { bySight, byBuzzer, byVoice }.Count(differs => differs) >= 2, "only one channel tells them apart");
    }

    // By place and rhythm: whoever sees no colours tells them apart too. Which try it is, and that a card left, is for ears as well.
    [Fact]
    public void For_MomentsInWhichTheVisitorDoesSomethingElse_DifferInTheLamps() => Assert.Distinct(
        Enum.GetValues<Moment>().Except([Moment.PinWrong, Moment.CardGone]).Select(moment => Pattern(SignalTable.For(moment))), StringComparer.Ordinal);

    [Fact]
    public void For_EverySound_IsUsed() =>
        Assert.Equal(Enum.GetValues<Sound>().ToHashSet(), Enum.GetValues<Moment>().Select(moment => SignalTable.For(moment).Sound).ToHashSet());

    [Fact]
    public void For_EverySentence_IsSaidAtOneMoment()
    {
        var said = Enum.GetValues<Moment>().Select(moment => SignalTable.For(moment).Sentence).OfType<Sentence>().ToList();

        Assert.Distinct(said);
        Assert.Equal(Enum.GetValues<Sentence>().Except([Sentence.VoiceTest]).ToHashSet(), said.ToHashSet());
    }

    [Theory]
    [InlineData(Moment.CardGone)]
    [InlineData(Moment.Reading)]
    [InlineData(Moment.EnterPin)]
    [InlineData(Moment.EnterPinTwoLeft)]
    [InlineData(Moment.EnterPinOneLeft)]
    [InlineData(Moment.PinWrongTwoLeft)]
    [InlineData(Moment.PinIncomplete)]
    [InlineData(Moment.LastTry)]
    [InlineData(Moment.StaffCheck)]
    [InlineData(Moment.Done)]
    [InlineData(Moment.SeeStaff)]
    [InlineData(Moment.TakeCard)]
    public void For_WhatAVisitorMustHear_SoundsAndIsSaid(Moment moment)
    {
        Assert.NotEqual(Sound.None, SignalTable.For(moment).Sound);
        Assert.NotNull(SignalTable.For(moment).Sentence);
        Assert.False(SignalTable.For(moment).IsAtRest);
    }

    [Theory]
    [InlineData(Moment.LayCard)]
    [InlineData(Moment.OutOfOrder)]
    public void For_NobodyThere_IsSilentUntilAKeyIsPressed(Moment moment)
    {
        Assert.Equal(Sound.None, SignalTable.For(moment).Sound);
        Assert.True(SignalTable.For(moment).IsAtRest);
    }

    [Fact]
    public void For_EveryMoment_LightsALamp() =>
        Assert.All(Enum.GetValues<Moment>(), moment => Assert.Contains(Enum.GetValues<Lamp>(), lamp => SignalTable.For(moment)[lamp] != Rhythm.Off));

    private static string Pattern(Signal signal) => string.Join(' ', Enum.GetValues<Lamp>().Select(lamp => signal[lamp]));
}
