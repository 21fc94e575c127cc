using System.Globalization;
using System.Text;

namespace Kiosk.Eligibility;

/// <summary>
/// 記号・番号 and what else is written now half-width, now full-width. Kept raw; compared after what Unicode calls NFKC, for the characters that Japanese
/// machines can write (CP932), and with one hyphen for all that look like one. A table, because Normalize leaves these as they are where there is no ICU.
/// </summary>
public static class InsuranceText
{
    private const char Hyphen = '-';
    private const string Hyphens = "\u00AD\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u207B\u208B\u2212\u2500\u2501\u30FC\uFE58\uFE63\uFF70";
    private const char FirstWide = '\uFF01';
    private const char LastWide = '\uFF5E';
    private const int WideFromNarrow = 0xFEE0;

    private const string Single =
        "\u3000 ￠¢￡£￢¬￤¦￥¥\u212B\u00C5㊤上㊥中㊦下㊧左㊨右"
        + "\uF929朗\uF9DC隆\uFA10塚\uFA12晴\uFA15凞\uFA16猪\uFA17益\uFA18礼\uFA19神\uFA1A祥\uFA1B福\uFA1C靖\uFA1D精\uFA1E羽\uFA20蘒\uFA22諸\uFA25逸\uFA26都"
        + "\uFA2A飯\uFA2B飼\uFA2C館\uFA2D鶴";

    private const string Several =
        "‥.. …... ″′′ ℃°C №No ℡TEL ∬∫∫ ㈱(株) ㈲(有) ㈹(代) ㍻平成 ㍼昭和 ㍽大正 ㍾明治 ㎎mg ㎏kg ㎜mm ㎝cm ㎞km ㎡m2 ㏄cc ㏍KK "
        + "㌃アール ㌍カロリー ㌔キロ ㌘グラム ㌢センチ ㌣セント ㌦ドル ㌧トン ㌫パーセント ㌶ヘクタール ㌻ページ ㍉ミリ ㍊ミリバール ㍍メートル ㍑リットル ㍗ワット "
        + "ⅠI ⅡII ⅢIII ⅣIV ⅤV ⅥVI ⅦVII ⅧVIII ⅨIX ⅩX ⅰi ⅱii ⅲiii ⅳiv ⅴv ⅵvi ⅶvii ⅷviii ⅸix ⅹx";

    private static readonly Dictionary<char, string> Plain = Table();

    /// <summary>True when two texts are the same but for how they are written. What was not provided and what is empty are the same here; nothing else is the same as they.</summary>
    public static bool AreSame(string? one, string? other) => Fold(one) == Fold(other);

    /// <summary>The form in which two texts are compared; not for keeping, nor for showing.</summary>
    public static string Fold(string? text)
    {
        var folded = new StringBuilder();
        // Kana first: of two half-width characters, letter and voice mark, comes one.
        foreach (var c in Kana.ToFullWidth(text ?? ""))
        {
            if (c is >= FirstWide and <= LastWide)
            {
                folded.Append((char)(c - WideFromNarrow));
            }
            else if (Plain.GetValueOrDefault(c) is { } plain)
            {
                folded.Append(plain);
            }
            else
            {
                folded.Append(c);
            }
        }

        foreach (var hyphen in Hyphens)
        {
            folded.Replace(hyphen, Hyphen);
        }

        return folded.ToString().Trim();
    }

    private static Dictionary<char, string> Table()
    {
        var table = new Dictionary<char, string>();
        foreach (var pair in Single.Chunk(2))
        {
            table.Add(pair[0], pair[1].ToString());
        }

        foreach (var entry in Several.Split(' '))
        {
            table.Add(entry[0], entry[1..]);
        }

        for (var number = 1; number <= 20; number++)
        {
            table.Add((char)('①' + number - 1), number.ToString(CultureInfo.InvariantCulture));
        }

        return table;
    }
}
