using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Kiosk.Eligibility;

namespace Kiosk.Search;

/// <summary>
/// The form in which what staff type is compared with what was kept: width, kana or katakana, blanks and what sounds the same make no difference, nor do the forms of a kanji in names.
/// Rather one person too many in the list than the one who stands there missing. Not for keeping, nor for showing.
/// </summary>
public static class SearchText
{
    /// <summary>What stands for a character that the authority could not send: any one character.</summary>
    public const char Unknown = '●';

    // JIS X 0213's compatibility ideographs, in Unicode's order, with what NFKC makes of them: Normalize does nothing where there is no ICU.
    private const char FirstCompatible = '\uFA30';
    private const string Compatible = "侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻";

    // Forms of one kanji that one family writes so and the other so; most have no mapping in Unicode, and are heard alike at the counter. The first stands for all.
    private const string Forms =
        "高髙 崎﨑嵜 吉𠮷 斎齋齊斉 辺邊邉 沢澤 浜濱濵 広廣 桜櫻 島嶋嶌 富冨 徳德 恵惠 曽曾 国國 槙槇 真眞 滝瀧 竜龍 渋澁 条條 桧檜 渕淵渊 関關 塩鹽 栄榮 柳栁 万萬 寿壽 与與 宝寶 実實 円圓 静靜 瀬瀨 頼賴 "
        + "薮藪 祢禰 黒黑 兎兔 舘館 来來 亀龜 鉄鐵 学學 芦蘆 巌巖 鴎鷗 弥彌 栃杤 桑桒 凛凜 尭堯 遥遙 瑶瑤 薫薰 郎郞 礼禮 穂穗 豊豐 野埜 峰峯 秋穐 壮壯 荘莊 鶴靏靍";

    // Insurers' kana often has no small letters, and who listens hears no difference between these.
    private const string Heard = "ァアィイゥウェエォオッツャヤュユョヨヮワヵカヶケヂジヅズヲオヱエヰイヴブ";

    private const string AfterVu = "アバイビエベオボ";
    private const char FirstHiragana = '\u3041';
    private const char LastHiragana = '\u3096';
    private const int KatakanaFromHiragana = 0x60;

    private static readonly FrozenDictionary<int, string> FormOf = TableOfForms();
    private static readonly FrozenDictionary<char, char> HeardAs = Heard.Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1]);
    private static readonly FrozenDictionary<char, char> VuWith = AfterVu.Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>A name, or a part of one.</summary>
    public static string Name(string? text)
    {
        var prepared = new StringBuilder(text?.Length ?? 0);
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            Prepare(rune, prepared);
        }

        return Sounds(InsuranceText.Fold(prepared.ToString()));
    }

    /// <summary>記号・番号, or a part of one: hyphens make no difference either.</summary>
    public static string Number(string? text) => Name(text).Replace("-", "", StringComparison.Ordinal);

    private static void Prepare(Rune rune, StringBuilder to)
    {
        switch (rune.Value)
        {
            case >= FirstHiragana and <= LastHiragana: to.Append((char)(rune.Value + KatakanaFromHiragana)); break;
            // Voice marks of their own or combining: as the half-width ones, which are joined with the kana before them.
            case 0x3099 or 0x309B: to.Append('ﾞ'); break;
            case 0x309A or 0x309C: to.Append('ﾟ'); break;
            // Between the parts of a foreign name, now a point and now a blank.
            case '・' or '･' or 0xFFFD: break;
            case >= FirstCompatible and < FirstCompatible + 59: to.Append(Compatible[rune.Value - FirstCompatible]); break;
            case >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF: break;
            case var _ when Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control: break;
            case var value when FormOf.TryGetValue(value, out var form): to.Append(form); break;
            default: to.Append(rune.ToString()); break;
        }
    }

    private static string Sounds(string folded)
    {
        var heard = new StringBuilder(folded.Length);
        for (var i = 0; i < folded.Length; i++)
        {
            var c = folded[i];
            // Kana is larger than Latin letters, of which no more than the case is made alike.
            var sound = HeardAs.GetValueOrDefault(c, char.ToUpperInvariant(c));
            if (c == 'ヴ' && i + 1 < folded.Length && VuWith.TryGetValue(HeardAs.GetValueOrDefault(folded[i + 1], folded[i + 1]), out var joined))
            {
                sound = joined;
                i++;
            }

            if (c == '々' && heard.Length > 0)
            {
                Repeat(heard);
            }
            else
            {
                heard.Append(sound);
            }
        }

        return heard.ToString();
    }

    // 佐々木 is 佐佐木, surrogate pairs included.
    private static void Repeat(StringBuilder heard)
    {
        var pair = heard.Length > 1 && char.IsLowSurrogate(heard[^1]);
        heard.Append(heard.ToString(heard.Length - (pair ? 2 : 1), pair ? 2 : 1));
    }

    private static FrozenDictionary<int, string> TableOfForms()
    {
        var table = new Dictionary<int, string>();
        foreach (var group in Forms.Split(' '))
        {
            var runes = group.EnumerateRunes().ToArray();
            foreach (var other in runes[1..])
            {
                table.TryAdd(other.Value, runes[0].ToString());
            }
        }

        return table.ToFrozenDictionary();
    }
}
