using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Kiosk.Exports.Tests;

/// <summary>
/// Judges a message by the published tables of the official interface (別紙3-1) and by what public receipt software asks of it. Knows nothing of how it was written:
/// the bytes are read in the encoding that they declare, by the framework's own reader.
/// </summary>
internal sealed partial class OfficialMessage
{
    private const string Day = @"(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])", Text = @"[^\r\n\t]{1,}", Ratio = @"\d{3}";

    private static readonly Dictionary<string, string> Header = new(StringComparer.Ordinal)
    {
        ["ProcessExecutionTime"] = Day + @"([01]\d|2[0-3])[0-5]\d[0-5]\d",
        ["QualificationConfirmationDate"] = Day,
        ["MedicalInstitutionCode"] = @"\d{10}",
        ["ArbitraryFileIdentifier"] = Text,
        ["ReferenceClassification"] = "[12]",
        ["SegmentOfResult"] = "[129]",
        ["CharacterCodeIdentifier"] = "[01]",
    };

    private static readonly Dictionary<string, string> Body = new(StringComparer.Ordinal)
    {
        ["ProcessingResultStatus"] = "[12]",
        ["ProcessingResultCode"] = Text,
        ["ProcessingResultMessage"] = Text,
        ["QualificationValidity"] = "[1-6]",
    };

    private static readonly Dictionary<string, string> Result = new(StringComparer.Ordinal)
    {
        ["InsuredCardClassification"] = "0[1-7]|A1",
        ["InsurerNumber"] = @"\d{8}|\d{6}",
        ["InsurerName"] = Text,
        ["InsuredCardSymbol"] = Text,
        ["InsuredIdentificationNumber"] = Text,
        ["InsuredBranchNumber"] = @"\d{2}",
        ["PersonalFamilyClassification"] = "[12]",
        ["InsuredName"] = Text,
        ["Name"] = Text,
        ["NameKana"] = Text,
        ["NameOfOther"] = Text,
        ["NameOfOtherKana"] = Text,
        ["Sex1"] = "[123]",
        ["Sex2"] = "[123]",
        ["Birthdate"] = Day,
        ["Address"] = Text,
        ["PostNumber"] = @"\d{3}-?\d{4}",
        ["QualificationDate"] = Day,
        ["DisqualificationDate"] = Day,
        ["InsuredCertificateIssuanceDate"] = Day,
        ["InsuredCardValidDate"] = Day,
        ["InsuredCardExpirationDate"] = Day,
        ["InsuredPartialContributionRatio"] = Ratio,
        ["PreschoolClassification"] = "1",
        ["ReasonOfLoss"] = "01|02|03|99",
        ["ReferenceNumber"] = Text,
        ["ElderlyRecipientCertificateInfo/ElderlyRecipientValidStartDate"] = Day,
        ["ElderlyRecipientCertificateInfo/ElderlyRecipientValidEndDate"] = Day,
        ["ElderlyRecipientCertificateInfo/ElderlyRecipientContributionRatio"] = Ratio,
        ["LimitApplicationCertificateRelatedInfo/LimitApplicationCertificateClassification"] = "0[1-3]",
        ["LimitApplicationCertificateRelatedInfo/LimitApplicationCertificateClassificationFlag"] = @"A0[1-6]|B(0[1-9]|10)",
        ["LimitApplicationCertificateRelatedInfo/LimitApplicationCertificateDate"] = Day,
        ["LimitApplicationCertificateRelatedInfo/LimitApplicationCertificateValidStartDate"] = Day,
        ["LimitApplicationCertificateRelatedInfo/LimitApplicationCertificateValidEndDate"] = Day,
        ["LimitApplicationCertificateRelatedInfo/LimitApplicationCertificateLongTermDate"] = Day,
    };

    private static readonly string[] Required = ["InsuredCardClassification", "Name", "Sex1", "Birthdate", "InsurerName"];

    private readonly XElement root;

    private OfficialMessage(XElement root) => this.root = root;

    public IReadOnlyList<XElement> Results => [.. root.Elements("MessageBody").Elements("ResultList").Elements()];

    /// <summary>"Confirmed valid" as shipped receipt software has it: all three layers, and one result.</summary>
    public bool IsValid => (Said("MessageHeader", "SegmentOfResult"), Said("MessageBody", "ProcessingResultStatus"), Said("MessageBody", "QualificationValidity"), Results.Count) == ("1", "1", "1", 1);

    public string? Said(string part, string element) => root.Element(part)?.Element(element)?.Value;

    public string? Of(string element, int result = 0) => Results[result].Element(element)?.Value;

    /// <summary>Reads and judges; fails on the first thing that the tables do not have.</summary>
    public static OfficialMessage Accept(ReadOnlyMemory<byte> bytes)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var declaration = Declaration().Match(Encoding.ASCII.GetString(bytes.Span[..Math.Min(100, bytes.Length)]));
        Assert.True(declaration.Success, "It begins with the official declaration, and no byte order mark.");

        using var reader = XmlReader.Create(new MemoryStream(bytes.ToArray()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var message = new OfficialMessage(XDocument.Load(reader).Root!);
        Assert.Equal("XmlMsg", message.root.Name);
        Assert.Equal(["MessageHeader", "MessageBody"], message.root.Elements().Select(part => part.Name.LocalName));
        Check(message.root.Element("MessageHeader")!, Header);
        Assert.All(Header.Keys, element => Assert.NotNull(message.Said("MessageHeader", element)));
        Assert.Equal(declaration.Groups["encoding"].Value == "Shift_JIS" ? "1" : "0", message.Said("MessageHeader", "CharacterCodeIdentifier"));
        var body = message.root.Element("MessageBody")!;
        Assert.Single(body.Elements("ResultList"));
        Check(body, Body, "ResultList");
        foreach (var result in message.Results)
        {
            Assert.Equal("ResultOfQualificationConfirmation", result.Name);
            Check(result, Result);
        }

        Assert.True(!message.IsValid || Required.All(element => !string.IsNullOrEmpty(message.Of(element))), "A valid person lacks what is required.");
        return message;
    }

    private static void Check(XElement part, Dictionary<string, string> table, string? leaveOut = null, string path = "")
    {
        Assert.Equal(part.Elements().Select(element => element.Name).Distinct().Count(), part.Elements().Count());
        foreach (var element in part.Elements().Where(element => element.Name.LocalName != leaveOut))
        {
            var name = path + element.Name.LocalName;
            if (element.HasElements)
            {
                Check(element, table, path: name + "/");
                continue;
            }

            Assert.True(table.TryGetValue(name, out var wanted), $"{name} is in no table.");
            Assert.True(Regex.IsMatch(element.Value, $"^({wanted})$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)), $"{name} is '{element.Value}'.");
        }
    }

    [GeneratedRegex("""^<\?xml version="1\.0" encoding="(?<encoding>UTF-8|Shift_JIS)" standalone="no"\?>""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Declaration();
}
