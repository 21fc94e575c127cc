using System.Globalization;
using Kiosk.Eligibility;
using Kiosk.Screen.Texts;

namespace Kiosk.Screen.Contents;

/// <summary>One qualification, the person first.</summary>
internal sealed class QualificationContent(Words words, Fields fields)
{
    public IEnumerable<Line> Of(EligibilityRecord record) =>
    [
        .. fields.Of(Word.LabelName, record.Name),
        .. fields.Kana(Word.LabelKana, record.NameKana),
        .. Shown.HasUnknown(record.Name) ? fields.Note(Word.RecordMark) : [],
        .. fields.Of(Word.LabelBirthdate, RecordContent.Date(record.Birthdate)),
        .. fields.Of(Word.LabelSex, Code("Sex", record.Sex)),
        .. fields.Of(Word.LabelInsurerNumber, record.InsurerNumber),
        .. fields.Of(Word.LabelSymbol, record.Symbol),
        .. fields.Of(Word.LabelNumber, record.Number),
        .. fields.Of(Word.LabelBranch, record.Branch),
        .. fields.Of(Word.LabelPerson, Code("Person", record.PersonOrFamily)),
        .. fields.Of(Word.LabelRatio, Ratio(record.ContributionRatio)),
        .. fields.Of(Word.LabelInsurerName, record.InsurerName),
        .. fields.Of(Word.LabelCardClass, Code("CardClass", record.CardClassification)),
        .. fields.Of(Word.LabelValidFrom, RecordContent.Date(record.ValidFrom)),
        .. fields.Of(Word.LabelValidUntil, RecordContent.Date(record.ValidUntil)),
        .. fields.Of(Word.LabelQualified, RecordContent.Date(record.QualifiedOn)),
        .. fields.Optional(Word.LabelDisqualified, RecordContent.Date(record.DisqualifiedOn)),
        .. fields.Optional(Word.LabelLoss, Code("Loss", record.ReasonOfLoss)),
        .. fields.Of(Word.LabelInsuredName, record.InsuredName),
        .. fields.Optional(Word.LabelPreschool, Code("Preschool", record.Preschool)),
        .. Elderly(record),
        .. fields.Of(Word.LabelPostNumber, record.PostNumber),
        .. fields.Of(Word.LabelAddress, record.Address),
        .. Other(record),
        .. fields.Optional(Word.LabelReference, record.ReferenceNumber),
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

    private IEnumerable<Line> Other(EligibilityRecord record) => record is { OtherName: null, OtherNameKana: null }
        ? []
        : [.. fields.Section(Word.SectionOther), .. fields.Of(Word.LabelName, record.OtherName), .. fields.Kana(Word.LabelKana, record.OtherNameKana)];

    private string? Code(string list, string? code) => string.IsNullOrEmpty(code) ? null : words.Code(list, code);

    // Three digits, in percent; what is not whole tenths is shown as it came.
    private string? Ratio(string? raw) => raw is { Length: 3 } && int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100 && percent % 10 == 0
        ? words.Format(Word.RatioTenths, percent / 10)
        : raw;
}
