using System.Text;
using System.Xml.Linq;
using CsCheck;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Visits;

namespace Kiosk.Exports.Tests;

public sealed class OqsXmlTests
{
    // Outside JIS, in Windows' extensions, in neither, beyond two bytes of UTF-16.
    private const string HardNames = "髙﨑　𠮷é";

    [Fact]
    public void Xml_CoveredPerson_IsTheOfficialMessage() => Assert.Equal(
        """
        <?xml version="1.0" encoding="UTF-8" standalone="no"?>
        <XmlMsg>
          <MessageHeader>
            <ProcessExecutionTime>20261122103015</ProcessExecutionTime>
            <QualificationConfirmationDate>20261122</QualificationConfirmationDate>
            <MedicalInstitutionCode>1329999997</MedicalInstitutionCode>
            <ArbitraryFileIdentifier>01a200df-8ba0-7c3a-9f54-0d6b1c2e3f40</ArbitraryFileIdentifier>
            <ReferenceClassification>1</ReferenceClassification>
            <SegmentOfResult>1</SegmentOfResult>
            <CharacterCodeIdentifier>0</CharacterCodeIdentifier>
          </MessageHeader>
          <MessageBody>
            <ProcessingResultStatus>1</ProcessingResultStatus>
            <QualificationValidity>1</QualificationValidity>
            <ResultList>
              <ResultOfQualificationConfirmation>
                <InsuredCardClassification>01</InsuredCardClassification>
                <InsurerNumber>06999999</InsurerNumber>
                <InsurerName>架空健康保険組合</InsurerName>
                <InsuredCardSymbol>１２－３４</InsuredCardSymbol>
                <InsuredIdentificationNumber>５６７８</InsuredIdentificationNumber>
                <InsuredBranchNumber>00</InsuredBranchNumber>
                <PersonalFamilyClassification>2</PersonalFamilyClassification>
                <InsuredName>架空　太郎</InsuredName>
                <Name>架空　花子</Name>
                <NameKana>ｶｸｳ ﾊﾅｺ</NameKana>
                <Sex1>2</Sex1>
                <Birthdate>19710203</Birthdate>
                <Address>架空県架空市１－２</Address>
                <PostNumber>999-9999</PostNumber>
                <QualificationDate>20200401</QualificationDate>
                <InsuredCardValidDate>20200402</InsuredCardValidDate>
                <InsuredCardExpirationDate>20270331</InsuredCardExpirationDate>
                <InsuredPartialContributionRatio>030</InsuredPartialContributionRatio>
              </ResultOfQualificationConfirmation>
            </ResultList>
          </MessageBody>
        </XmlMsg>

        """,
        Encoding.UTF8.GetString(Write(People.Covered(People.Hanako))!.Content.Span));

    [Theory]
    [InlineData(ExportEncoding.Utf8)]
    [InlineData(ExportEncoding.ShiftJis)]
    public void Xml_OfEverythingThatCanBeKnown_IsAcceptedByTheOfficialTables(ExportEncoding encoding)
    {
        var message = OfficialMessage.Accept(Write(People.Covered(People.Full), encoding)!.Content);

        Assert.True(message.IsValid);
        Assert.Equal(("架空　花子", "ﾍﾞﾂﾒｲ ﾊﾅ", "１２－３４"), (message.Of("Name"), message.Of("NameOfOtherKana"), message.Of("InsuredCardSymbol")));
        Assert.Equal("A03", message.Results[0].Element("LimitApplicationCertificateRelatedInfo")!.Element("LimitApplicationCertificateClassificationFlag")!.Value);
        Assert.Equal(34, message.Results[0].Descendants().Count(element => !element.HasElements) - 1);
    }

    [Fact]
    public void Xml_HasTheOfficialName() =>
        Assert.Equal("OQSsiquc01res_face_01a200df8ba07c3a9f540d6b1c2e3f40_20261122103017.xml", Write(People.Covered(People.Hanako))!.Name);

    [Theory]
    [InlineData(Outcome.NotCovered, "2", 1)]
    [InlineData(Outcome.NotCovered, "3", 1)]
    [InlineData(Outcome.NoRecord, "4", 0)]
    [InlineData(Outcome.Several, "5", 2)]
    [InlineData(Outcome.Unknown, "6", 1)]
    [InlineData(Outcome.Unknown, "1", 2)]
    public void Xml_OfAnAnswerThatIsNotCovered_SaysSoAndIsValidToNobody(Outcome outcome, string validity, int records)
    {
        var message = OfficialMessage.Accept(Write(People.Answered(outcome, validity, [.. Enumerable.Repeat(People.Hanako, records)]))!.Content);

        Assert.Equal((validity, records), (message.Said("MessageBody", "QualificationValidity"), message.Results.Count));
        Assert.False(message.IsValid);
    }

    [Theory]
    [InlineData("9", null)]
    [InlineData("2", null)]
    [InlineData("1", "2")]
    [InlineData("1", null)]
    public void Xml_OfWhatWasNotProcessed_IsNone(string segment, string? status)
    {
        var result = People.Answered(Outcome.CouldNotAsk, "1", People.Hanako);
        Assert.Null(Write(result with { Confirmation = result.Confirmation! with { Segment = segment, ProcessingStatus = status } }));
    }

    [Fact]
    public void Xml_WithoutAnAnswerOrOfMedicalAssistance_IsNone()
    {
        Assert.Null(Write(People.Covered(People.Hanako) with { Outcome = Outcome.CouldNotAsk, Confirmation = null }));
        Assert.Null(Write(People.Covered(People.Hanako with { CardClassification = "A1" })));
    }

    [Fact]
    public void Xml_WhatWasNotProvided_IsNeitherEmptyNorZero()
    {
        var message = OfficialMessage.Accept(Write(People.Answered(Outcome.Unknown, "6", new EligibilityRecord { Name = "●橋", Birthdate = RecordDate.Of("19700229") }))!.Content);
        Assert.Equal(["Name", "Birthdate"], message.Results[0].Elements().Select(element => element.Name.LocalName));
        Assert.Equal("19700229", message.Of("Birthdate"));

        var empty = Encoding.UTF8.GetString(Write(People.Covered(People.Hanako with { Symbol = "", Branch = null }))!.Content.Span);
        Assert.Contains("<InsuredCardSymbol />", empty, StringComparison.Ordinal);
        Assert.DoesNotContain("InsuredBranchNumber", empty, StringComparison.Ordinal);
    }

    [Fact]
    public void Xml_NoteOfTheAuthority_IsHandedOnAsItIs()
    {
        var result = People.Covered(People.Hanako);
        var noted = result with { Confirmation = result.Confirmation! with { ProcessingCode = "K001", ProcessingMessage = "<証明書> の期限 & 更新" } };

        Assert.Equal("<証明書> の期限 & 更新", OfficialMessage.Accept(Write(noted)!.Content).Said("MessageBody", "ProcessingResultMessage"));
    }

    [Fact]
    public void Encoding_WhatShiftJisLacks_BecomesTheOfficialMarkOnceEach()
    {
        var message = OfficialMessage.Accept(Write(People.Covered(People.Hanako with { Name = HardNames }), ExportEncoding.ShiftJis)!.Content);
        Assert.Equal("髙﨑　●●", message.Of("Name"));
        Assert.Equal(HardNames, OfficialMessage.Accept(Write(People.Covered(People.Hanako with { Name = HardNames }))!.Content).Of("Name"));
    }

    // One character of JIS each, which other systems call by another code than Windows: a number must not lose its hyphen by it.
    [Fact]
    public void Encoding_CharactersWithTwoCodes_AreKept()
    {
        var message = OfficialMessage.Accept(Write(People.Covered(People.Hanako with { Symbol = "１２−３４", Address = "架空町１〜２—３" }), ExportEncoding.ShiftJis)!.Content);
        Assert.Equal(("１２－３４", "架空町１～２―３"), (message.Of("InsuredCardSymbol"), message.Of("Address")));
    }

    [Fact]
    public void Encoding_OfText_IsTheSame()
    {
        var file = ExportFile.Of(People.Covered(People.Hanako with { Name = HardNames }), ExportFormat.Text, People.Facility, ExportEncoding.ShiftJis)!;
        Assert.Equal(("shikaku_01a200df8ba07c3a9f540d6b1c2e3f40_20261122103017.txt", "text/plain; charset=Shift_JIS"), (file.Name, file.MediaType));
        Assert.Contains("\r\n氏名\t髙﨑　●●\r\n", CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetString(file.Content.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Xml_WhateverTheValues_IsWellFormedAndAddsNoElement() => Gen.Select(Gen.String, Gen.Enum<ExportEncoding>()).Sample((value, encoding) =>
    {
        var file = Write(People.Covered(People.Hanako with { InsurerName = "x" + value + "]]></Name>" }), encoding)!;
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Assert.Equal(18, XDocument.Load(new MemoryStream(file.Content.ToArray())).Descendants("ResultOfQualificationConfirmation").Elements().Count());
    });

    private static ExportFile? Write(KeptResult result, ExportEncoding encoding = ExportEncoding.Utf8) => ExportFile.Of(result, ExportFormat.Xml, People.Facility, encoding);
}
