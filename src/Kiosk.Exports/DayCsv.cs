using System.Globalization;
using System.Text;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Visits;

namespace Kiosk.Exports;

/// <summary>A day's list for the checkup system (RFC 4180): a line a visit, the earliest first. Of a qualification that is not valid the person is told, but no insurance.</summary>
internal static class DayCsv
{
    private static readonly (string Heading, Func<KeptResult, string?> Value)[] Visit =
    [
        ("受付ID", r => r.VisitId.ToString()),
        ("受付日時", r => Moment(r.EndedAt)),
        ("確認日時", r => r.Confirmation is null ? null : Moment(r.ConfirmedAt)),
        ("確認方法", r => r.Source == ResultSource.FaceReader ? "顔認証機" : r.Method == IdentityMethod.Pin ? "暗証番号" : "目視"),
        ("結果", r => ResultWords.Of(VerdictOf(r))),
    ];

    private static readonly (string Heading, Func<EligibilityRecord, string?> Value)[] Person =
    [
        ("氏名", r => r.Name),
        ("フリガナ", r => r.NameKana),
        ("生年月日", r => Day(r.Birthdate)),
        ("性別", r => Words.Sex(r.Sex)),
        ("郵便番号", r => r.PostNumber),
        ("住所", r => r.Address),
    ];

    private static readonly (string Heading, Func<EligibilityRecord, string?> Value)[] Insurance =
    [
        ("保険者番号", r => r.InsurerNumber),
        ("保険者名", r => r.InsurerName),
        ("記号", r => r.Symbol),
        ("番号", r => r.Number),
        ("枝番", r => r.Branch),
        ("本人・家族の別", r => Words.PersonOrFamily(r.PersonOrFamily)),
        ("資格取得年月日", r => Day(r.QualifiedOn)),
        ("有効開始日", r => Day(r.ValidFrom)),
        ("有効終了日", r => Day(r.ValidUntil)),
        ("負担割合", r => Words.Ratio(r.ContributionRatio ?? r.ElderlyContributionRatio)),
    ];

    private static readonly (string Heading, Func<KeptResult, string?> Value)[] Ticket =
    [
        ("受診券整理番号", r => r.Ticket?.Number?.Value),
        ("受診券種別", r => r.Ticket?.Number is { } number ? TicketWords.Kind(number) : null),
        ("受診券保険者番号", r => r.Ticket?.Insurer.Value),
        ("受診券有効期限", r => r.Ticket is { } ticket ? Day(ticket.ExpiresOn) : null),
        ("窓口負担", r => r.Ticket?.SelfPay),
        ("受診券照合結果", r => r.Match is { } match ? TicketWords.Of(match.Standing) : null),
    ];

    public static string Write(IEnumerable<KeptResult> results)
    {
        var text = new StringBuilder();
        Line(text, [.. Visit.Select(column => column.Heading), .. Person.Concat(Insurance).Select(column => column.Heading), .. Ticket.Select(column => column.Heading)]);
        foreach (var result in results.OrderBy(result => result.EndedAt))
        {
            var outcome = VerdictOf(result).Outcome;
            var record = outcome != Outcome.CouldNotAsk && result.Confirmation is { Records: [var first, ..] } ? first : null;
            Line(text,
            [
                .. Visit.Select(column => column.Value(result)),
                .. Person.Select(column => record is null ? null : column.Value(record)),
                .. Insurance.Select(column => record is not null && outcome == Outcome.Covered ? column.Value(record) : null),
                .. Ticket.Select(column => column.Value(result)),
            ]);
        }

        return text.ToString();
    }

    private static Verdict VerdictOf(KeptResult result) => result.Confirmation is { } confirmation ? Verdict.Of(confirmation) : new Verdict(result.Outcome, result.Reason);

    private static void Line(StringBuilder text, IEnumerable<string?> cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    private static string Cell(string? value) => $"\"{Spreadsheet.Harmless(AppText.OneLine(value ?? "")).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Moment(DateTimeOffset moment) => JapanTime.At(moment).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
