using System.Text;
using System.Text.Json;

namespace Kiosk.Pi.Tests.Secrets;

/// <summary>One person in every form in which a file could name her: as written, as typed, as encoded.</summary>
internal static class PersonMarksOnDisk
{
    // Shorter ones could stand by chance in what is sealed.
    private const int Shortest = 6;

    private static readonly string[] Words =
    [
        "架空　花子", "架空 花子", "架空花子", "花子", "ｶｸｳ ﾊﾅｺ", "ｶｸｳﾊﾅｺ", "ｶｸｳ　ﾊﾅｺ", "カクウ ハナコ", "カクウハナコ", "カクウ　ハナコ", "かくう はなこ", "かくうはなこ", "かくう　はなこ", "ハナコ", "はなこ",
        "1971-02-03", "1971/02/03", "1971.2.3", "19710203", "１９７１０２０３", "S460203", "S46.2.3", "昭和46年2月3日", "昭和４６年２月３日",
        "１２－３４", "５６７８", "12-34 5678", "12-34・5678", "\"12-34\"", "\"5678\"", "06999999", "０６９９９９９９", "26187654321", "２６１８７６５４３２１", "架空健康保険組合", "架空県架空市",
    ];

    /// <summary>In which encodings.</summary>
    public static IReadOnlyList<Encoding> Encodings { get; } = Make();

    /// <summary>Every mark, with what it says.</summary>
    public static IReadOnlyList<(string Word, byte[] Bytes)> All { get; } = [.. Words.SelectMany(word => Forms(word).Where(form => form.Length >= Shortest).Select(form => (word, form)))];

    /// <summary>What is named in some bytes.</summary>
    public static IEnumerable<string> In(byte[] bytes) => All.Where(mark => bytes.AsSpan().IndexOf(mark.Bytes) >= 0).Select(mark => mark.Word).Distinct(StringComparer.Ordinal);

    private static IEnumerable<byte[]> Forms(string word) =>
    [
        .. Encodings.Select(encoding => encoding.GetBytes(word)),
        Encoding.UTF8.GetBytes(JsonEncodedText.Encode(word).ToString()),
        Encoding.UTF8.GetBytes(Uri.EscapeDataString(word)),
        Encoding.UTF8.GetBytes(Uri.EscapeDataString(word).ToLowerInvariant()),
    ];

    private static Encoding[] Make()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.GetEncoding("shift_jis"), Encoding.GetEncoding("euc-jp")];
    }
}
