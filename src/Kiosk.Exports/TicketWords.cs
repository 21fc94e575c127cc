using Kiosk.Tickets;

namespace Kiosk.Exports;

/// <summary>A ticket's kind and findings in words. An unknown kind is handed on as its digit.</summary>
internal static class TicketWords
{
    public static string Kind(TicketNumber number) => number.Kind switch
    {
        TicketKind.Checkup => "受診券",
        TicketKind.Guidance => "利用券",
        TicketKind.Set => "セット券",
        TicketKind.Unknown => number.KindDigit.ToString(),
    };

    public static string Of(TicketStanding standing) => standing switch
    {
        TicketStanding.Good => "適合",
        TicketStanding.Wrong => "不適合",
        TicketStanding.NotJudged => "判定できません",
    };

    public static string Of(TicketFinding finding) => finding switch
    {
        TicketFinding.InsurerSame => "確認した保険者と同じ",
        TicketFinding.InsurerDiffers => "確認した保険者と違う",
        TicketFinding.InsurerNotProvided => "判定できません（保険者番号 未提供）",
        TicketFinding.InsurerUnreadable => "判定できません（確認先の保険者番号が不正）",
        TicketFinding.QualificationNotValid => "資格が無効",
        TicketFinding.QualificationNotConfirmed => "判定できません（有効な資格をひとつに確認できない）",
        TicketFinding.NoAnswer => "判定できません（資格を確認できていない）",
        TicketFinding.Unexpired => "期限内",
        TicketFinding.Expired => "期限切れ",
        TicketFinding.ExpiryNotJudged or TicketFinding.AgeNotJudged => "判定できません（日付不明）",
        TicketFinding.AgeFits => "年度内に40〜74歳",
        TicketFinding.AgeTurnsSeventyFive => "今日は74歳、年度内に75歳",
        TicketFinding.AgeUnderForty => "年度内に40歳にならない",
        TicketFinding.AgeSeventyFive => "75歳以上（広域連合の健診）",
        TicketFinding.LateElderly => "後期高齢者医療（広域連合の健診）",
        TicketFinding.AgeNotProvided => "判定できません（生年月日 未提供）",
    };
}
