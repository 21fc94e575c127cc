using System.Globalization;
using Kiosk.Bench.People;

namespace Kiosk.Bench.Cards;

/// <summary>What can be wrong with a card: its words, what they mean, what they change.</summary>
internal static class FaultTable
{
    private static readonly Fault[] All =
    [
        new("clear", "", "the card is whole again", (_, rest) => rest is [] ? new() : null),
        new("pull-after", "N [processed]", "N commands are answered; the next one is not, the card leaves (processed: after the card did what it was told)", Pull),
        new("wedge-at", "N", "N commands are answered; the next one never is", Count((faults, at) => faults with { WedgeAt = at })),
        new("swap-at", "N NAME", "N commands are answered; the next one by NAME's card, without power before: neither reader nor service notices", Swap),
        new("mute", "", "no answer to reset: the reader looks empty", Flag(faults => faults with { Mute = true })),
        new("garbage", "", "every answer is noise", Flag(faults => faults with { Garbage = true })),
        new("slow", "MS", "every answer takes MS milliseconds longer", Count((faults, ms) => faults with { Slow = TimeSpan.FromMilliseconds(ms) })),
        new("contactless", "106|424", "every answer takes the time that it needs on the air at so many kbit/s, a signature 300 ms more", Contactless),
        new("wrong-signature", "", "signatures do not fit the certificate", Flag(faults => faults with { WrongSignature = true })),
        new("no-extended", "", "extended length is refused (6700)", Flag(faults => faults with { NoExtendedLength = true })),
        new("no-short-ids", "", "short file ids are refused (6A86)", Flag(faults => faults with { NoShortIds = true })),
        new("short-pieces", "N", "READ BINARY gives N bytes at most, with 9000", Count((faults, most) => most > 0 ? faults with { ShortPieces = most } : null)),
        new("gets-61", "", "data is held back with 61xx and fetched by GET RESPONSE, as with T=0", Flag(faults => faults with { GetsResponse = true })),
        new("wrong-le-6c", "", "a READ BINARY beyond the file's end is answered 6Cxx with the right length", Flag(faults => faults with { WrongLe = true })),
        new("first-6f00", "", "the first command after power-up is answered 6F00", Flag(faults => faults with { FirstIsNotAwake = true })),
        new("select-keeps-pin", "", "SELECT of the application does not forget the verified PIN", Flag(faults => faults with { SelectKeepsPin = true })),
        new("tries", "N", "the card on the reader has N PIN tries left", (_, _) => null),
        new("blocked", "[6983|6984-always]", "the PIN is locked (6983: VERIFY says so with 6983; 6984-always: even the question for the tries is answered 6984)", Blocked),
        new("no-pin", "", "a card without a PIN, as for people who are recognised by their face", Flag(faults => faults with { NoPin = true })),
        new("phone", "", "it answers as an Android phone: certificate only after the PIN", Flag(faults => faults with { Phone = true })),
        new("foreign", "", "it has no JPKI application", Flag(faults => faults with { Foreign = true })),
        new("lying-length", "", "the certificate claims to be far longer than its file", Flag(faults => faults with { LyingLength = true })),
        new("not-a-certificate", "", "noise under a certificate's right header", Flag(faults => faults with { NotACertificate = true })),
        new("huge", "", "every READ BINARY is answered with 64 KiB", Flag(faults => faults with { Answers = SpoiltAnswer.Huge })),
        new("endless-61", "", "every answer is data and 61FF, for ever", Flag(faults => faults with { Answers = SpoiltAnswer.Endless61 })),
        new("endless-6c", "", "every READ BINARY is answered 6C20, for ever", Flag(faults => faults with { Answers = SpoiltAnswer.Endless6C })),
        new("empty", "", "every answer has no bytes", Flag(faults => faults with { Answers = SpoiltAnswer.Empty })),
        new("no-status", "", "every answer is one byte", Flag(faults => faults with { Answers = SpoiltAnswer.NoStatus })),
        new("torn", "", "the next answer breaks off in its length: the service dies of it", Flag(faults => faults with { Torn = true })),
    ];

    /// <summary>One line for each, as the bench's help shows them.</summary>
    public static IReadOnlyList<string> Lines { get; } = [.. All.Select(fault => $"{$"{fault.Name} {fault.Arguments}",-28} {fault.Meaning}")];

    /// <summary>The faults after one more; null when the words are not understood.</summary>
    /// <exception cref="KeyNotFoundException">Nobody has the card that is named.</exception>
    public static CardFaults? Change(CardFaults faults, string[] words) =>
        words is [var name, .. var rest] && All.FirstOrDefault(fault => fault.Name == name) is { } known ? known.Change(faults, rest) : null;

    private static Func<CardFaults, string[], CardFaults?> Flag(Func<CardFaults, CardFaults> change) => (faults, rest) => rest is [] ? change(faults) : null;

    private static Func<CardFaults, string[], CardFaults?> Count(Func<CardFaults, int, CardFaults?> change) =>
        (faults, rest) => rest is [var text] && CardFaults.Number(text) is { } count ? change(faults, count) : null;

    private static CardFaults? Pull(CardFaults faults, string[] rest) =>
        rest is [var text, .. var how] && CardFaults.Number(text) is { } after && how is [] or ["processed"]
            ? faults with { PullAfter = CardFaults.Number(rest[0]), PullProcessed = rest.Length > 1 } : null;

    private static CardFaults? Swap(CardFaults faults, string[] rest) =>
        rest is [var text, var name] && CardFaults.Number(text) is { } at ? faults with { SwapAt = (at, Person.Named(name).Key) } : null;

    private static CardFaults? Contactless(CardFaults faults, string[] rest) =>
        rest is ["106" or "424"] ? faults with { Contactless = new(int.Parse(rest[0], CultureInfo.InvariantCulture)) } : null;

    private static CardFaults? Blocked(CardFaults faults, string[] rest) => rest switch
    {
        [] => faults with { Blocked = new(BlockedPin.Locked, TellsNoTries: false) },
        ["6983"] => faults with { Blocked = new(BlockedPin.LockedByIso, TellsNoTries: false) },
        ["6984-always"] => faults with { Blocked = new(BlockedPin.Locked, TellsNoTries: true) },
        _ => null,
    };

    private sealed record Fault(string Name, string Arguments, string Meaning, Func<CardFaults, string[], CardFaults?> Change);
}
