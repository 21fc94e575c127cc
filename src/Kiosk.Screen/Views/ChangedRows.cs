using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;

namespace Kiosk.Screen.Views;

/// <summary>
/// Lets only rows go to the terminal that look different there. Terminal.Gui sends every cell that was drawn, also one that is as it was: the whole screen each second while the authority is asked,
/// which a slow ssh connection has to carry, and a slow terminal to paint.
/// </summary>
internal sealed class ChangedRows
{
    private Cell[,] sent = new Cell[0, 0];

    /// <summary>Sends all the next time: something else may have written over it.</summary>
    public void Forget() => sent = new Cell[0, 0];

    /// <summary>To be called when all is drawn and nothing is sent yet.</summary>
    public void Keep(IOutputBuffer buffer)
    {
        if (buffer.Contents is not { } drawn)
        {
            return;
        }

        // In another size, nothing is known of what the terminal made of the rest.
        var isKnown = sent.GetLength(0) == drawn.GetLength(0) && sent.GetLength(1) == drawn.GetLength(1);
        for (var row = 0; row < drawn.GetLength(0); row++)
        {
            // A row is sent whole or not at all: around every cell that is left out the cursor would be moved.
            var isChanged = !isKnown || Differs(drawn, row);
            buffer.DirtyLines[row] = isChanged;
            for (var column = 0; column < drawn.GetLength(1); column++)
            {
                drawn[row, column].IsDirty = isChanged;
            }
        }

        sent = isKnown ? sent : new Cell[drawn.GetLength(0), drawn.GetLength(1)];
        Array.Copy(drawn, sent, drawn.Length);
    }

    private bool Differs(Cell[,] drawn, int row)
    {
        for (var column = 0; column < drawn.GetLength(1); column++)
        {
            if (drawn[row, column].Grapheme != sent[row, column].Grapheme || drawn[row, column].Attribute != sent[row, column].Attribute)
            {
                return true;
            }
        }

        return false;
    }
}
