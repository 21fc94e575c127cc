namespace Kiosk.Pi.Verbs;

/// <summary>A line that is typed at the terminal and not shown.</summary>
internal static class UnseenInput
{
    private const int Longest = 512;

    /// <summary>Asks for a line. Whoever takes it clears it.</summary>
    public static char[] Ask(string prompt)
    {
        // What a verb writes out may go to a file.
        Console.Error.Write(prompt);
        var typed = GC.AllocateArray<char>(Longest, pinned: true);
        var length = 0;
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                length = Math.Max(0, length - 1);
            }
            else if (!char.IsControl(key.KeyChar) && length < Longest)
            {
                typed[length++] = key.KeyChar;
            }
        }

        Console.Error.WriteLine();
        var line = GC.AllocateArray<char>(length, pinned: true);
        typed.AsSpan(0, length).CopyTo(line);
        Array.Clear(typed);
        return line;
    }
}
