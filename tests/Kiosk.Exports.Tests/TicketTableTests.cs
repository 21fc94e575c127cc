using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Tickets;
using Kiosk.Visits;

namespace Kiosk.Exports.Tests;

public sealed class TicketTableTests
{
    [Fact]
    public void Table_OfATicket_IsLinesOfLabelTabValue() => Assert.Equal(
        "受診券\r\n整理番号\t26200000123\r\n年度\t2026\r\n種別\t利用券\r\n保険者番号\t06999999\r\n有効期限\t2026/10/31\r\n窓口負担\t1割\r\n"
        + "照合結果\t不適合\r\n保険者の照合\t確認した保険者と同じ\r\n期限の照合\t期限切れ\r\n年齢の照合\t年度内に40〜74歳\r\n",
        TicketTable.Write(Result(new("26200000123", "06999999", "R8.10.31", "１割"))));

    [Fact]
    public void Table_OfALateElderlyTicketThatNobodyCouldAskAbout_SaysNoNumberAndNotJudged() => Assert.Equal(
        "受診券\r\n整理番号\t番号なし\r\n保険者番号\t39999990\r\n有効期限\t2027/03/31\r\n"
        + "照合結果\t不適合\r\n保険者の照合\t判定できません（資格を確認できていない）\r\n期限の照合\t期限内\r\n年齢の照合\t後期高齢者医療（広域連合の健診）\r\n",
        TicketTable.Write(Result(new(Number: null, "39999990", "2027-03-31", SelfPay: null)) with { Outcome = Outcome.CouldNotAsk }));

    [Fact]
    public void Table_OfAnUnknownKind_HasItsDigit() =>
        Assert.Contains("\r\n種別\t7\r\n", TicketTable.Write(Result(new("26700000123", "06999999", "2027-03-31", SelfPay: null))), StringComparison.Ordinal);

    [Fact]
    public void Table_WithoutATicket_IsNone() => Assert.Null(TicketTable.Write(Result(typed: null)));

    private static KeptResult Result(TypedTicket? typed)
    {
        CheckupTicket? ticket = null;
        Assert.True(typed is null || CheckupTicket.TryParse(typed, out ticket, out _));
        return new KeptResult
        {
            VisitId = Guid.Empty,
            EndedAt = new DateTimeOffset(2026, 11, 28, 3, 0, 0, TimeSpan.Zero),
            Method = IdentityMethod.Pin,
            Outcome = Outcome.Covered,
            Confirmation = new Confirmation
            {
                Segment = "1",
                ProcessingStatus = "1",
                Validity = "1",
                ExecutedAt = new DateTime(2026, 11, 28, 12, 0, 0, DateTimeKind.Unspecified),
                Records = [new EligibilityRecord { InsurerNumber = "06999999", Birthdate = new DateOnly(1971, 2, 3) }],
            },
            Ticket = ticket,
        };
    }
}
