using Kiosk.Signals;

namespace Kiosk.Panel.Tests;

public sealed class SpeechTests : IDisposable
{
    private readonly SpeechRig rig = new();

    public void Dispose() => rig.Dispose();

    [Fact]
    public void Show_EveryMomentOfAVisit_SaysItsSentenceOnce()
    {
        Moment[] visit = [Moment.LayCard, Moment.Reading, Moment.EnterPin, Moment.Typing, Moment.Processing, Moment.Done, Moment.LayCard];

        Array.ForEach(visit, rig.Show);

        Assert.Equal([Sentence.Reading, Sentence.EnterPin, Sentence.Processing, Sentence.Done], rig.Said.Select(said => said.Sentence));
    }

    [Fact]
    public void Show_CardTaken_BreaksOffWhatAsksForIt()
    {
        rig.Show(Moment.Done);
        Assert.Equal(0, rig.Silences);

        rig.Show(Moment.LayCard);

        Assert.Equal(1, rig.Silences);
    }

    [Theory]
    [InlineData(Moment.LayCard)]
    [InlineData(Moment.OutOfOrder)]
    public void Show_CardTakenWhileSentToTheStaff_LetsThatBeHeardToItsEnd(Moment after)
    {
        rig.Show(Moment.SeeStaff);

        rig.Show(after);

        Assert.Equal(0, rig.Silences);
    }

    [Fact]
    public void Press_NobodyThere_SaysWhatToDoHere()
    {
        rig.Show(Moment.LayCard);

        rig.Press("5");

        Assert.Equal([(Sentence.PlaceCard, Language.Japanese)], rig.Said);
        Assert.Equal(1, rig.Clicks);
        Assert.Empty(rig.Keys());
    }

    [Fact]
    public void Press_StandOutOfOrder_SaysSo()
    {
        rig.Show(Moment.OutOfOrder);

        rig.Press("#");

        Assert.Equal(Sentence.OutOfOrder, Assert.Single(rig.Said).Sentence);
    }

    [Fact]
    public void Set_AnotherLanguageAtRest_IsSpokenFromTheNextSentenceOn()
    {
        rig.Show(Moment.LayCard);
        rig.Set(Language.English);
        rig.Show(Moment.Reading);

        Assert.Equal([(Sentence.Reading, Language.English)], rig.Said);
    }

    [Fact]
    public void Set_AnotherLanguageInAVisit_IsSpokenFromTheNextVisitOn()
    {
        rig.Show(Moment.Reading);
        rig.Set(Language.English);
        rig.Show(Moment.Done);
        rig.Show(Moment.LayCard);
        rig.Show(Moment.Reading);

        Assert.Equal([(Sentence.Reading, Language.Japanese), (Sentence.Done, Language.Japanese), (Sentence.Reading, Language.English)], rig.Said);
    }

    [Fact]
    public void Set_TheLanguageOfTheSiteAfterAVisitorChoseAnother_LeavesTheVisitorsChoice()
    {
        rig.Show(Moment.LayCard);
        rig.Press("00");
        rig.Set(Language.Japanese);
        rig.Show(Moment.Reading);

        Assert.Equal((Sentence.Reading, Language.English), rig.Said[^1]);
    }

    [Fact]
    public void Press_ZeroTwiceBeforeACard_SwitchesTheLanguageOfThisVisitOnly()
    {
        rig.Show(Moment.LayCard);
        rig.Press("00");
        rig.Show(Moment.Reading);
        rig.Show(Moment.Done);
        rig.Show(Moment.LayCard);
        rig.Show(Moment.Reading);

        Assert.Equal(
            [(Sentence.PlaceCard, Language.Japanese), (Sentence.PlaceCard, Language.English), (Sentence.Reading, Language.English), (Sentence.Done, Language.English), (Sentence.Reading, Language.Japanese)],
            rig.Said);
    }

    [Fact]
    public void Press_ZeroTwiceAgain_SwitchesBack()
    {
        rig.Show(Moment.LayCard);

        rig.Press("00");
        rig.Press("00");

        Assert.Equal(Language.Japanese, rig.Said[^1].Language);
    }

    [Theory]
    [InlineData("0", 3.0)]
    [InlineData("05", 0.1)]
    public void Press_SecondZeroLateOrAfterAnotherKey_SwitchesNothing(string first, double pause)
    {
        rig.Show(Moment.LayCard);

        rig.Press(first);
        rig.Wait(pause);
        rig.Press("0");

        Assert.All(rig.Said, said => Assert.Equal(Language.Japanese, said.Language));
    }

    [Fact]
    public void Press_ZeroTwiceDuringAVisit_AreTwoDigits()
    {
        rig.Show(Moment.EnterPin);
        rig.Listen();

        rig.Press("00");
        rig.Show(Moment.Processing);

        Assert.Equal([PanelKey.Digit, PanelKey.Digit], rig.Keys());
        Assert.Equal(Language.Japanese, rig.Said[^1].Language);
    }

    [Fact]
    public void SwitchLanguage_NobodyLaysACard_IsForgottenAfterAMinute()
    {
        rig.Show(Moment.LayCard);
        rig.Press("00");
        rig.Wait(61);

        rig.Show(Moment.Reading);

        Assert.Equal(Language.Japanese, rig.Said[^1].Language);
    }

    [Fact]
    public void Show_CardGone_KeepsTheVisitorsLanguageForAMinute()
    {
        rig.Show(Moment.LayCard);
        rig.Press("00");
        rig.Show(Moment.EnterPin);
        rig.Show(Moment.CardGone);
        Assert.Equal((Sentence.CardGone, Language.English), rig.Said[^1]);
        rig.Press("1");
        Assert.Equal((Sentence.CardGone, Language.English), rig.Said[^1]);

        rig.Wait(61);
        rig.Press("1");

        Assert.Equal((Sentence.PlaceCard, Language.Japanese), rig.Said[^1]);
    }

    [Fact]
    public void Hold_ZeroForTwoSecondsBeforeTyping_RepeatsTheSentenceAndIsNoDigit()
    {
        rig.Show(Moment.EnterPinTwoLeft);
        rig.Listen();

        rig.Press("0", seconds: 2.1);
        // As the desk answers it.
        rig.Show(Moment.EnterPinTwoLeft);
        rig.Press("1234");

        Assert.Equal([Sentence.EnterPinTwoLeft, Sentence.EnterPinTwoLeft], rig.Said.Select(said => said.Sentence));
        Assert.Equal([PanelKey.Digit, PanelKey.TakenBack, PanelKey.Digit, PanelKey.Digit, PanelKey.Digit, PanelKey.Digit], rig.Keys());
        Assert.Equal("1234", rig.Typed());
    }

    [Fact]
    public void Hold_ZeroBetweenDigits_LeavesThePinAsItWas()
    {
        rig.Show(Moment.EnterPin);
        rig.Listen();

        rig.Press("1");
        rig.Show(Moment.Typing);
        rig.Press("0", seconds: 2.1);
        rig.Press("204");
        rig.Press("0", seconds: 2.1);

        Assert.Equal("1204", rig.Typed());
        Assert.Equal([Sentence.EnterPin, Sentence.EnterPin, Sentence.EnterPin], rig.Said.Select(said => said.Sentence));
        Assert.DoesNotContain(PanelKey.Clear, rig.Keys());
    }

    [Fact]
    public void Hold_ZeroForLess_IsADigit()
    {
        rig.Show(Moment.EnterPin);
        rig.Listen();

        rig.Press("0000", seconds: 1.9);

        Assert.Equal("0000", rig.Typed());
    }

    [Fact]
    public void Hold_AnotherKey_RepeatsNothing()
    {
        rig.Show(Moment.EnterPin);
        rig.Listen();

        rig.Press("5", seconds: 10);

        Assert.Single(rig.Said);
    }

    [Fact]
    public void Hold_ZeroWhileBusy_RepeatsTheSentence()
    {
        rig.Show(Moment.Processing);

        rig.Press("0", seconds: 2.1);

        Assert.Equal([Sentence.Processing, Sentence.Processing], rig.Said.Select(said => said.Sentence));
        Assert.Empty(rig.Keys());
    }

    [Fact]
    public void Hold_ZeroAcrossTheEndOfThePin_TouchesNoPin()
    {
        rig.Show(Moment.EnterPin);
        rig.Listen();
        rig.Press("123");

        rig.Down('0');
        rig.Wait(1);
        rig.Listen(toKeys: false);
        rig.Wait(1.5);

        Assert.Equal("1230", rig.Typed());
    }
}
