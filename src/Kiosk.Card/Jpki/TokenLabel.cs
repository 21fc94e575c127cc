using System.Text;

namespace Kiosk.Card.Jpki;

/// <summary>The label in the token file tells plastic from phone; never the ATR, which differs from card to card and reader to reader.</summary>
internal static class TokenLabel
{
    /// <summary>The label's field: 32 bytes, padded with blanks.</summary>
    public const int Length = 32;

    private const string Android = "JPKIAPGPSETOKEN";
    private const string IPhone = "JPKIAPIOSTOKEN";

    /// <summary>A phone: its certificate is readable only after a PIN, and the stand takes plastic cards only.</summary>
    public static bool IsPhone(ReadOnlySpan<byte> field)
    {
        var label = Encoding.ASCII.GetString(field[..Math.Min(field.Length, Length)]).TrimEnd(' ', '\0');
        return label is Android or IPhone;
    }
}
