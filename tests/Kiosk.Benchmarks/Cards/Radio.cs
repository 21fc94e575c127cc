namespace Kiosk.Benchmarks.Cards;

/// <summary>How the card is reached.</summary>
/// <param name="Name">In the words of the table.</param>
/// <param name="Fault">The words that the card host is told.</param>
/// <param name="IsModelled">Whether the card's own time is known.</param>
internal sealed record Radio(string Name, string[] Fault, bool IsModelled)
{
#if CARD_TIME
    public static IReadOnlyList<Radio> All { get; } = [None, Contactless("106"), Contactless("424")];
#else
    // SEAM: as in Traffic.cs; the card host does not know the word yet.
    public static IReadOnlyList<Radio> All { get; } = [None];
#endif

    /// <summary>What a whole desk is measured with.</summary>
    public static Radio ForDesk => All.FirstOrDefault(radio => radio.IsModelled) ?? All[0];

    private static Radio None => new("without a radio: the emulated card answers at once", ["clear"], IsModelled: false);

#if CARD_TIME
    private static Radio Contactless(string rate) => new($"contactless at {rate} kbit/s, by the bench's model", ["contactless", rate], IsModelled: true);
#endif
}
