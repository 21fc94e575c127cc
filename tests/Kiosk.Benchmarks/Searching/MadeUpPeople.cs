using Kiosk.Cards;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Visits;
using static System.Security.Cryptography.RandomNumberGenerator;

namespace Kiosk.Benchmarks.Searching;

/// <summary>People put together from characters that are common in names: many namesakes, as in life; nobody who exists is meant.</summary>
internal static class MadeUpPeople
{
    private static readonly string[] FamilyFirst = ["山ﾔﾏ", "田ﾀ", "高ﾀｶ", "佐ｻ", "中ﾅｶ", "小ｺ", "松ﾏﾂ", "木ｷ", "井ｲ", "藤ﾌｼﾞ", "渡ﾜﾀ", "橋ﾊｼ", "斎ｻｲ", "森ﾓﾘ", "池ｲｹ", "石ｲｼ", "前ﾏｴ", "岡ｵｶ", "長ﾅｶﾞ", "𠮷ﾖｼ", "●ｱﾗ"];
    private static readonly string[] FamilySecond = ["田ﾀ", "川ｶﾜ", "橋ﾊｼ", "藤ﾄｳ", "村ﾑﾗ", "本ﾓﾄ", "井ｲ", "野ﾉ", "島ｼﾏ", "木ｷ", "山ﾔﾏ", "﨑ｻﾞｷ", "辺ﾍﾞ", "口ｸﾞﾁ", "沢ｻﾜ", "原ﾊﾗ"];
    private static readonly string[] GivenFirst = ["太ﾀ", "花ﾊﾅ", "健ｹﾝ", "直ﾅｵ", "美ﾐ", "裕ﾋﾛ", "智ﾄﾓ", "明ｱｷ", "幸ﾕｷ", "恵ｴ", "和ｶｽﾞ", "正ﾏｻ", "陽ﾖｳ", "由ﾕ", "早ｻ", "真ﾏ", "彩ｱﾔ", "大ﾀﾞｲ"];
    private static readonly string[] GivenSecond = ["郎ﾛｳ", "子ｺ", "一ｲﾁ", "美ﾐ", "樹ｷ", "香ｶ", "介ｽｹ", "人ﾄ", "江ｴ", "代ﾖ", "男ｵ", "織ｵﾘ", "翔ｼｮｳ", "平ﾍｲ"];
    private static readonly string[] Insurers = ["06999999", "01999994", "34999995", "39999990", "999995"];

    /// <summary>A result of one of the last days.</summary>
    public static KeptResult Result(DateTimeOffset at)
    {
        var outcome = GetInt32(100) switch { < 3 => Outcome.CouldNotAsk, < 8 => Outcome.NotCovered, < 10 => Outcome.NoRecord, _ => Outcome.Covered };
        return new KeptResult
        {
            VisitId = Guid.CreateVersion7(at),
            EndedAt = at,
            Method = IdentityMethod.Pin,
            Outcome = outcome,
            Reason = outcome == Outcome.CouldNotAsk ? Reason.Timeout : outcome == Outcome.NotCovered ? Reason.QualificationLost : null,
            Certificate = CertificateStanding.Ok,
            Confirmation = outcome == Outcome.CouldNotAsk ? null : new Confirmation
            {
                Segment = "1",
                ProcessingStatus = "1",
                Validity = outcome == Outcome.Covered ? "1" : outcome == Outcome.NoRecord ? "4" : "2",
                ExecutedAt = at.DateTime,
                Records = outcome == Outcome.NoRecord ? [] : [Person()],
            },
        };
    }

    private static EligibilityRecord Person()
    {
        var (family, familyKana) = Of(FamilyFirst, FamilySecond);
        var (given, givenKana) = Of(GivenFirst, GivenSecond);
        return new EligibilityRecord
        {
            CardClassification = "01",
            Name = $"{family}　{given}",
            NameKana = $"{familyKana} {givenKana}",
            Sex = GetInt32(2) == 0 ? "1" : "2",
            Birthdate = new DateOnly(1935, 1, 1).AddDays(GetInt32(28_000)),
            PostNumber = "0000000",
            Address = "架空県架空市架空町１－２－３",
            InsurerNumber = Insurers[GetInt32(Insurers.Length)],
            InsurerName = "架空健康保険組合",
            Symbol = Wide(GetInt32(1000)),
            Number = Wide(GetInt32(100_000)),
            Branch = "01",
            PersonOrFamily = "1",
            QualifiedOn = new DateOnly(2020, 4, 1),
            ValidFrom = new DateOnly(2020, 4, 1),
            ContributionRatio = "030",
        };
    }

    private static (string Kanji, string Kana) Of(string[] first, string[] second)
    {
        var (one, other) = (first[GetInt32(first.Length)], second[GetInt32(second.Length)]);
        return (Kanji(one) + Kanji(other), one[Kanji(one).Length..] + other[Kanji(other).Length..]);
    }

    private static string Kanji(string both) => char.IsHighSurrogate(both[0]) ? both[..2] : both[..1];

    private static string Wide(int number) => string.Concat(number.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(digit => (char)(digit - '0' + '０')));
}
