using System.Text;
using CsCheck;

namespace Kiosk.Authority.Tests.Fuzz;

/// <summary>Well-formed messages that say too much, too little, twice, elsewhere, or otherwise: what a text that was edited at random hardly ever is.</summary>
internal static class OddXml
{
    private static readonly string[] Ones = ["1", "1", "1", "1", " 1\n", "<![CDATA[1]]>", "&#x31;", "<!-- -->1<?a?>", "1\u202E"];
    private static readonly string[] Others = ["2", "4", "9", "", "01", "１", "11", "<a>1</a>", "1<!-- -->1", "&amp;1", "<![CDATA[<1>]]>"];
    private static readonly string[] Junk =
    [
        "<Future/>", "<Future><QualificationValidity>1</QualificationValidity></Future>", "<x:MessageBody xmlns:x='urn:x'/>", "1", "<MessageHeader/>", "<!-- - -->",
        "<x:ResultOfQualificationConfirmation xmlns:x='urn:x'/>", "<ResultOfQualificationConfirmation xmlns='urn:x'/>", "<QualificationValidity xmlns='urn:x'>1</QualificationValidity>",
    ];

    /// <summary>Any of them.</summary>
    public static Gen<byte[]> Any { get; } = Parts(Header, Body).Select(parts => Encoding.UTF8.GetBytes($"<XmlMsg>{parts}</XmlMsg>"));

    private static Gen<string> Header => Parts(Layer("SegmentOfResult")).Select(inner => $"<MessageHeader>{inner}</MessageHeader>");

    private static Gen<string> Body =>
        Parts(Layer("ProcessingResultStatus"), Layer("QualificationValidity"), List).Select(inner => $"<MessageBody>{inner}</MessageBody>");

    private static Gen<string> List => Parts(Record).Select(inner => $"<ResultList>{inner}</ResultList>");

    private static Gen<string> Record => Gen.OneOf(
        Gen.Const("<ResultOfQualificationConfirmation/>"), Parts(Layer("Name"), Layer("Birthdate")).Select(inner => $"<ResultOfQualificationConfirmation>{inner}</ResultOfQualificationConfirmation>"));

    private static Gen<string> Layer(string name) => Gen.Frequency((7, One(Ones)), (2, One(Others))).Select(value => $"<{name}>{value}</{name}>");

    // Mostly each of them once and in order, as it should be.
    private static Gen<string> Parts(params Gen<string>[] parts) => Gen.Frequency(
        (12, parts.Aggregate(Gen.Const(""), (all, part) => Gen.Select(all, part, (before, now) => before + now))),
        (2, Gen.OneOf(parts).Array[0, parts.Length + 2].Select(string.Concat)),
        (1, Gen.Select(Gen.OneOf(parts).Array[0, parts.Length + 1], One(Junk), Gen.Int[0, 9], (all, junk, at) => string.Concat(all[..(at % (all.Length + 1))]) + junk + string.Concat(all[(at % (all.Length + 1))..]))));

    private static Gen<string> One(string[] of) => Gen.Int[0, of.Length - 1].Select(i => of[i]);
}
