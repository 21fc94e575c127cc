using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Visits;

namespace Kiosk.Screen.Tests.Rig;

/// <summary>Synthetic people and states.</summary>
internal static class Samples
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 24, 5, 5, 0, TimeSpan.Zero);

    public static StandView Stand { get; } = new(
        StandState.Ready, ReaderState.Ready, AuthorityState.Available, ClockState.Synchronized, IdentityMethod.Pin,
        AuthorityMessage: null, AuthorityUntil: null, VisualGranted: true);

    public static Snapshot Idle { get; } = new(Stand, Visit: null, LastVisit: null);

    public static Guid Id(int n) => new(n, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1);

    public static VisitView Visit(VisitPhase state, Reason? reason = null, int? tries = 3, int n = 1, IdentityMethod method = IdentityMethod.Pin) => new(
        Id(n), state, method, tries, Outcome: null, reason, Now, EndedAt: null, CertificateStanding.Ok, AuthorityMessage: null, Kept: null);

    public static VisitView Ended(Outcome outcome, Reason? reason = null, int n = 1, bool? kept = true) =>
        Visit(VisitPhase.Finished, reason, n: n) with { Outcome = outcome, EndedAt = Now, Kept = kept };

    /// <summary>What the authority said on the 3rd of the month.</summary>
    public static EarlierView Earlier(Outcome outcome = Outcome.Covered) => new(Id(77), new(2026, 11, 3, 1, 0, 0, TimeSpan.Zero), outcome, Reason: null);

    public static VisitView Finished(KeptResult result) => new(
        result.VisitId, VisitPhase.Finished, result.Method, TriesLeft: 3, result.Outcome, result.Reason, result.EndedAt - TimeSpan.FromSeconds(12), result.EndedAt,
        result.Certificate, result.AuthorityMessage, Kept: true);

    public static EligibilityRecord Person { get; } = new()
    {
        CardClassification = "01",
        Name = "山田 太郎",
        NameKana = "ﾔﾏﾀﾞ ﾀﾛｳ",
        Sex = "1",
        Birthdate = new DateOnly(1971, 2, 3),
        PostNumber = "100-0001",
        Address = "東京都千代田区千代田１－１",
        InsurerNumber = "06139463",
        InsurerName = "見本健康保険組合",
        Symbol = "１２３",
        Number = "４５６７",
        Branch = "00",
        PersonOrFamily = "1",
        InsuredName = "山田 太郎",
        QualifiedOn = new DateOnly(2020, 4, 1),
        ValidFrom = new DateOnly(2020, 4, 1),
        ContributionRatio = null,
    };

    public static KeptResult Result(int n = 1, Outcome outcome = Outcome.Covered, Reason? reason = null, params EligibilityRecord[] records) => new()
    {
        VisitId = Id(n),
        EndedAt = Now - TimeSpan.FromMinutes(n - 1),
        Method = IdentityMethod.Pin,
        Outcome = outcome,
        Reason = reason,
        Certificate = CertificateStanding.Ok,
        Confirmation = new Confirmation { Segment = "1", ProcessingStatus = "1", Validity = "1", QualificationDate = new DateOnly(2026, 11, 24), Records = records },
    };

    public static KeptResult Covered(int n = 1) => Result(n, Outcome.Covered, reason: null, Person);

    public static KeptResult Lost(int n = 1) => Result(n, Outcome.NotCovered, Reason.QualificationLost, Person with { DisqualifiedOn = new DateOnly(2026, 9, 30), ReasonOfLoss = "03" });
}
