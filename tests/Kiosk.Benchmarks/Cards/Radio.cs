namespace Kiosk.Benchmarks.Cards;

/// <summary>How the card is reached.</summary>
/// <param name="Name">In the words of the table.</param>
/// <param name="Fault">The words that the card host is told.</param>
/// <param name="IsModelled">Whether the card's own time is known.</param>
internal sealed record Radio(string Name, string[] Fault, bool IsModelled)
{
    public static IReadOnlyList<Radio> All { get; } =
    [
        new("without a radio: the emulated card answers at once", ["clear"], IsModelled: false),
        Contactless("106"),
        Contactless("424"),
    ];

    /// <summary>What a whole desk is measured with: the slowest.</summary>
    public static Radio ForDesk => All[1];

    private static Radio Contactless(string rate) => new($"contactless at {rate} kbit/s, by the bench's model (a signature takes the card 300 ms)", ["contactless", rate], IsModelled: true);
}
