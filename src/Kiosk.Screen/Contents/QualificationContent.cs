using System.Globalization;
using Kiosk.Eligibility;
using Kiosk.Screen.Texts;

namespace Kiosk.Screen.Contents;

/// <summary>One qualification, the person first.</summary>
internal sealed class QualificationContent(Words words, Shown shown, Fields fields)
{
    /// <param name="record">The qualification.</param>
    /// <param name="validOn">The day on which it is valid; null where it is not, or nobody knows.</param>
    public IEnumerable<Line> Of(EligibilityRecord record, DateOnly? validOn) =>
    [
        .. fields.Of(Word.LabelName, record.Name),
        .. fields.Kana(Word.LabelKana, record.NameKana),
        .. Shown.HasUnknown(record.Name) || Shown.HasUnknown(record.OtherName) ? fields.Note(words[Word.RecordMark]) : [],
        .. RecordDoubts.Of(record, validOn).SelectMany(doubt => fields.Note(words.Of(doubt))),
        .. fields.Of(Word.LabelBirthdate, RecordContent.Date(record.Birthdate)),
        .. fields.Of(Word.LabelSex, Code("Sex", record.Sex)),
        .. fields.Of(Word.LabelInsurerNumber, Insurer(record.InsurerNumber)),
        .. UnlessLateElderly(record, Word.LabelSymbol, string.IsNullOrEmpty(record.Symbol) ? record.Symbol : shown.Number(record.Symbol)),
        .. fields.Number(Word.LabelNumber, record.Number),
        .. UnlessLateElderly(record, Word.LabelBranch, record.Branch),
        .. fields.Of(Word.LabelPerson, Code("Person", record.PersonOrFamily)),
        .. fields.Of(Word.LabelRatio, Ratio(record.ContributionRatio)),
        .. fields.Of(Word.LabelInsurerName, record.InsurerName),
        .. fields.Of(Word.LabelCardClass, Code("CardClass", record.CardClassification)),
        .. fields.Of(Word.LabelValidFrom, RecordContent.Date(record.ValidFrom)),
        .. fields.Of(Word.LabelValidUntil, RecordContent.Date(record.ValidUntil)),
        .. fields.Optional(Word.LabelIssued, RecordContent.Date(record.IssuedOn)),
        .. fields.Of(Word.LabelQualified, RecordContent.Date(record.QualifiedOn)),
        .. fields.Optional(Word.LabelDisqualified, RecordContent.Date(record.DisqualifiedOn)),
        .. fields.Optional(Word.LabelLoss, Code("Loss", record.ReasonOfLoss)),
        .. fields.Of(Word.LabelInsuredName, record.InsuredName),
        .. fields.Optional(Word.LabelPreschool, Code("Preschool", record.Preschool)),
        .. Elderly(record),
        .. record.Limit is { } limit ? Limit(limit) : [],
        .. fields.Of(Word.LabelPostNumber, record.PostNumber),
        .. fields.Of(Word.LabelAddress, record.Address),
        .. Other(record),
        .. string.IsNullOrEmpty(record.ReferenceNumber) ? [] : fields.Number(Word.LabelReference, record.ReferenceNumber),
    ];

    private IEnumerable<Line> Elderly(EligibilityRecord record) => record is { ElderlyValidFrom: null, ElderlyValidUntil: null, ElderlyContributionRatio: null }
        ? fields.Of(Word.SectionElderly, value: null)
        :
        [
            .. fields.Section(Word.SectionElderly),
            .. fields.Of(Word.LabelValidFrom, RecordContent.Date(record.ElderlyValidFrom)),
            .. fields.Of(Word.LabelValidUntil, RecordContent.Date(record.ElderlyValidUntil)),
            .. fields.Of(Word.LabelRatio, Ratio(record.ElderlyContributionRatio)),
        ];

    private IEnumerable<Line> Limit(LimitCertificate limit) =>
    [
        .. fields.Section(Word.SectionLimit),
        .. fields.Of(Word.LabelClassification, Code("Limit", limit.Classification)),
        .. fields.Of(Word.LabelCategory, Code("LimitCategory", limit.Category)),
        .. fields.Optional(Word.LabelIssued, RecordContent.Date(limit.IssuedOn)),
        .. fields.Of(Word.LabelValidFrom, RecordContent.Date(limit.ValidFrom)),
        .. fields.Of(Word.LabelValidUntil, RecordContent.Date(limit.ValidUntil)),
        .. fields.Optional(Word.LabelLongStay, RecordContent.Date(limit.LongStayFrom)),
    ];

    private IEnumerable<Line> Other(EligibilityRecord record) => string.IsNullOrEmpty(record.OtherName + record.OtherNameKana + record.BackSex)
        ? []
        :
        [
            .. fields.Section(Word.SectionOther),
            .. fields.Of(Word.LabelName, record.OtherName),
            .. fields.Kana(Word.LabelKana, record.OtherNameKana),
            .. fields.Of(Word.LabelSex, Code("Sex", record.BackSex)),
        ];

    // Those insured as late elderly have neither: there is nothing that could have been provided.
    private IEnumerable<Line> UnlessLateElderly(EligibilityRecord record, Word name, string? value) =>
        string.IsNullOrEmpty(value) && InsurerNumber.KindOf(record.InsurerNumber) == InsurerKind.LateElderly ? fields.Absent(name, Word.NoneForLateElderly) : fields.Of(name, value);

    private string? Insurer(string? number) => words.Of(InsurerNumber.KindOf(number)) is { } kind ? words.Format(Word.InsurerOfKind, shown.Number(number!), kind) : string.IsNullOrEmpty(number) ? number : shown.Number(number);

    private string? Code(string list, string? code) => string.IsNullOrEmpty(code) ? code : words.Code(list, code);

    // Three digits, in percent; what is not whole tenths is shown as it came.
    private string? Ratio(string? raw) => raw is { Length: 3 } && int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent <= 100 && percent % 10 == 0
        ? percent == 0 ? words[Word.RatioZero] : words.Format(Word.RatioTenths, percent / 10)
        : raw;
}
