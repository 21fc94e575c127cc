namespace Kiosk.Benchmarks.Reports;

/// <summary>Columns as wide as their widest cell; the first one runs left, numbers run right.</summary>
internal sealed class Table(params string[] headers)
{
    private readonly List<string[]> rows = [];

    /// <summary>One line; a line of one cell is a heading between the others and widens nothing.</summary>
    public void Add(params string[] cells) => rows.Add(cells);

    public override string ToString()
    {
        string[][] all = [headers, .. rows];
        int[] widths = [.. Enumerable.Range(0, headers.Length).Select(column => all.Where(row => row.Length > 1).Max(row => row[column].Length))];
        return string.Concat(all.Select(row => Line(widths, row) + '\n'));
    }

    /// <summary>One line in columns of these widths, for tables that grow while they are read.</summary>
    public static string Line(IReadOnlyList<int> widths, IReadOnlyList<string> cells) =>
        string.Join("  ", cells.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))).TrimEnd();
}
