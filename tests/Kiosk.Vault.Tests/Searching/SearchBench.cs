using CsCheck;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Search;
using Kiosk.Tickets;
using Kiosk.Visits;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests.Searching;

/// <summary>Many made-up people, and a search that looks at every record, however long it takes.</summary>
internal static class SearchBench
{
    // Few, so that there are namesakes.
    private static readonly string[] Families = ["架空", "髙橋", "高橋", "山﨑", "𠮷野", "佐々木", "●橋", "渡邉", "海野", "𠀋田"];
    private static readonly string[] FamilyKana = ["ｶｸｳ", "ﾀｶﾊｼ", "ﾀｶﾊｼ", "ﾔﾏｻﾞｷ", "ﾖｼﾉ", "ｻｻｷ", "ﾊｼ", "ﾜﾀﾅﾍﾞ", "ｳﾝﾉ", "ｷﾀﾞ"];
    private static readonly string[] Given = ["花子", "太郎", "一", "ヴァレリー", "さくら", "●", "花"];
    private static readonly string[] GivenKana = ["ﾊﾅｺ", "ﾀﾛｳ", "ﾊｼﾞﾒ", "ﾊﾞﾚﾘｰ", "ｻｸﾗ", "ﾏｺﾄ", "ﾊﾅ"];
    private static readonly string[] Blanks = ["　", " ", ""];
    private static readonly string[] Insurers = ["06999999", "01999994", "34999995", "39999990", "999995", "00999995"];

    private static readonly Gen<EligibilityRecord> Person =
        from family in Gen.Int[0, Families.Length - 1]
        from given in Gen.Int[0, Given.Length - 1]
        from blank in Gen.OneOf(Blanks)
        from born in Gen.Int[0, 40]
        from insurer in Gen.OneOf(Insurers)
        from number in Gen.Int[0, 3000]
        select new EligibilityRecord
        {
            Name = Families[family] + blank + Given[given],
            NameKana = FamilyKana[family] + " " + GivenKana[given],
            Birthdate = new DateOnly(1971, 2, 3).AddDays(born),
            InsurerNumber = insurer,
            Symbol = number % 3 == 0 ? "東１２" : "１２－３４",
            Number = Wide(number),
        };

    /// <summary>Results of some weeks: covered with a person, several, without any record, or nobody could be asked.</summary>
    public static readonly Gen<KeptResult> Result =
        from person in Person
        from other in Person
        from minutes in Gen.Int[0, 60 * 24 * 50]
        from kind in Gen.Int[0, 9]
        from id in Gen.Guid
        select Covered(Noon.AddMinutes(-minutes), id) with
        {
            Outcome = kind == 0 ? Outcome.CouldNotAsk : kind == 1 ? Outcome.Several : kind == 2 ? Outcome.NoRecord : Outcome.Covered,
            Reason = kind == 0 ? Reason.Unreachable : null,
            Confirmation = kind == 0 ? null : Covered().Confirmation! with { Records = kind == 1 ? [person, other] : kind == 2 ? [] : [person] },
        };

    /// <summary>What staff type, and filters; most find something.</summary>
    public static readonly Gen<ResultSearch> Sought =
        from text in Gen.OneOf(
            Gen.OneOf("", "花", "花子", "高橋", "髙橋花子", "タカハシ", "ｶｸｳ ﾊﾅ", "かくう　はな", "吉野", "佐佐木", "山崎太郎", "●野", "橋太", "ばれりー", "丈田", "𠀋", "𠀋田 さくら", "木"),
            Gen.OneOf("1971-02-13", "S46.2.20", "19710225", "999995", "00999995", "06999999", "12-34", "1234", "東12", "５", "567", "26100000123"),
            Gen.OneOf("花子 1971-02-10", "高橋 06999999", "1234 １２", "昭和46年 3月 1日 はなこ", "子 太", "ハナコ　東１２"))
        from days in Gen.Int[0, 60]
        from outcome in Gen.OneOf<Outcome?>(null, null, Outcome.Covered, Outcome.CouldNotAsk)
        from pending in Gen.OneOf<bool?>(null, null, null, true, false)
        from offset in Gen.Int[0, 5]
        select new ResultSearch(text, days > 40 ? Today.AddDays(-days) : null, days % 2 == 0 ? Today.AddDays(-days / 4) : null, outcome, pending, offset, Limit: 20);

    /// <summary>The visits that fit, newest first, by looking at all of them.</summary>
    public static List<Guid> Naive(IEnumerable<KeptResult> all, ResultSearch search, IReadOnlySet<Guid> pending) =>
    [
        .. all
            .Where(result => search.From is not { } from || JapanTime.DateOf(result.EndedAt) >= from)
            .Where(result => search.To is not { } to || JapanTime.DateOf(result.EndedAt) <= to)
            .Where(result => search.Outcome is not { } outcome || result.Outcome == outcome)
            .Where(result => search.Pending is not { } waits || pending.Contains(result.VisitId) == waits)
            .Where(result => SearchTerms.Of(search.Text).All(term => Fits(result, term)))
            .OrderByDescending(result => result.EndedAt).ThenByDescending(result => result.VisitId).Select(result => result.VisitId),
    ];

    private static bool Fits(KeptResult result, SearchTerm term)
    {
        var records = result.Confirmation?.Records ?? [];
        return records.Any(record => new[] { record.Name, record.NameKana, record.OtherName, record.OtherNameKana }.Any(name => term.Name is { } part && Contains(SearchText.Name(name), part)))
            || records.Any(record => term.Birth is { } born && record.Birthdate?.Day == born)
            || records.Any(record => term.Insurer is { } insurer && record.InsurerNumber?.PadLeft(8, '0') == insurer)
            || records.SelectMany(record => new[] { record.Symbol, record.Number }).Append(result.Ticket?.Number?.Value)
                .Any(number => term.Part is { } part && SearchText.Number(number).Contains(part, StringComparison.Ordinal));
    }

    // By whole characters, of which ● is any.
    private static bool Contains(string name, string part)
    {
        var (all, sought) = (name.EnumerateRunes().ToArray(), part.EnumerateRunes().ToArray());
        return Enumerable.Range(0, all.Length + 1).Any(at => at + sought.Length <= all.Length
            && sought.Select((rune, i) => rune == all[at + i] || rune.Value == SearchText.Unknown || all[at + i].Value == SearchText.Unknown).All(same => same));
    }

    public static CheckupTicket Ticket(string number) =>
        CheckupTicket.TryParse(new TypedTicket(number, "06999999", "2027-03-31", SelfPay: null), out var ticket, out _) ? ticket : throw new ArgumentException("No ticket.", nameof(number));

    private static string Wide(int number) => string.Concat(number.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(digit => (char)(digit - '0' + '０')));
}
