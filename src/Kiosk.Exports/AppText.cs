using System.Globalization;
using System.Text;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Visits;

namespace Kiosk.Exports;

/// <summary>
/// The text that マイナ資格確認アプリ puts on the clipboard, which programs beside receipt computers read: lines of label, TAB, value, ending in CRLF.
/// The format is known only from its public readers; where they differ, what all of them read is written.
/// </summary>
public static class AppText
{
    private const string MedicalAssistance = "A1";

    /// <summary>
    /// The text of a covered person; null for every other outcome, so that a lost qualification is never handed on as if it were valid. Also null for
    /// medical assistance (医療扶助), whose section no public source describes.
    /// </summary>
    public static string? Write(KeptResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result is { Outcome: Outcome.Covered, Confirmation: { } confirmation } && Verdict.Of(confirmation).Outcome == Outcome.Covered
            && confirmation.Records[0] is { CardClassification: not MedicalAssistance } record
            ? Write(record, confirmation.QualificationDate ?? JapanTime.DateOf(result.ConfirmedAt))
            : null;
    }

    private static string Write(EligibilityRecord record, DateOnly confirmedOn)
    {
        var text = new StringBuilder();
        // Where the facility's own number or the preschool mark exist, the app writes them before the first heading.
        Line(text, "照会番号", record.ReferenceNumber);
        Line(text, "未就学区分", record.Preschool == "1" ? "義務教育就学前" : null);

        Heading(text, "資格情報");
        Line(text, "確認日 : ", Day(confirmedOn));
        Line(text, "証区分", Words.CardClassification(record.CardClassification));
        Line(text, "保険者番号", record.InsurerNumber);
        Line(text, "保険者名", record.InsurerName);
        Line(text, "記号", record.Symbol);
        Line(text, "番号", record.Number);
        Line(text, "枝番", record.Branch);
        Line(text, "本人・家族の別", Words.PersonOrFamily(record.PersonOrFamily));
        Line(text, "被保険者氏名", record.InsuredName);
        Line(text, "氏名", record.Name);
        Line(text, "フリガナ", record.NameKana);
        Line(text, "性別", Words.Sex(record.Sex));
        Line(text, "生年月日", Day(record.Birthdate));
        Line(text, "郵便番号", record.PostNumber);
        Line(text, "住所", record.Address);
        Line(text, "資格取得年月日", Day(record.QualifiedOn));
        Line(text, "有効開始日", Day(record.ValidFrom));
        Line(text, "有効終了日", Day(record.ValidUntil));
        Line(text, "負担割合", Words.Ratio(record.ContributionRatio));

        Section(text, "裏面記載情報", ("氏名", record.OtherName), ("氏名カナ", record.OtherNameKana), ("性別", Words.Sex(record.BackSex)));
        Section(
            text, "高齢受給者証",
            ("有効開始日", Day(record.ElderlyValidFrom)), ("有効終了日", Day(record.ElderlyValidUntil)), ("負担割合", Words.Ratio(record.ElderlyContributionRatio)));
        return text.ToString();
    }

    private static void Heading(StringBuilder text, string heading) => text.Append(heading).Append("\r\n");

    // A heading with nothing below it would say that there is such a certificate.
    private static void Section(StringBuilder text, string heading, params ReadOnlySpan<(string Label, string? Value)> lines)
    {
        var before = text.Length;
        Heading(text, heading);
        var empty = text.Length;
        foreach (var (label, value) in lines)
        {
            Line(text, label, value);
        }

        text.Length = text.Length == empty ? before : text.Length;
    }

    // What was not provided has no line: an empty value would say that there is none.
    internal static void Line(StringBuilder text, string label, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            text.Append(label).Append('\t').Append(OneLine(value)).Append("\r\n");
        }
    }

    // A value cannot add lines or fields of its own.
    internal static string OneLine(string value) =>
        string.Create(value.Length, value, static (line, text) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                line[i] = char.IsControl(text[i]) || text[i] is '\u2028' or '\u2029' ? ' ' : text[i];
            }
        });

    // Western and padded: the readers take it for every era, while their Japanese dates begin with 昭和 and do not know 元年.
    // What is no date has no line: the readers would take its digits for a day.
    private static string? Day(DateOnly? day) => day?.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture);
}
