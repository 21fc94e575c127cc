using System.Text;
using CsCheck;
using Kiosk.Authority.Tests.Wire;

namespace Kiosk.Authority.Tests.Fuzz;

/// <summary>What a hostile authority, or a proxy in front of an honest one, sends instead of a result. Made from right messages, so that it gets past the first look.</summary>
internal static class HostileXml
{
    private const string Boundaries = "<>";

    private static readonly string[] Messages =
    [
        Sample.Message(), Sample.Message("2"), Sample.Message("1", Sample.Record + Sample.Record),
        Short("1", "1", "1"), Short("1", "1", "2"), Short("1", "1", "4"), Short("1", "2", "1"), Short("9", "1", "1"), Short("1", "1", "1", records: 0), Short("1", "1", "1", records: 2),
    ];

    // The words that make a result: one more of them, in another place.
    private static readonly string[] Words =
    [
        "<SegmentOfResult>1</SegmentOfResult>", "<ProcessingResultStatus>1</ProcessingResultStatus>", "<QualificationValidity>1</QualificationValidity>", "<QualificationValidity/>",
        "<QualificationValidity><a>1</a></QualificationValidity>", "<ResultList>", "</ResultList>", "<ResultList/>", "<MessageBody>", "</MessageBody>", "<MessageHeader/>", "</XmlMsg>", "<XmlMsg/>",
        "<ResultOfQualificationConfirmation/>", "<ResultList><ResultOfQualificationConfirmation/></ResultList>",
        "<MessageBody><ProcessingResultStatus>1</ProcessingResultStatus><QualificationValidity>1</QualificationValidity></MessageBody>",
    ];

    // Every trick of XML.
    private static readonly string[] Tricks =
    [
        "<!DOCTYPE XmlMsg>", "<!DOCTYPE XmlMsg SYSTEM 'file:///etc/passwd'>", "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>", "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1/'>%p;]>",
        "&a;", "&lt;", "&#1;", "&#x31;", "&#x202E;", "&#xD800;", "&#x10FFFF;", "&amp;amp;", "<![CDATA[1]]>", "<![CDATA[", "]]>", "<!--", "-->", "<!-- - -->", "<?xml version='1.0'?>",
        "<?xml version='1.1' encoding='Shift_JIS'?>", "<?php 1?>", "<x:a xmlns:x='urn:x'>", "</x:a>", "<XmlMsg xmlns='urn:x'>", " xmlns='urn:x'", " xml:space='preserve'", "<a b='1' b='2'/>",
        "<Name>", "</Name>", "\0", "\u009B2J", "\u202E", "\uFEFF", "\uFFFE", "<", ">", "'", "\"", "/", "=",
    ];

    /// <summary>Any answer.</summary>
    public static Gen<byte[]> Any { get; } = Gen.Frequency(
        (1, Gen.Byte.Array[0, 3000]),
        (1, Edited.Select(text => Encoding.Unicode.GetBytes(text))),
        (2, Gen.Select(Edited, Gen.Int[0, int.MaxValue], Gen.Byte).Select((text, at, value) => Overwritten(Encoding.UTF8.GetBytes(text), at, value))),
        (8, OddXml.Any),
        (8, Edited.Select(text => Encoding.UTF8.GetBytes(text))));

    private static Gen<string> Edited => Gen.Select(Gen.Int[0, Messages.Length - 1], Edit.Array[1, 6]).Select((message, edits) => edits.Aggregate(Messages[message], (text, edit) => edit(text)));

    private static Gen<Func<string, string>> Edit => Gen.Frequency(
        (6, Gen.Select(Gen.Int[0, Words.Length - 1].Select(i => Words[i]), Place).Select<string, Func<string, int>, Func<string, string>>((word, place) => text => text.Insert(place(text), word))),
        (6, Gen.Select(Gen.Int[0, Tricks.Length - 1].Select(i => Tricks[i]), Place).Select<string, Func<string, int>, Func<string, string>>((trick, place) => text => text.Insert(place(text), trick))),
        (3, Gen.Select(Place, Place).Select<Func<string, int>, Func<string, int>, Func<string, string>>((one, other) => text => Without(text, one(text), other(text)))),
        (4, Gen.Select(Place, Place, Place).Select<Func<string, int>, Func<string, int>, Func<string, int>, Func<string, string>>((one, other, to) => text => Copied(text, one(text), other(text), to(text)))),
        (2, Gen.Select(Gen.String, Place).Select<string, Func<string, int>, Func<string, string>>((noise, place) => text => text.Insert(place(text), noise))),
        (1, Gen.Select(Bulk, Place).Select<string, Func<string, int>, Func<string, string>>((bulk, place) => text => text.Insert(place(text), bulk))));

    // Too deep, too many, too long; most of it around the bounds, some far beyond them.
    private static Gen<string> Bulk => Gen.Select(Gen.Int[0, 6], Gen.OneOf(Gen.Int[1, 40], Gen.Int[3990, 4010], Gen.Int[10_000, 40_000], Gen.Int[1, 1_100_000])).Select((kind, size) => kind switch
    {
        0 => Times("<a>", size) + Times("</a>", size),
        1 => Times("<a>", size),
        2 => Times("<a/>", size),
        3 => new string('1', size),
        4 => "<a " + string.Concat(Enumerable.Range(0, size / 8).Select(i => $"a{i}='' ")) + "/>",
        5 => "<a " + string.Concat(Enumerable.Range(0, size / 20).Select(i => $"xmlns:a{i}='u{i}' ")) + "/>",
        _ => "<" + new string('x', size) + "/>",
    });

    // Between two elements as often as anywhere.
    private static Gen<Func<string, int>> Place => Gen.Select(Gen.Int[0, int.MaxValue], Gen.Bool).Select<int, bool, Func<string, int>>((at, anywhere) => text =>
    {
        var place = at % (text.Length + 1);
        var boundary = anywhere ? -1 : text.AsSpan(place).IndexOfAny(Boundaries);
        return boundary < 0 ? place : place + boundary + (text[place + boundary] == '>' ? 1 : 0);
    });

    private static string Short(string segment, string status, string validity, int records = 1) =>
        $"<XmlMsg><MessageHeader><SegmentOfResult>{segment}</SegmentOfResult></MessageHeader><MessageBody><ProcessingResultStatus>{status}</ProcessingResultStatus>"
        + $"<QualificationValidity>{validity}</QualificationValidity><ResultList>{Times("<ResultOfQualificationConfirmation/>", records)}</ResultList></MessageBody></XmlMsg>";

    private static string Times(string part, int times) => new StringBuilder(part.Length * times).Insert(0, part, times).ToString();

    private static string Without(string text, int one, int other) => text.Remove(Math.Min(one, other), Math.Abs(one - other));

    private static string Copied(string text, int one, int other, int to) => text.Length > 3_000_000 ? text : text.Insert(to, text.Substring(Math.Min(one, other), Math.Abs(one - other)));

    private static byte[] Overwritten(byte[] bytes, int at, byte value)
    {
        if (bytes.Length > 0)
        {
            bytes[at % bytes.Length] = value;
        }

        return bytes;
    }
}
