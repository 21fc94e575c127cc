using System.Text;
using Kiosk.Authority.Wire;
using Kiosk.Eligibility;

namespace Kiosk.Authority;

/// <summary>An official result message as a file (<c>OQSsiquc01res</c>), in UTF-8 or Shift_JIS; bounded, and tolerant of what it does not know, as an answer of the authority.</summary>
public static class OfficialFile
{
    /// <summary>The longest file, in bytes.</summary>
    public const int MaxBytes = BoundedXml.MaxBytes;

    private const int LongestDeclaration = 200;
    private const int Windows31J = 932;

    private static readonly Encoding ShiftJis = CodePagesEncodingProvider.Instance.GetEncoding(Windows31J, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>The answer, and the facility that it was given to; null when it is no such message.</summary>
    public static (string? FacilityCode, Confirmation Confirmation)? Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return ResultXml.Read(InUtf8(bytes)) is { } message ? (message.FacilityCode, message.Confirmation) : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte> InUtf8(ReadOnlyMemory<byte> bytes)
    {
        var declaration = Encoding.Latin1.GetString(bytes.Span[..Math.Min(bytes.Length, LongestDeclaration)]).Split("?>")[0];
        return declaration.Contains("shift_jis", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8.GetBytes(ShiftJis.GetString(bytes.Span)) : bytes;
    }
}
