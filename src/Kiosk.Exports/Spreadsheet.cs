namespace Kiosk.Exports;

/// <summary>What a spreadsheet does with the cells of a CSV file.</summary>
public static class Spreadsheet
{
    /// <summary>The value; what a spreadsheet would take for a formula, also in full width or behind blanks, gets an apostrophe before it.</summary>
    public static string Harmless(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value is ['\t' or '\r', ..] || value.TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..] ? "'" + value : value;
    }
}
