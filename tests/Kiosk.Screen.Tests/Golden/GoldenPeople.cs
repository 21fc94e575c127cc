using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Screen.Tests.Rig;
using Kiosk.Tickets;
using Kiosk.Visits;

namespace Kiosk.Screen.Tests.Golden;

/// <summary>Made-up people whose names and numbers a screen must bear: full width, long, outside the basic plane, with a kanji that did not arrive.</summary>
internal static class GoldenPeople
{
    public static EligibilityRecord Hanako { get; } = new()
    {
        CardClassification = "01",
        Name = "架空　花子",
        NameKana = "ｶｸｳ ﾊﾅｺ",
        Sex = "2",
        Birthdate = new DateOnly(1971, 2, 3),
        PostNumber = "0000000",
        Address = "架空県架空市架空町１－２－３　架空マンション１０２号室",
        InsurerNumber = "06999999",
        InsurerName = "架空健康保険組合",
        Symbol = "１２３４",
        Number = "５６７８９０１２",
        Branch = "01",
        PersonOrFamily = "2",
        InsuredName = "架空　太郎",
        QualifiedOn = new DateOnly(2020, 4, 1),
        ValidFrom = new DateOnly(2020, 4, 1),
    };

    public static EligibilityRecord Long { get; } = Hanako with
    {
        Name = "ＫＡＫＵ　ＭＡＸＩＭＩＬＩＡＮ　ＢＡＲＴＨＯＬＯＭＥＷ　ＡＬＥＸＡＮＤＥＲ",
        NameKana = "ｶｸ ﾏｸｼﾐﾘｱﾝ ﾊﾞｰｿﾛﾐｭｰ ｱﾚｸｻﾝﾀﾞｰ",
        InsurerName = "架空県架空市架空町国民健康保険組合連合会架空支部",
        Sex = "1",
    };

    public static EligibilityRecord Elderly { get; } = Hanako with
    {
        Name = "𠮷野　うめ",
        NameKana = "ﾖｼﾉ ｳﾒ",
        Birthdate = new DateOnly(1948, 5, 6),
        InsurerNumber = "39999990",
        InsurerName = "架空県後期高齢者医療広域連合",
        Symbol = null,
        Branch = null,
        ContributionRatio = "010",
    };

    public static EligibilityRecord Mark { get; } = Hanako with { Name = "●橋　健", NameKana = "ﾀｶﾊｼ ｹﾝ", Sex = "1", Address = null };

    public static EligibilityRecord Taro { get; } = Hanako with { Name = "架空　太郎", NameKana = "ｶｸｳ ﾀﾛｳ", Sex = "1", DisqualifiedOn = new DateOnly(2026, 9, 30), ReasonOfLoss = "03" };

    public static KeptResult Covered(int n = 1) => Samples.Result(n, Outcome.Covered, reason: null, Hanako);

    public static KeptResult Lost(int n = 1) => Samples.Result(n, Outcome.NotCovered, Reason.QualificationLost, Taro);

    public static KeptResult Several(int n = 1) => Samples.Result(n, Outcome.Several, reason: null, Hanako, Long);

    public static KeptResult WithTicket(string insurer) =>
        Covered() with { Ticket = CheckupTicket.TryParse(new TypedTicket("26100000123", insurer, "R9.3.31", "1000"), out var ticket, out _) ? ticket : throw new ArgumentException(insurer, nameof(insurer)) };

    /// <summary>A morning, in which everything came once.</summary>
    public static IReadOnlyList<KeptResult> Morning { get; } =
    [
        Samples.Result(10, Outcome.Covered, reason: null, Mark),
        Samples.Result(11, Outcome.CouldNotAsk, Reason.Unreachable),
        Samples.Result(12, Outcome.Covered, reason: null, Long),
        Lost(13),
        Samples.Result(14, Outcome.Covered, reason: null, Elderly) with { Method = IdentityMethod.Visual, Staff = ScreenRig.Staff },
        Samples.Result(15, Outcome.NoRecord),
        Several(16),
        Samples.Result(17, Outcome.PinBlocked),
        WithTicket("06999999") with { VisitId = Samples.Id(18), EndedAt = Samples.Now.AddMinutes(-17) },
        WithTicket("01999994") with { VisitId = Samples.Id(19), EndedAt = Samples.Now.AddMinutes(-18) },
        Samples.Result(20, Outcome.CardRemoved, Reason.RemovedBeforePin),
        Covered(21) with { RepeatOf = new RepeatOf(Samples.Id(77), Samples.Earlier().ConfirmedAt) },
    ];

    /// <summary>A day on which a thousand came.</summary>
    public static IEnumerable<KeptResult> Thousand { get; } =
        [.. Enumerable.Range(0, 1000).Select(n => Morning[n % Morning.Count] with { VisitId = Samples.Id(1000 + n), EndedAt = Samples.Now.AddSeconds(-20 * n) })];
}
