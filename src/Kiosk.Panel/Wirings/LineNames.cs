using System.Globalization;

namespace Kiosk.Panel;

/// <summary>
/// Lines that are given by the kernel's name for them instead of their offset. Which offset a name has is known when the chip is open; until then a number below zero
/// stands for it in the <see cref="Wiring"/>.
/// </summary>
public sealed class LineNames
{
    private readonly List<string> names = [];

    /// <summary>There are any.</summary>
    internal bool Any => names.Count > 0;

    /// <summary>The number that stands for a name; the same for the same name.</summary>
    public int NumberOf(string name)
    {
        if (!names.Contains(name, StringComparer.Ordinal))
        {
            names.Add(name);
        }

        return -1 - names.IndexOf(name);
    }

    /// <summary>The name that a number stands for; null when it is an offset, or nothing at all.</summary>
    internal string? Of(int line) => line < 0 && -1 - line < names.Count ? names[-1 - line] : null;

    /// <summary>The line as kiosk.json has it.</summary>
    internal string Words(int line) => Of(line) ?? line.ToString(CultureInfo.InvariantCulture);
}
