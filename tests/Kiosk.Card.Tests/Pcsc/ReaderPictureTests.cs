using CsCheck;
using Kiosk.Card.Pcsc;
using Kiosk.Cards;

namespace Kiosk.Card.Tests.Pcsc;

public sealed class ReaderPictureTests
{
    private const uint Empty = 0x10;
    private const uint Present = 0x20;

    private readonly ReaderChoice choice = new(pattern: null);

    [Fact]
    public void Observe_CardSwappedBetweenTwoLooks_IsTakenAndLaid()
    {
        var picture = new ReaderPicture(choice);
        picture.Observe([Slot("A", Present, count: 1)]);
        picture.Observe([Slot("A", Present, count: 3)]);

        Assert.Equal(["StateChanged", "CardLaid", "CardTaken", "CardLaid"], Names(picture), StringComparer.Ordinal);
    }

    [Fact]
    public void Observe_SecondCardOnAnotherReader_TheFirstStaysInUse()
    {
        var picture = new ReaderPicture(choice);
        picture.Observe([Slot("A", Empty), Slot("B", Present, count: 1)]);
        picture.Observe([Slot("A", Present, count: 1), Slot("B", Present, count: 1)]);
        Assert.Equal("B", choice.Preferred);

        picture.Observe([Slot("A", Present, count: 1), Slot("B", Empty, count: 2)]);
        Assert.Equal("A", choice.Preferred);
        Assert.Equal(["StateChanged", "CardLaid", "SeveralCards", "SeveralCards", "CardTaken", "CardLaid"], Names(picture), StringComparer.Ordinal);
    }

    [Fact]
    public void Observe_TwoCardsAtOnce_NoneIsBegunWithUntilOneIsLeft()
    {
        var picture = new ReaderPicture(choice);
        picture.Observe([Slot("A", Present, count: 1), Slot("B", Present, count: 1)]);
        Assert.Equal([new ReaderEvent.StateChanged(ReaderState.Ready), new ReaderEvent.SeveralCards(Lie: true)], Events(picture));

        picture.Observe([Slot("A", Empty, count: 2), Slot("B", Present, count: 1)]);
        Assert.Equal([new ReaderEvent.SeveralCards(Lie: false), new ReaderEvent.CardLaid()], Events(picture));
        Assert.Equal("B", choice.Preferred);
    }

    [Fact]
    public void LoseService_WithSeveralCards_ForgetsThem()
    {
        var picture = new ReaderPicture(choice);
        picture.Observe([Slot("A", Present, count: 1), Slot("B", Present, count: 1)]);
        picture.LoseService();

        Assert.Equal(new ReaderEvent.SeveralCards(Lie: false), Events(picture)[^1]);
    }

    [Fact]
    public void Observe_ReaderUnpluggedWithItsCard_IsAbsentThenTaken()
    {
        var picture = new ReaderPicture(choice);
        picture.Observe([Slot("A", Present, count: 1)]);
        picture.Observe([]);

        Assert.Equal(["StateChanged", "CardLaid", "StateChanged", "CardTaken"], Names(picture), StringComparer.Ordinal);
    }

    [Fact]
    public void LoseService_WithACard_IsDownThenTaken()
    {
        var picture = new ReaderPicture(choice);
        picture.Observe([Slot("A", Present, count: 1)]);
        picture.LoseService();

        Assert.Equal(["StateChanged", "CardLaid", "StateChanged", "CardTaken"], Names(picture), StringComparer.Ordinal);
    }

    [Fact]
    public void LoseService_AgainAndAgain_IsToldOnce()
    {
        var picture = new ReaderPicture(choice);
        picture.LoseService();
        picture.LoseService();

        Assert.Equal(["StateChanged"], Names(picture), StringComparer.Ordinal);
    }

    [Fact]
    public void Stick_BeforeTheFirstLook_SaysNothing()
    {
        var picture = new ReaderPicture(choice);
        picture.Stick(hangs: false);

        Assert.Empty(Names(picture));
    }

    [Fact]
    public void Events_WhateverIsObserved_LaidAndTakenAlternateAndNoStateIsToldTwice() =>
        Gen.Select(Gen.Int[0, 5], Gen.UInt[0, 3], Gen.Bool).Array[0, 40].Sample(steps =>
        {
            var picture = new ReaderPicture(new ReaderChoice(pattern: null));
            foreach (var (kind, count, present) in steps)
            {
                switch (kind)
                {
                    case 0: picture.LoseService(); break;
                    case 1: picture.Stick(present); break;
                    case 2: picture.Observe([]); break;
                    case 3: picture.Observe([Slot("B", present ? Present : Empty, count)]); break;
                    default: picture.Observe([Slot("A", present ? Present : Empty, count), Slot("B", kind == 4 ? Present : Empty, count)]); break;
                }
            }

            var events = Events(picture);
            var cards = events.Where(happened => happened is ReaderEvent.CardLaid or ReaderEvent.CardTaken).ToArray();
            var states = events.OfType<ReaderEvent.StateChanged>().ToArray();
            Assert.All(cards.Index(), card => Assert.Equal(card.Index % 2 == 0, card.Item is ReaderEvent.CardLaid));
            Assert.All(states.Zip(states.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
        });

    [Theory]
    [InlineData(null, true)]
    [InlineData("ACS*", true)]
    [InlineData("*ACR1252*", true)]
    [InlineData("acs acr1252 00 00", true)]
    [InlineData("Sony*", false)]
    public void IsWanted_Pattern_MatchesTheWholeName(string? pattern, bool wanted) => Assert.Equal(wanted, new ReaderChoice(pattern).IsWanted("ACS ACR1252 00 00"));

    internal static ReaderStatus Slot(string name, uint flags, uint count = 0) => new(name) { Seen = flags | (count << 16) };

    private static List<ReaderEvent> Events(ReaderPicture picture)
    {
        var events = new List<ReaderEvent>();
        while (picture.Events.TryRead(out var happened))
        {
            events.Add(happened);
        }

        return events;
    }

    private static IEnumerable<string> Names(ReaderPicture picture) => Events(picture).Select(happened => happened.GetType().Name);
}
