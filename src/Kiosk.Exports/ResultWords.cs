using Kiosk.Eligibility;
using Kiosk.Visits;

namespace Kiosk.Exports;

/// <summary>What an answer came to, in the official words (OQSCD006).</summary>
internal static class ResultWords
{
    public static string Of(Verdict verdict) => verdict switch
    {
        { Outcome: Outcome.Covered } => "資格(有効)",
        { Reason: Reason.QualificationReplaced } => "資格(無効)（新しい資格あり）",
        { Outcome: Outcome.NotCovered } => "資格(無効)",
        { Outcome: Outcome.NoRecord } => "該当資格なし",
        { Outcome: Outcome.Several } => "複数該当",
        { Reason: Reason.NotRegistered } => "有効（未登録）",
        { Outcome: Outcome.CouldNotAsk } => "確認できません",
        { Outcome: Outcome.Unknown } => "判定できません",
        // Nobody was asked: neither valid nor invalid.
        _ => "確認していません",
    };
}
