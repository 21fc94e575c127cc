using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using CsCheck;
using Kiosk.Authority.Tests.Wire;
using Kiosk.Authority.Wire;
using Kiosk.Eligibility;
using Kiosk.Visits;

namespace Kiosk.Authority.Tests.Fuzz;

/// <summary>The body of an answer may be anything: never an exception, bounded in time and memory, and "covered" only where another parser finds the one message that says so.</summary>
public sealed class ResultXmlFuzzTests
{
    private const int MaxText = 4000;
    private const long MaxAllocated = 64L * 1024 * 1024;
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(5);

    [Fact]
    public Task Read_AnyAnswer_IsBoundedAndTellsNoLie() => Fuzzing.TryAsync(
        HostileXml.Any,
        bytes =>
        {
            Holds(bytes);
            return Task.CompletedTask;
        },
        briefly: 3000,
        print: bytes => bytes.Length > 20_000 ? $"{bytes.Length} bytes" : Encoding.UTF8.GetString(bytes));

    /// <summary>The control: the judge knows a covered person when there is one.</summary>
    [Fact]
    public void Judge_RightMessage_AgreesThatItIsCovered()
    {
        Assert.True(SaysCovered(Encoding.UTF8.GetBytes(Sample.Message())));
        Assert.False(SaysCovered(Encoding.UTF8.GetBytes(Sample.Message("2"))));
    }

    /// <summary>The worst of one kind, as large as an answer may be.</summary>
    [Theory]
    [InlineData("<a>", "")]
    [InlineData("<a/>", "")]
    [InlineData("<a b='1' c='2'/>", "")]
    [InlineData("&amp;", "<MessageHeader><ErrorMessage>")]
    [InlineData("<![CDATA[x]]>", "<MessageHeader><ErrorMessage>")]
    [InlineData("<!-- -->", "")]
    [InlineData("<?a b?>", "")]
    public void Read_AsLargeAsItMayBe_IsBounded(string part, string begin)
    {
        var text = new StringBuilder("<XmlMsg>").Append(begin);
        while (text.Length < (1024 * 1024) - part.Length)
        {
            text.Append(part);
        }

        Holds(Encoding.UTF8.GetBytes(text.ToString()));
    }

    [Theory]
    [InlineData("a{0}='' ")]
    [InlineData("xmlns:a{0}='u' ")]
    public void Read_NothingButAttributes_IsBounded(string attribute)
    {
        var text = new StringBuilder("<XmlMsg ");
        for (var i = 0; text.Length < 1_000_000; i++)
        {
            text.AppendFormat(null, CompositeFormat.Parse(attribute), i);
        }

        Holds(Encoding.UTF8.GetBytes(text.Append("/>").ToString()));
    }

    private static void Holds(byte[] bytes)
    {
        var (before, begin) = (GC.GetAllocatedBytesForCurrentThread(), TimeProvider.System.GetTimestamp());
        var message = ResultXml.Read(bytes);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocated);
        Assert.InRange(TimeProvider.System.GetElapsedTime(begin), TimeSpan.Zero, MaxTime);
        if (message is null)
        {
            return;
        }

        var confirmation = message.Confirmation;
        Assert.InRange(confirmation.Records.Count, 0, 100);
        var stored = JsonSerializer.SerializeToElement(confirmation);
        Assert.All(Texts(stored), text =>
        {
            Assert.InRange(text.Length, 0, MaxText + 1);
            Assert.DoesNotContain(text, c => char.IsControl(c) || c is '\u202E' or '\u2066');
        });
        Assert.Equal(stored.GetRawText(), JsonSerializer.SerializeToElement(stored.Deserialize<Confirmation>()).GetRawText());
        Assert.True(Verdict.Of(confirmation).Outcome != Outcome.Covered || SaysCovered(bytes));
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Texts(member.Value)),
        _ => [],
    };

    private static bool SaysCovered(byte[] bytes)
    {
        using var reader = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF')), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var root = XDocument.Load(reader).Root!;
        return root.Name == "XmlMsg"
            && IsOne(root, "MessageHeader", "SegmentOfResult") && IsOne(root, "MessageBody", "ProcessingResultStatus") && IsOne(root, "MessageBody", "QualificationValidity")
            && root.Elements("MessageBody").Elements("ResultList").Elements("ResultOfQualificationConfirmation").Count() == 1;
    }

    private static bool IsOne(XElement root, string part, string layer) =>
        root.Elements(part).Count() == 1 && root.Elements(part).Elements(layer).Select(Value).ToList() is ["1"];

    // As a reader sees it: without what a terminal would be steered by.
    private static string Value(XElement element) => string.Concat(element.Value.Trim().Where(c => !char.IsControl(c) && c is not (>= '\u202A' and <= '\u202E') and not (>= '\u2066' and <= '\u2069'))).Trim();
}
