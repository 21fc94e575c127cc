using System.Globalization;
using System.Text;
using Kiosk.Screen.Tests.Rig;
using Kiosk.Screen.Texts;
using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace Kiosk.Screen.Tests.Golden;

/// <summary>A screen as lines that a person can review: the text of a row, a bar, and its colours as runs of cells (see README.md beside this).</summary>
internal static class GoldenScreen
{
    private const char Usual = '.';

    // As ColorName16 counts: black, blue, green, cyan, red, magenta, yellow, gray; then the same, bright.
    private const string Letters = "kbgcrmywKBGCRMYW";

    private static readonly Attribute UsualColours = new(ColorName16.White, ColorName16.Black);

    public static string Of(ScreenRig rig)
    {
        _ = rig.Text;
        var driver = rig.App.Driver!;
        var screen = new StringBuilder();
        for (var row = 0; row < driver.Rows; row++)
        {
            screen.Append(CultureInfo.InvariantCulture, $"{TextOf(driver.Contents!, row, driver.Cols)}|{ColoursOf(driver.Contents!, row, driver.Cols)}\n");
        }

        return screen.ToString();
    }

    private static string TextOf(Cell[,] cells, int row, int columns)
    {
        var text = new StringBuilder();
        for (var column = 0; column < columns;)
        {
            var character = cells[row, column].Grapheme;
            text.Append(character);
            column += Math.Max(1, Cells.Width(character));
        }

        return text.ToString();
    }

    private static string ColoursOf(Cell[,] cells, int row, int columns)
    {
        var runs = new List<(string Colour, int Cells)>();
        for (var column = 0; column < columns; column++)
        {
            var colour = Colour(cells[row, column].Attribute ?? default);
            if (runs is [.., var last] && last.Colour == colour)
            {
                runs[^1] = (colour, last.Cells + 1);
            }
            else
            {
                runs.Add((colour, 1));
            }
        }

        return runs is [{ Colour: [Usual] }] ? "" : string.Join(' ', runs.Select(run => $"{run.Colour}{run.Cells}"));
    }

    private static string Colour(Attribute attribute) => attribute == UsualColours
        ? Usual.ToString()
        : string.Concat(
            Letter(attribute.Foreground), Letter(attribute.Background), attribute.Style.HasFlag(TextStyle.Bold) ? "*" : "", attribute.Style.HasFlag(TextStyle.Strikethrough) ? "~" : "",
            attribute.Style.HasFlag(TextStyle.Reverse) ? "%" : "", (attribute.Style & ~(TextStyle.Bold | TextStyle.Strikethrough | TextStyle.Reverse)) is TextStyle.None ? "" : $"({attribute.Style})");

    private static char Letter(Color colour) => colour == Color.None ? '-' : Letters[(int)colour.GetClosestNamedColor16()];
}
