using System.Globalization;

namespace Kiosk.Bench.Cards;

/// <summary>What is wrong with whatever lies on the reader, until cleared. Commands are counted from the moment the card was laid.</summary>
internal sealed record CardFaults
{
    /// <summary>One line for each, as the bench's help shows them.</summary>
    public static IReadOnlyList<string> Words => FaultTable.Lines;

    public int? PullAfter { get; init; }

    public bool PullProcessed { get; init; }

    public int? WedgeAt { get; init; }

    public (int Commands, string Name)? SwapAt { get; init; }

    public bool Mute { get; init; }

    public bool Garbage { get; init; }

    public bool Torn { get; init; }

    public TimeSpan Slow { get; init; }

    public ContactlessModel? Contactless { get; init; }

    public bool NoExtendedLength { get; init; }

    public bool NoShortIds { get; init; }

    public int? ShortPieces { get; init; }

    public bool GetsResponse { get; init; }

    public bool WrongLe { get; init; }

    public SpoiltAnswer? Answers { get; init; }

    public bool FirstIsNotAwake { get; init; }

    public bool SelectKeepsPin { get; init; }

    public BlockedPin? Blocked { get; init; }

    public bool NoPin { get; init; }

    public bool Phone { get; init; }

    public bool Foreign { get; init; }

    public bool LyingLength { get; init; }

    public bool NotACertificate { get; init; }

    public bool WrongSignature { get; init; }

    /// <summary>The faults after one more; null when the words are not understood.</summary>
    public CardFaults? With(string[] words) => FaultTable.Change(this, words);

    /// <summary>A count that is not negative; null when it is none.</summary>
    public static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>What comes instead of what the card has to say.</summary>
internal enum SpoiltAnswer
{
    /// <summary>64 KiB, whatever was asked.</summary>
    Huge,

    /// <summary>There is always more.</summary>
    Endless61,

    /// <summary>The length is always wrong.</summary>
    Endless6C,

    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>Half a status word.</summary>
    NoStatus,
}

/// <summary>How a locked PIN answers.</summary>
/// <param name="Status">To a VERIFY.</param>
/// <param name="TellsNoTries">Also to a VERIFY without data, which else tells that no try is left.</param>
internal sealed record BlockedPin(ushort Status, bool TellsNoTries)
{
    /// <summary>What the cards of today answer.</summary>
    public const ushort Locked = 0x6984;

    /// <summary>What ISO 7816-4 says.</summary>
    public const ushort LockedByIso = 0x6983;
}
