using System.IO.Enumeration;

namespace Kiosk.Card.Pcsc;

/// <summary>Which of the readers is the stand's: the one with the configured name, and of several the one with the card.</summary>
internal sealed class ReaderChoice(string? pattern)
{
    private volatile string? preferred;

    /// <summary>The reader on which a card is known to lie: with cards on two readers, the one laid first stays the one in use.</summary>
    public string? Preferred
    {
        get => preferred;
        set => preferred = value;
    }

    /// <summary>The readers that come into question.</summary>
    public IReadOnlyList<ReaderStatus> Among(IReadOnlyList<string> names) => [.. names.Where(IsWanted).Select(name => new ReaderStatus(name))];

    /// <summary>True when a reader of this name comes into question.</summary>
    public bool IsWanted(string name) => pattern is null || FileSystemName.MatchesSimpleExpression(pattern, name);

    /// <summary>The reader whose card is served: the one in use, else the only one with a card; null when no card lies anywhere, or several do and a PIN could go to the wrong one.</summary>
    public ReaderStatus? WithCard(IReadOnlyList<ReaderStatus> readers)
    {
        var withCard = readers.Where(reader => reader.HasCard).ToArray();
        return Array.Find(withCard, reader => reader.Name == preferred) ?? (withCard.Length == 1 ? withCard[0] : null);
    }
}
