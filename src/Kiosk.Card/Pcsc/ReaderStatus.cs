namespace Kiosk.Card.Pcsc;

/// <summary>One reader in a wait for change.</summary>
internal sealed class ReaderStatus(string name)
{
    /// <summary>The name under which the service tells that a reader was plugged in or out.</summary>
    public const string PlugAndPlay = @"\\?PnP?\Notification";

    private const uint Changed = 0x0002;
    private const uint Unknown = 0x0004;
    private const uint Unavailable = 0x0008;
    private const uint Present = 0x0020;

    public string Name { get; } = name;

    /// <summary>The state that the waiting side knows of; 0 asks for the state at once.</summary>
    public uint Known { get; set; }

    /// <summary>The state after the wait.</summary>
    public uint Seen { get; set; }

    /// <summary>False for a reader that was unplugged since the list was made: then its card was not taken by anybody.</summary>
    public bool IsThere => (Seen & (Unknown | Unavailable)) == 0;

    public bool HasCard => IsThere && (Seen & Present) != 0;

    /// <summary>Counts insertions and removals, so that a card swapped between two looks is noticed.</summary>
    public uint EventCount => Seen >> 16;

    /// <summary>From now on, only what differs from the last look counts.</summary>
    public void Remember() => Known = Seen & ~Changed;
}
