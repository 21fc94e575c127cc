using System.Text.RegularExpressions;

namespace Kiosk.Exports.Tests;

/// <summary>Reads the text by the rules of one kind of public reader: line feeds, first blank ends the label, sections by name, six labels required.</summary>
internal static partial class LabelReader
{
    private static readonly string[] Required = ["氏名", "フリガナ", "生年月日", "記号", "番号", "保険者番号"];

    private static readonly string[] Dates = ["生年月日", "確認日", "有効開始日", "有効終了日", "資格取得年月日"];

    /// <summary>Labels and values of the main section and, under "section/label", of the back; null when a required label is missing.</summary>
    public static Dictionary<string, string>? Read(string text)
    {
        var data = new Dictionary<string, string>(StringComparer.Ordinal);
        var section = "";
        foreach (var line in text.Split('\n').Select(line => Separators().Replace(line.Trim(), " ")))
        {
            if (line.Contains("裏面記載情報", StringComparison.Ordinal))
            {
                section = "裏面記載情報/";
            }
            else if (line.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank)
            {
                data[section + line[..blank].Trim()] = line[blank..].Trim();
            }
        }

        foreach (var date in Dates.Where(data.ContainsKey))
        {
            data[date] = NoDigits().Replace(data[date], "");
        }

        return Array.TrueForAll(Required, data.ContainsKey) ? data : null;
    }

    [GeneratedRegex("[\t：:]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Separators();

    [GeneratedRegex("[^0-9]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NoDigits();
}

/// <summary>Reads the text by the rules of the other kind: begins with a known word, CRLF, TAB, a label once a section and only where it belongs, the day required.</summary>
internal static class SectionReader
{
    private const string Main = "資格情報", Back = "裏面記載情報", Elderly = "高齢受給者証";

    private static readonly Dictionary<string, string[]> Belongs = new(StringComparer.Ordinal)
    {
        ["フリガナ"] = [Main],
        ["氏名"] = [Main, Back],
        ["氏名カナ"] = [Back],
        ["生年月日"] = [Main],
        ["性別"] = [Main, Back],
        ["郵便番号"] = [Main],
        ["住所"] = [Main],
        ["証区分"] = [Main],
        ["有効開始日"] = [Main, Elderly],
        ["有効終了日"] = [Main, Elderly],
        ["負担割合"] = [Main, Elderly],
    };

    private static readonly string[] Anywhere = ["確認日 : ", "保険者番号", "保険者名", "記号", "番号", "枝番", "資格取得年月日", "本人・家族の別", "被保険者氏名", "照会番号", "未就学区分"];

    /// <summary>"section/label" and value; fails on what that reader calls unexpected.</summary>
    public static Dictionary<string, string> Read(string text)
    {
        Assert.True(text.StartsWith("資格情報", StringComparison.Ordinal) || text.StartsWith("照会番号", StringComparison.Ordinal) || text.StartsWith("未就学区分", StringComparison.Ordinal));
        var data = new Dictionary<string, string>(StringComparer.Ordinal);
        var section = "";
        foreach (var fields in text.Split("\r\n").Where(line => line.Length > 0).Select(line => line.Split('\t')))
        {
            if (fields is [Main or Back or Elderly])
            {
                section = fields[0];
                continue;
            }

            Assert.Equal(2, fields.Length);
            Assert.True(Anywhere.Contains(fields[0], StringComparer.Ordinal) || Belongs[fields[0]].Contains(section, StringComparer.Ordinal), $"{fields[0]} in {section}");
            Assert.True(fields[0] != "未就学区分" || fields[1] == "義務教育就学前");
            data.Add(Anywhere.Contains(fields[0], StringComparer.Ordinal) ? fields[0] : $"{section}/{fields[0]}", fields[1]);
        }

        Assert.False(string.IsNullOrEmpty(data["確認日 : "]));
        return data;
    }
}
