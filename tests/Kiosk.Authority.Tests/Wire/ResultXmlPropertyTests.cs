using System.Text;
using CsCheck;
using Kiosk.Authority.Wire;
using Kiosk.Eligibility;
using Kiosk.Visits;

namespace Kiosk.Authority.Tests.Wire;

public sealed class ResultXmlPropertyTests
{
    private static readonly byte[] Lost = Encoding.UTF8.GetBytes(Sample.Message("2"));
    private static readonly byte[] Covered = Encoding.UTF8.GetBytes(Sample.Message());

    [Fact]
    public void Read_RandomBytes_NeverThrowsAndIsNone() =>
        Gen.Byte.Array[0, 2000].Sample(bytes => ResultXml.Read(bytes) is null);

    /// <summary>Bytes deleted, repeated, moved or overwritten: what said "not covered" never comes to say "covered".</summary>
    [Fact]
    public void Read_GarbledNotCovered_IsNeverCovered() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, Lost.Length - 1], Gen.Int[0, 200], Gen.Int[0, Lost.Length - 1], Gen.Byte)
            .Sample((how, from, length, to, value) => !IsCovered(Garble(Lost, how, from, length, to, value)), iter: 5000);

    /// <summary>A garbled "covered" is still one whole, well-formed message for one person, or it is nothing.</summary>
    [Fact]
    public void Read_TruncatedCovered_IsNone() =>
        Gen.Int[0, Covered.Length - 2].Sample(length => ResultXml.Read(Covered.AsMemory(0, length)) is null);

    [Fact]
    public void IsCovered_Ungarbled_Holds() => Assert.True(IsCovered(Covered));

    private static bool IsCovered(byte[] bytes) => ResultXml.Read(bytes) is { } message && Verdict.Of(message.Confirmation).Outcome == Outcome.Covered;

    private static byte[] Garble(byte[] bytes, int how, int from, int length, int to, byte value)
    {
        var end = Math.Min(bytes.Length, from + length);
        return how switch
        {
            0 => [.. bytes[..from], .. bytes[end..]],
            1 => [.. bytes[..to], .. bytes[from..end], .. bytes[to..]],
            2 => [.. bytes[..from], .. Enumerable.Repeat(value == '1' ? (byte)'3' : value, end - from), .. bytes[end..]],
            _ => [.. bytes[..from], value == '1' ? (byte)'3' : value, .. bytes[Math.Min(bytes.Length, from + 1)..]],
        };
    }
}
