using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Tests.Visits;
using Kiosk.Visits;
using static Kiosk.Tests.Visits.Happened;

namespace Kiosk.Tests.Records;

public sealed class AuditRulesTests
{
    public static TheoryData<string, VisitEvent[], string> Stories => new()
    {
        { "method B", [Arrived(), Read(), Digit, Confirmed, Right, Covered, Kept, Removed], "VisitBegan PinAccepted VisitEnded(Covered)" },
        { "method A", [Arrived(IdentityMethod.Visual), Read(), Photo(matches: true), Covered, Kept, Removed], "VisitBegan PhotoMatched:S07 VisitEnded:S07(Covered)" },
        { "photo differs", [Arrived(IdentityMethod.Visual), Read(), Photo(matches: false)], "VisitBegan PhotoDiffered:S07 VisitEnded:S07(Cancelled/PhotoDiffers)" },
        {
            "two wrong, consent, right", [Arrived(), Read(), Confirmed, Wrong(2), Confirmed, Wrong(1), LastTry(allowed: true), Confirmed, Right, Covered, Kept, Removed],
            "VisitBegan PinRefused[triesLeft=2] PinRefused[triesLeft=1] LastTryAllowed:S07 PinAccepted VisitEnded:S07(Covered)"
        },
        {
            "no consent", [Arrived(), Read(), Confirmed, Wrong(1), LastTry(allowed: false)],
            "VisitBegan PinRefused[triesLeft=1] LastTryRefused:S07 VisitEnded:S07(PinWrong/LastTryRefused)"
        },
        { "locked by the last try", [Arrived(), Read(1), LastTry(allowed: true), Confirmed, Wrong(0)], "VisitBegan LastTryAllowed:S07 PinRefused[triesLeft=0] VisitEnded:S07(PinBlocked)" },
        { "locked before", [Arrived(), Read(0)], "VisitBegan VisitEnded(PinBlocked)" },
        { "a card that does not count", [Arrived(), Read(3), Confirmed, Wrong(3), Confirmed, Wrong(3)], "VisitBegan PinRefused[triesLeft=3] PinRefused[triesLeft=3]" },
        { "cancelled", [Arrived(), Read(), new VisitEvent.CancelledByStaff("S09")], "VisitBegan VisitCancelled:S09 VisitEnded:S09(Cancelled/StaffCancelled)" },
        { "removed", [Arrived(), Removed], "VisitBegan VisitEnded(CardRemoved/RemovedWhileReading)" },
        { "removed while the PIN is checked", [Arrived(), Read(), Confirmed, Removed], "VisitBegan VisitEnded(CardRemoved/RemovedDuringVerify)" },
        { "removed while stored", [Arrived(), Read(), Confirmed, Right, Covered, Removed], "VisitBegan PinAccepted VisitEnded(Covered)" },
        { "not kept", [Arrived(), Read(0), new VisitEvent.ResultKept(OnDisk: false), new VisitEvent.ResultKept(OnDisk: false), Removed], "VisitBegan VisitEnded(PinBlocked) ResultNotKept" },
        {
            "shown again", [ArrivedToRepeat(), Read(), Found(Earlier.Covered()), Confirmed, Right, Proved, Kept, Removed],
            "VisitBegan PinAccepted VisitEnded(Covered) EarlierShown[visit=019aa7b2-0000-7c3a-9f54-0d6b1c2e3f40]"
        },
        { "nobody there", [Removed, Confirmed, Kept], "" },
    };

    [Theory]
    [MemberData(nameof(Stories))]
    public void Derive_Story_GivesEachLineOnce(string story, VisitEvent[] events, string lines)
    {
        var stand = new Stand().After(events);

        Assert.True(lines == string.Join(' ', stand.Audit.Select(Line)), $"{story}: {string.Join(' ', stand.Audit.Select(Line))}");
    }

    [Fact]
    public void Derive_EachLine_NamesTheVisitAndHowLongItLasted()
    {
        var stand = new Stand().After(Arrived(), Read());
        stand.Now += TimeSpan.FromSeconds(12);
        stand.After(Confirmed, Right);

        var line = stand.Audit[^1];

        Assert.Equal((stand.Now, stand.Visit!.Id, TimeSpan.FromSeconds(12)), (line.At, line.VisitId, line.Elapsed));
    }

    [Fact]
    public void Derive_WhateverTheAuthoritySays_NamesNobody()
    {
        var stand = ExhaustivenessTests.StandIn("asking").After(Answered(Sample.Confirmation()), Kept, Removed)
            .After(Arrived(), Read(), Confirmed, Right, Answer(new AuthorityAnswer.CardRefused(Reason.CertificateRevoked, "架空　花子")));

        Secrets.AreNotIn(string.Join(' ', stand.Audit));
    }

    private static string Line(AuditEvent line)
    {
        var came = line.Outcome is null ? "" : line.Reason is null ? $"({line.Outcome})" : $"({line.Outcome}/{line.Reason})";
        return $"{line.Kind}{(line.Staff is null ? "" : $":{line.Staff}")}{came}{(line.Detail is null ? "" : $"[{line.Detail}]")}";
    }
}
