namespace Kiosk.Pi.Tests.Outcomes;

/// <summary>What the authority means to say: the message's, the person's and the qualification's layer. An empty code: the element is not there.</summary>
internal static class Result
{
    public const string VisitId = "019aa7b2-5c1e-7c3a-9f54-0d6b1c2e3f40";
    public const string Facility = "1329999997";

    /// <summary>The authority's own words.</summary>
    public const string Words = "架空のメッセージ";

    private const string Record =
        "<ResultOfQualificationConfirmation><InsuredCardClassification>01</InsuredCardClassification><Name>架空　花子</Name><NameKana>ｶｸｳ ﾊﾅｺ</NameKana><Sex1>2</Sex1>"
        + "<Birthdate>19710203</Birthdate><InsurerNumber>06999999</InsurerNumber><InsurerName>架空健康保険組合</InsurerName></ResultOfQualificationConfirmation>";

    /// <summary>The message.</summary>
    public static string Of(string segment, string status, string validity, int records) =>
        $"<XmlMsg><MessageHeader><QualificationConfirmationDate>20261122</QualificationConfirmationDate><MedicalInstitutionCode>{Facility}</MedicalInstitutionCode>"
        + $"<ArbitraryFileIdentifier>{VisitId}</ArbitraryFileIdentifier>{Element("SegmentOfResult", segment)}</MessageHeader><MessageBody>{Element("ProcessingResultStatus", status)}"
        + $"<ProcessingResultMessage>{Words}</ProcessingResultMessage>{Element("QualificationValidity", validity)}<ResultList>{string.Concat(Enumerable.Repeat(Record, records))}</ResultList></MessageBody></XmlMsg>";

    private static string Element(string name, string code) => code.Length == 0 ? "" : $"<{name}>{code}</{name}>";
}
