namespace Kiosk.Card.Tests.Bench;

/// <summary>What a reader says to a My Number card, in hex.</summary>
internal static class Said
{
    public const string SelectAp = "00A4040C0AD392F000260100000001";
    public const string Certificate = "00B08A00000000";
    public const string Tries = "00200098";

    /// <summary>A digest in its DigestInfo: any will do.</summary>
    public const string Sign = "802A009733" + "3031300D060960864801650304020105000420" + "00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF" + "00";

    public static string Pin(string digits) => "0020009804" + Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes(digits));
}
