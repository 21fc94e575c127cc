using System.Text;

namespace Kiosk.Bench.Window;

/// <summary>A picture of characters. Only rows that differ from the last picture are sent to the terminal, so nothing flickers.</summary>
internal sealed class Canvas(int width, int height)
{
    private const string Plain = "";
    private readonly (string Text, string Style)[,] cells = Blank(width, height);

    public int Width { get; } = width;

    public int Height { get; } = height;

    /// <summary>Writes a text; what does not fit is cut. A style is an SGR list such as "1;32".</summary>
    public void Put(int x, int y, string text, string style = Plain)
    {
        if (y < 0 || y >= Height)
        {
            return;
        }

        foreach (var rune in text.EnumerateRunes())
        {
            var columns = Columns(rune);
            if (x < 0 || x + columns > Width)
            {
                return;
            }

            cells[y, x] = (rune.ToString(), style);
            if (columns == 2)
            {
                // The right half of a wide character: nothing is sent for it.
                cells[y, x + 1] = (string.Empty, style);
            }

            x += columns;
        }
    }

    /// <summary>Writes a text into at most so many rows, broken at blanks; returns how many it took.</summary>
    public int PutWrapped(int x, int y, int columns, string text, string style = Plain)
    {
        var row = 0;
        var line = string.Empty;
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && Columns(line) + 1 + Columns(word) > columns)
            {
                Put(x, y + row++, line, style);
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        Put(x, y + row++, line, style);
        return row;
    }

    /// <summary>One row with its styles, ready for the terminal.</summary>
    public string Row(int y)
    {
        var row = new StringBuilder();
        var style = Plain;
        for (var x = 0; x < Width; x++)
        {
            var cell = cells[y, x];
            if (cell.Style != style)
            {
                row.Append("\e[0").Append(cell.Style.Length > 0 ? ";" : "").Append(cell.Style).Append('m');
                style = cell.Style;
            }

            row.Append(cell.Text);
        }

        return row.Append("\e[0m").ToString();
    }

    /// <summary>One row without styles.</summary>
    public string Text(int y) => string.Concat(Enumerable.Range(0, Width).Select(x => cells[y, x].Text)).TrimEnd();

    /// <summary>What the terminal needs to turn the last picture into this one; everything, when there was none or of another size.</summary>
    public string Since(Canvas? last)
    {
        var same = last is not null && last.Width == Width && last.Height == Height;
        var changes = new StringBuilder(same ? string.Empty : "\e[2J");
        for (var y = 0; y < Height; y++)
        {
            var row = Row(y);
            if (!same || row != last!.Row(y))
            {
                changes.Append($"\e[{y + 1};1H").Append(row);
            }
        }

        return changes.ToString();
    }

    /// <summary>How many columns a text takes.</summary>
    public static int Columns(string text) => text.EnumerateRunes().Sum(Columns);

    // The wide blocks of Unicode that Japanese text uses.
    private static int Columns(Rune rune) => rune.Value is >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0x303E or >= 0x3041 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3
        or >= 0xF900 and <= 0xFAFF or >= 0xFE30 and <= 0xFE4F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6 or >= 0x1F300 and <= 0x1F64F or >= 0x20000 and <= 0x3FFFD ? 2 : 1;

    private static (string, string)[,] Blank(int width, int height)
    {
        var blank = new (string, string)[height, width];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                blank[y, x] = (" ", Plain);
            }
        }

        return blank;
    }
}
