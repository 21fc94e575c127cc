using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Visits;
using static Kiosk.Tests.Visits.Happened;

namespace Kiosk.Tests.Visits;

/// <summary>The same person again within a month.</summary>
public sealed class RepeatTests
{
    public static TheoryData<string, KeptResult> NotToBeRepeated => new()
    {
        { "not covered", Earlier.Of(Sample.Confirmation(validity: "2")) },
        { "no record", Earlier.Of(Sample.Confirmation(validity: "4", records: 0)) },
        { "could not ask", Earlier.Of(Sample.Confirmation(segment: "9", status: null, validity: null, records: 0)) },
        { "unknown", Earlier.Of(Sample.Confirmation(records: 2)) },
        { "last month", Earlier.Covered(new DateTimeOffset(2026, 10, 31, 23, 59, 59, JapanTime.Offset)) },
        { "the same month a year ago", Earlier.Covered(new DateTimeOffset(2025, 11, 22, 9, 0, 0, JapanTime.Offset)) },
        { "ended since by its own date", Earlier.Covered(record: Sample.Person with { ValidUntil = new DateOnly(2026, 11, 21) }) },
        { "lost since by its own date", Earlier.Covered(record: Sample.Person with { DisqualifiedOn = new DateOnly(2026, 11, 22) }) },
        { "given last month, and fetched after a power cut", Earlier.Of(Sample.Confirmation() with { ExecutedAt = new DateTime(2026, 10, 31, 23, 59, 0) }) },
        { "about a day of last month", Earlier.Of(Sample.Confirmation() with { QualificationDate = new DateOnly(2026, 10, 31) }) },
        { "itself shown again", Earlier.Covered() with { RepeatOf = new RepeatOf(Guid.Empty, Stand.Start) } },
    };

    [Fact]
    public void Ask_EarlierAnswerKnown_ToldToStaffDuringAndAfterAndAskedAllTheSame()
    {
        var stand = new Stand().After(Arrived(), Read(), Found(Earlier.Of(Sample.Confirmation(validity: "2"))));

        Assert.Equal(new EarlierView(stand.Visit!.Earlier!.VisitId, stand.Visit.Earlier.EndedAt, Outcome.NotCovered, Reason.QualificationLost), VisitView.Of(stand.Visit)!.Earlier);
        stand.After(Confirmed, Right, Covered, Kept, Removed);
        var last = VisitView.Of(stand.Ended)!;
        Assert.Equal((Outcome.Covered, Outcome.NotCovered, false), (last.Outcome!.Value, last.Earlier!.Outcome, last.IsRepeat));
        Assert.Contains(VisitEffect.AskAuthority, stand.Effects);
    }

    [Fact]
    public void Show_RightPin_TheCardProvesItselfAndTheEarlierAnswerIsKeptAsOfItsDay()
    {
        var earlier = Earlier.Covered();
        var stand = new Stand().After(ArrivedToRepeat(), Read(), Found(earlier), Confirmed, Right);
        Assert.Null(VisitView.Of(stand.Visit)!.Outcome);

        stand.After(Proved, Kept);

        Assert.Equal(
            [VisitEffect.ReadCard, VisitEffect.FindEarlier, VisitEffect.FetchChallenge, VisitEffect.VerifyPin, VisitEffect.ProveCard, VisitEffect.KeepResult], stand.Effects);
        Assert.Equal((Outcome.Covered, new RepeatOf(earlier.VisitId, earlier.EndedAt)), (stand.Visit!.Outcome!.Value, stand.Visit.RepeatOf!));
        Assert.True(VisitView.Of(stand.Visit)!.IsRepeat);
        Assert.Equal((earlier.Confirmation, stand.Visit.RepeatOf, earlier.LastDay), KeptResult.Of(stand.Visit) is var kept ? (kept.Confirmation, kept.RepeatOf!, kept.LastDay) : default);
    }

    [Fact]
    public void Show_PhotoMatches_ShownWithoutAsking()
    {
        var stand = new Stand().After(ArrivedToRepeat(IdentityMethod.Visual), Read(), Found(Earlier.Covered()), Photo(matches: true), Kept);

        Assert.Equal((Outcome.Covered, "S07"), (stand.Visit!.Outcome!.Value, stand.Visit.Staff!));
        Assert.DoesNotContain(VisitEffect.AskAuthority, stand.Effects);
    }

    [Fact]
    public void Show_MethodANotGranted_TheAuthorityHasTheSay()
    {
        var stand = new Stand().After(
            new VisitEvent.CardArrived(Guid.CreateVersion7(Stand.Start), IdentityMethod.Visual, VisualRefused: true, MayRepeat: true), Read(), Found(Earlier.Covered()), Photo(matches: true));

        Assert.Equal((VisitState.Asking, VisitEffect.AskAuthority), (stand.Visit!.State, stand.Effects[^1]));
    }

    [Theory]
    [InlineData("wrong PIN")]
    [InlineData("locked")]
    [InlineData("photo differs")]
    [InlineData("card that cannot prove itself")]
    public void Show_IdentityNotConfirmed_NothingOfTheEarlierAnswerIsShown(string how)
    {
        var stand = how switch
        {
            "wrong PIN" => new Stand().After(ArrivedToRepeat(), Read(), Found(Earlier.Covered()), Confirmed, Wrong(2), Proved),
            "locked" => new Stand().After(ArrivedToRepeat(), Read(0), Found(Earlier.Covered()), Proved),
            "photo differs" => new Stand().After(ArrivedToRepeat(IdentityMethod.Visual), Read(), Found(Earlier.Covered()), Photo(matches: false), Proved),
            _ => new Stand().After(ArrivedToRepeat(), Read(), Found(Earlier.Covered()), Confirmed, Right, Failed(CardTrouble.SignatureInvalid), Proved),
        };

        Assert.NotEqual(Outcome.Covered, stand.Visit!.Outcome);
        Assert.Null(stand.Visit.Confirmation);
        Assert.Null(stand.Visit.RepeatOf);
    }

    [Theory]
    [MemberData(nameof(NotToBeRepeated), DisableDiscoveryEnumeration = true)]
    public void Show_EarlierAnswerThatMayNotStand_TheAuthorityIsAsked(string why, KeptResult earlier)
    {
        var stand = new Stand().After(ArrivedToRepeat(), Read(), Found(earlier), Confirmed, Right);

        Assert.True(stand.Effects[^1] == VisitEffect.AskAuthority, why);
        Assert.Equal(VisitState.Asking, stand.After(Proved).Visit!.State);
    }

    [Fact]
    public void Show_TheMonthEndsWhileTheCardProvesItself_TheAuthorityIsAskedAfterAll()
    {
        var stand = new Stand { Now = new DateTimeOffset(2026, 11, 30, 23, 59, 59, JapanTime.Offset) };
        stand.After(ArrivedToRepeat(), Read(), Found(Earlier.Covered()), Confirmed, Right);
        Assert.Equal(VisitEffect.ProveCard, stand.Effects[^1]);

        stand.Now += TimeSpan.FromSeconds(1);
        stand.After(Proved);

        Assert.Equal((VisitState.Asking, VisitEffect.AskAuthority), (stand.Visit!.State, stand.Effects[^1]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Show_TheVaultIsSlowOrBroken_TheVisitWaitsForNothingAndAsks(bool broken)
    {
        var stand = new Stand().After(ArrivedToRepeat(), Read()).After(broken ? [Looked(new EarlierLook.Unreadable(VaultTrouble.Busy))] : []).After(Confirmed, Right);
        Assert.Equal(VisitEffect.AskAuthority, stand.Effects[^1]);

        // It comes at last: told, and nothing else.
        stand.After(Found(Earlier.Covered()), Covered, Kept);

        Assert.Null(stand.Visit!.RepeatOf);
        Assert.NotNull(VisitView.Of(stand.Visit)!.Earlier);
    }
}
