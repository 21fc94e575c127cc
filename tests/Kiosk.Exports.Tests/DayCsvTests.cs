using System.Text;
using CsCheck;
using Kiosk.Records;
using Kiosk.Visits;

namespace Kiosk.Exports.Tests;

public sealed class DayCsvTests
{
    private static readonly DateOnly Day = new(2026, 11, 22);

    [Fact]
    public void Csv_OfADay_IsItsVisitsFromTheFirstToTheLast()
    {
        var late = People.Covered(People.Hanako);
        var early = People.Answered(Outcome.NotCovered, "2", People.Hanako) with { EndedAt = late.EndedAt.AddHours(-1), Method = IdentityMethod.Visual };

        var file = ExportFile.OfDay(Day, [late, early], ExportEncoding.Utf8);

        Assert.Equal(("uketsuke_20261122.csv", "text/csv; charset=UTF-8"), (file.Name, file.MediaType));
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), file.Content[..3].ToArray());
        var rows = Read(file);
        Assert.Equal(["受付ID", "受付日時", "確認日時", "確認方法", "結果", "氏名"], rows[0][..6]);
        Assert.Equal(["2026-11-22 09:30:17", "目視", "資格(無効)", "架空　花子"], rows[1][2..6]);
        Assert.Equal(["2026-11-22 10:30:17", "暗証番号", "資格(有効)", "架空　花子"], rows[2][2..6]);
        Assert.Equal(("06999999", "１２－３４", "00", "家族", "3割"), (Of(rows, 2, "保険者番号"), Of(rows, 2, "記号"), Of(rows, 2, "枝番"), Of(rows, 2, "本人・家族の別"), Of(rows, 2, "負担割合")));
    }

    // Whoever reads the list only by its columns must not take a lost insurance for one.
    [Theory]
    [InlineData(Outcome.NotCovered, "2", 1, "資格(無効)")]
    [InlineData(Outcome.Several, "5", 2, "複数該当")]
    [InlineData(Outcome.Unknown, "6", 1, "有効（未登録）")]
    [InlineData(Outcome.NoRecord, "4", 0, "該当資格なし")]
    public void Csv_OfAQualificationThatIsNotValid_HasThePersonButNoInsurance(Outcome outcome, string validity, int records, string told)
    {
        var rows = Read(ExportFile.OfDay(Day, [People.Answered(outcome, validity, [.. Enumerable.Repeat(People.Hanako, records)])], ExportEncoding.Utf8));

        Assert.Equal((told, records == 0 ? "" : "架空　花子"), (Of(rows, 1, "結果"), Of(rows, 1, "氏名")));
        Assert.All(["保険者番号", "保険者名", "記号", "番号", "枝番", "有効開始日", "負担割合"], column => Assert.Equal("", Of(rows, 1, column)));
    }

    [Theory]
    [InlineData(Outcome.CouldNotAsk, "確認できません")]
    [InlineData(Outcome.PinBlocked, "確認していません")]
    [InlineData(Outcome.Cancelled, "確認していません")]
    public void Csv_OfAVisitWithoutAnAnswer_NeverSaysInvalid(Outcome outcome, string told) =>
        Assert.Equal(told, Of(Read(ExportFile.OfDay(Day, [People.Covered(People.Hanako) with { Outcome = outcome, Confirmation = null }], ExportEncoding.Utf8)), 1, "結果"));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+81", "'+81")]
    [InlineData("-12", "'-12")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData(" =1", "' =1")]
    [InlineData("\t=1", "' =1")]
    [InlineData("＝１", "'＝１")]
    [InlineData("１２－３４", "１２－３４")]
    [InlineData("a\"b,c", "a\"b,c")]
    [InlineData("two\r\nlines", "two  lines")]
    public void Csv_ValueThatASpreadsheetWouldReckon_IsText(string value, string cell)
    {
        var rows = Read(ExportFile.OfDay(Day, [People.Covered(People.Hanako with { Symbol = value })], ExportEncoding.Utf8));
        Assert.Equal((2, cell), (rows.Count, Of(rows, 1, "記号")));
    }

    [Fact]
    public void Csv_InShiftJis_HasNoMarkAndTheOfficialOneForWhatItLacks()
    {
        var file = ExportFile.OfDay(Day, [People.Covered(People.Hanako with { Name = "𠮷野" })], ExportEncoding.ShiftJis);
        Assert.Contains("\"●野\"", CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetString(file.Content.Span), StringComparison.Ordinal);
        Assert.Equal((byte)'"', file.Content.Span[0]);
    }

    [Fact]
    public void Csv_WhateverTheValues_HasTheSameCells() => Gen.Select(Gen.String, Gen.String).Sample((name, symbol) =>
    {
        var rows = Read(ExportFile.OfDay(Day, [People.Covered(People.Hanako with { Name = name, Symbol = symbol })], ExportEncoding.Utf8));
        Assert.Equal((2, rows[0].Count), (rows.Count, rows[1].Count));
    });

    private static string Of(List<List<string>> rows, int row, string column) => rows[row][rows[0].IndexOf(column)];

    // RFC 4180 by hand: quotes, doubled quotes, commas, CRLF.
    private static List<List<string>> Read(ExportFile file)
    {
        var text = Encoding.UTF8.GetString(file.Content.Span).TrimStart('\uFEFF');
        var rows = new List<List<string>> { new() };
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"' when quoted && i + 1 < text.Length && text[i + 1] == '"':
                    cell.Append(text[i++]);
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    rows[^1].Add(cell.ToString());
                    cell.Clear();
                    break;
                case '\r' when !quoted:
                    Assert.Equal('\n', text[++i]);
                    rows[^1].Add(cell.ToString());
                    cell.Clear();
                    rows.Add([]);
                    break;
                default:
                    Assert.True(quoted, "Every cell is quoted.");
                    cell.Append(text[i]);
                    break;
            }
        }

        Assert.Empty(rows[^1]);
        rows.RemoveAt(rows.Count - 1);
        return rows;
    }
}
