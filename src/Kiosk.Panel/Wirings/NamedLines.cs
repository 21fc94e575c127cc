namespace Kiosk.Panel;

/// <summary>Finds the lines that a wiring gives by name, on the chip that is there.</summary>
internal static class NamedLines
{
    private const int Few = 32;

    /// <inheritdoc cref="Wiring.OnChip"/>
    public static (Wiring? Wiring, string? Trouble) Resolve(Wiring wiring, string chip, IReadOnlyList<string> names)
    {
        var troubles = wiring.AllLines().Where(used => wiring.Names.Of(used.Line) is not null)
            .Select(used => Trouble(wiring, chip, names, used.Key, wiring.Names.Of(used.Line)!)).OfType<string>().ToArray();
        return troubles is [] ? (wiring.Map(OffsetOf), null) : (null, string.Join(' ', troubles));

        // What is not used may be called anything.
        int OffsetOf(int line) => wiring.Names.Of(line) is { } name && Offsets(names, name) is [var offset] ? offset : line;
    }

    private static string? Trouble(Wiring wiring, string chip, IReadOnlyList<string> names, string key, string name) => Offsets(names, name) switch
    {
        [_] => null,
        [] => $"{key} is {name}, but {chip} has no line of that name: {Known(wiring, names)}",
        var several => $"{key} is {name}, but {chip} has {several.Length} lines of that name ({string.Join(", ", several)}): give the offset of one.",
    };

    private static int[] Offsets(IReadOnlyList<string> names, string name) => [.. Enumerable.Range(0, names.Count).Where(offset => names[offset] == name)];

    private static string Known(Wiring wiring, IReadOnlyList<string> names)
    {
        var usable = names.Take(RaspberryPi.IsHeader(wiring) ? RaspberryPi.HeaderLines : names.Count).Where(name => name.Length > 0).ToArray();
        return usable.Length switch
        {
            0 => "its lines have no names, give the offset.",
            <= Few => $"there are {string.Join(", ", usable)}.",
            _ => "gpioinfo lists them.",
        };
    }
}
