namespace Kiosk.Card.Jpki;

/// <summary>An elementary file, key or PIN object of a card, by its file id.</summary>
internal readonly record struct FileRef(ushort Id)
{
    // ISO 7816-4: five bits, of which 0 and 31 name no file.
    private const ushort MostShort = 30;

    /// <summary>The same by its short id, which needs no SELECT; null where the id has none.</summary>
    public byte? ShortId => Id is >= 1 and <= MostShort ? (byte)Id : null;
}
