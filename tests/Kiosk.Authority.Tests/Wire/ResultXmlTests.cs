using System.Text;
using Kiosk.Authority.Wire;
using Kiosk.Eligibility;
using Kiosk.Visits;

namespace Kiosk.Authority.Tests.Wire;

public sealed class ResultXmlTests
{
    [Fact]
    public void Read_WholeMessage_TakesEveryLayer()
    {
        var message = Sample.Read(Sample.Message())!;

        Assert.Equal((Guid.Parse(Sample.VisitId), "1329999997"), (message.VisitId, message.FacilityCode));
        var confirmation = message.Confirmation;
        Assert.Equal(("1", "1", "1"), (confirmation.Segment, confirmation.ProcessingStatus, confirmation.Validity));
        Assert.Equal((new DateOnly(2026, 11, 22), new DateTime(2026, 11, 22, 10, 30, 15)), (confirmation.QualificationDate, confirmation.ExecutedAt));
        Assert.Equal((null, "証明書の期限が近づいています"), (confirmation.ProcessingCode, confirmation.ProcessingMessage));
        Assert.Equal((null, null), (confirmation.ErrorCode, confirmation.ErrorMessage));
    }

    [Fact]
    public void Read_Record_TakesEveryElementRawAndNothingElse()
    {
        var record = Assert.Single(Sample.Read(Sample.Message())!.Confirmation.Records);

        Assert.Equal(
            new EligibilityRecord
            {
                CardClassification = "01",
                Name = "架空　花子",
                NameKana = "ｶｸｳ ﾊﾅｺ",
                OtherName = "",
                OtherNameKana = "ﾍﾞﾂﾒｲ",
                Sex = "2",
                BackSex = "1",
                Birthdate = new DateOnly(1971, 2, 3),
                PostNumber = "0000000",
                Address = "架空県 架空市",
                InsuredName = "架空　太郎",
                InsurerNumber = "06999999",
                InsurerName = "架空健康保険組合",
                Symbol = "１２－３４",
                Number = "５６７８",
                Branch = "00",
                PersonOrFamily = "2",
                QualifiedOn = new DateOnly(2020, 4, 1),
                DisqualifiedOn = RecordDate.Of(""),
                ReasonOfLoss = "99",
                IssuedOn = new DateOnly(2020, 4, 2),
                ValidFrom = new DateOnly(2020, 4, 1),
                ValidUntil = RecordDate.Of("20291332"),
                ContributionRatio = "010",
                Preschool = "1",
                ElderlyValidFrom = new DateOnly(2026, 8, 1),
                ElderlyValidUntil = new DateOnly(2027, 7, 31),
                ElderlyContributionRatio = "020",
                Limit = new LimitCertificate
                {
                    Classification = "01",
                    Category = "A01",
                    IssuedOn = new DateOnly(2026, 8, 1),
                    ValidFrom = new DateOnly(2026, 8, 2),
                    ValidUntil = new DateOnly(2027, 7, 31),
                    LongStayFrom = RecordDate.Of(""),
                },
                ReferenceNumber = "P-1",
            },
            record);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("<InsuredBranchNumber/>", "")]
    [InlineData("<InsuredBranchNumber></InsuredBranchNumber>", "")]
    [InlineData("<InsuredBranchNumber> \n</InsuredBranchNumber>", "")]
    [InlineData("<InsuredBranchNumber>00</InsuredBranchNumber>", "00")]
    [InlineData("<InsuredBranchNumber>01</InsuredBranchNumber>", "01")]
    public void Read_Branch_NotProvidedIsNotEmptyAndNotZero(string element, string? branch)
    {
        var record = Assert.Single(Sample.Read(Sample.Message(records: $"<ResultOfQualificationConfirmation>{element}</ResultOfQualificationConfirmation>"))!.Confirmation.Records);

        Assert.Equal(new EligibilityRecord { Branch = branch }, record);
    }

    [Theory]
    [InlineData("", null, null)]
    [InlineData("<Birthdate/>", null, "")]
    [InlineData("<Birthdate>19820229</Birthdate>", null, "19820229")]
    [InlineData("<Birthdate>昭和46年2月3日</Birthdate>", null, "昭和46年2月3日")]
    [InlineData("<Birthdate>00000000</Birthdate>", null, "00000000")]
    [InlineData("<Birthdate>1971-02-03</Birthdate>", null, "1971-02-03")]
    [InlineData("<Birthdate>19710203</Birthdate>", "1971-02-03", null)]
    public void Read_Date_ThatIsNoneIsKeptAsItCame(string element, string? day, string? unread)
    {
        var birth = Assert.Single(Sample.Read(Sample.Message(records: $"<ResultOfQualificationConfirmation>{element}</ResultOfQualificationConfirmation>"))!.Confirmation.Records).Birthdate;

        Assert.Equal((day, unread), (birth?.Day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), birth?.Unread));
    }

    [Fact]
    public void Read_CertificateSaidTwice_IsNone()
    {
        Assert.Null(Sample.Read(Sample.Message().Replace("<ElderlyRecipientCertificateInfo>", "<ElderlyRecipientCertificateInfo/><ElderlyRecipientCertificateInfo>", StringComparison.Ordinal)));
        Assert.Null(Sample.Read(Sample.Message().Replace("<LimitApplicationCertificateRelatedInfo>", "<LimitApplicationCertificateRelatedInfo/><LimitApplicationCertificateRelatedInfo>", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("1", "1", "1", 1, Outcome.Covered)]
    [InlineData("1", "1", "1", 0, Outcome.Unknown)]
    [InlineData("1", "1", "1", 2, Outcome.Unknown)]
    [InlineData("1", "1", "2", 1, Outcome.NotCovered)]
    [InlineData("1", "1", "", 1, Outcome.Unknown)]
    [InlineData("1", "1", "01", 1, Outcome.Unknown)]
    [InlineData("1", "2", "1", 1, Outcome.CouldNotAsk)]
    [InlineData("2", "1", "1", 1, Outcome.CouldNotAsk)]
    [InlineData("9", "1", "1", 1, Outcome.CouldNotAsk)]
    public void Read_Layers_OnlyOneCombinationIsCovered(string segment, string status, string validity, int records, Outcome expected)
    {
        var message = Sample.Read(Sample.Message(validity, string.Concat(Enumerable.Repeat(Sample.Record, records)), segment, status))!;

        Assert.Equal(expected, Verdict.Of(message.Confirmation).Outcome);
        Assert.Equal(records, message.Confirmation.Records.Count);
    }

    [Fact]
    public void Read_EmptyBodyOrNone_IsAMessageAllTheSame()
    {
        const string header = "<MessageHeader><SegmentOfResult>9</SegmentOfResult><ErrorCode>X</ErrorCode><ErrorMessage>止まりました</ErrorMessage></MessageHeader>";

        foreach (var body in (string[])["", "<MessageBody/>", "<MessageBody></MessageBody>"])
        {
            var message = Sample.Read($"<XmlMsg>{header}{body}</XmlMsg>")!;
            Assert.Equal(("9", "X", "止まりました"), (message.Confirmation.Segment, message.Confirmation.ErrorCode, message.Confirmation.ErrorMessage));
            Assert.Null(message.VisitId);
            Assert.Empty(message.Confirmation.Records);
        }
    }

    [Fact]
    public void Read_UnknownAndNestedUnknown_IsPassedOver()
    {
        var xml = Sample.Message().Replace("<MessageBody>", "<Future a='1'><QualificationValidity>4</QualificationValidity></Future><MessageBody><Deep><ResultList/></Deep>", StringComparison.Ordinal);

        Assert.Equal(Outcome.Covered, Verdict.Of(Sample.Read(xml)!.Confirmation).Outcome);
    }

    [Fact]
    public void Read_ByteOrderMarkCommentsAndCdata_AreUnderstood()
    {
        var xml = "\uFEFF" + Sample.Message("<!-- 4 --><![CDATA[1]]>");

        Assert.Equal("1", Sample.Read(xml)!.Confirmation.Validity);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("<Other/>")]
    [InlineData("<XmlMsg/>")]
    [InlineData("<x:XmlMsg xmlns:x='urn:x'/>")]
    [InlineData("<XmlMsg xmlns='urn:x'><MessageHeader><SegmentOfResult>1</SegmentOfResult></MessageHeader></XmlMsg>")]
    [InlineData("<XmlMsg><MessageHeader/></XmlMsg>")]
    [InlineData("<XmlMsg><MessageHeader><SegmentOfResult> </SegmentOfResult></MessageHeader></XmlMsg>")]
    [InlineData("<XmlMsg><MessageHeader><SegmentOfResult><a>1</a></SegmentOfResult></MessageHeader></XmlMsg>")]
    [InlineData("<XmlMsg><MessageHeader><SegmentOfResult>1</SegmentOfResult></MessageHeader></XmlMsg><XmlMsg/>")]
    [InlineData("<XmlMsg><MessageHeader><SegmentOfResult>&a;</SegmentOfResult></MessageHeader></XmlMsg>")]
    [InlineData("<!DOCTYPE XmlMsg><XmlMsg><MessageHeader><SegmentOfResult>1</SegmentOfResult></MessageHeader></XmlMsg>")]
    [InlineData("<!DOCTYPE XmlMsg SYSTEM 'file:///etc/passwd'><XmlMsg><MessageHeader><SegmentOfResult>1</SegmentOfResult></MessageHeader></XmlMsg>")]
    public void Read_NotAMessage_IsNone(string xml) => Assert.Null(Sample.Read(xml));

    [Theory]
    [InlineData("<SegmentOfResult>1</SegmentOfResult>")]
    [InlineData("<ArbitraryFileIdentifier>019aa7b2-5c1e-7c3a-9f54-0d6b1c2e3f40</ArbitraryFileIdentifier>")]
    [InlineData("<QualificationValidity>1</QualificationValidity>")]
    [InlineData("<ResultList></ResultList>")]
    [InlineData("<ResultList/>")]
    [InlineData("<Name>架空　花子</Name>")]
    [InlineData("<LimitApplicationCertificateDate>20260801</LimitApplicationCertificateDate>")]
    public void Read_SaidTwice_IsNone(string element)
    {
        var name = element[..(element.IndexOf('>', StringComparison.Ordinal) + 1)].Replace("/>", ">", StringComparison.Ordinal);

        Assert.Null(Sample.Read(Sample.Message().Replace(name, element + name, StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_TwoHeadersOrBodies_IsNone()
    {
        var xml = Sample.Message();

        Assert.Null(Sample.Read(xml.Replace("<MessageBody>", "<MessageBody/><MessageBody>", StringComparison.Ordinal)));
        Assert.Null(Sample.Read(xml.Replace("<MessageHeader>", "<MessageHeader/><MessageHeader>", StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_PredefinedEntities_AreCharacters()
    {
        var name = string.Concat(Enumerable.Repeat("&lt;&amp;&gt;&#x82B1;", 50));
        var record = Assert.Single(Sample.Read(Sample.Message().Replace("架空　花子", name, StringComparison.Ordinal))!.Confirmation.Records);

        Assert.Equal(string.Concat(Enumerable.Repeat("<&>花", 50)), record.Name);
    }

    [Fact]
    public void Read_EntityBomb_IsNone()
    {
        var bomb = "<!DOCTYPE b [<!ENTITY a0 'ha'>" + string.Concat(Enumerable.Range(1, 30).Select(i => $"<!ENTITY a{i} '&a{i - 1};&a{i - 1};'>")) + "]>";

        Assert.Null(Sample.Read(Sample.Message("&a30;").Replace("<XmlMsg>", bomb + "<XmlMsg>", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(8, false)]
    [InlineData(20, true)]
    [InlineData(100_000, true)]
    public void Read_DeepNesting_IsBounded(int depth, bool refused)
    {
        var nest = string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth));

        Assert.Equal(refused, Sample.Read(Sample.Message().Replace("<MessageBody>", nest + "<MessageBody>", StringComparison.Ordinal)) is null);
    }

    [Fact]
    public void Read_TooMuchOfIt_IsNone()
    {
        Assert.NotNull(Sample.Read(Sample.Message(records: string.Concat(Enumerable.Repeat("<ResultOfQualificationConfirmation/>", 100)))));
        Assert.Null(Sample.Read(Sample.Message(records: string.Concat(Enumerable.Repeat("<ResultOfQualificationConfirmation/>", 101)))));
        Assert.Null(Sample.Read(Sample.Message(new string('1', 4001))));
        Assert.NotNull(Sample.Read(Sample.Message(records: string.Concat(Enumerable.Repeat("<x/>", 19_000)))));
        Assert.Null(Sample.Read(Sample.Message(records: string.Concat(Enumerable.Repeat("<x/>", 20_000)))));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Read_OneMebibyte_IsTheMost(int more, bool taken)
    {
        var message = Encoding.UTF8.GetBytes(Sample.Message());
        byte[] padded = [.. message, .. Enumerable.Repeat((byte)' ', (1024 * 1024) - message.Length + more)];

        Assert.Equal(taken, ResultXml.Read(padded) is not null);
    }

    [Fact]
    public void Read_NotUtf8_IsNone()
    {
        var bytes = Encoding.UTF8.GetBytes(Sample.Message());
        bytes[Encoding.UTF8.GetByteCount(Sample.Message()[..Sample.Message().IndexOf('花', StringComparison.Ordinal)])] = 0xFF;

        Assert.Null(ResultXml.Read(bytes));
        Assert.Null(ResultXml.Read(Encoding.Unicode.GetBytes(Sample.Message())));
    }

    [Fact]
    public void Read_TextThatSteersATerminal_IsCleaned()
    {
        var record = Assert.Single(Sample.Read(Sample.Message().Replace("花子", "花\u009B2J\u202E子", StringComparison.Ordinal))!.Confirmation.Records);

        Assert.Equal("架空　花2J子", record.Name);
    }
}
