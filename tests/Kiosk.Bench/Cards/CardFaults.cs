using System.Globalization;

namespace Kiosk.Bench.Cards;

/// <summary>What is wrong with whatever lies on the reader, until cleared. Commands are counted from the moment the card was laid.</summary>
internal sealed class CardFaults
{
    /// <summary>One line for each, as the bench's help shows them.</summary>
    public static IReadOnlyList<string> Words { get; } =
    [
        "clear                     the card is whole again",
        "pull-after N [processed]  N commands are answered; the next one is not, the card leaves (processed: after the card did what it was told)",
        "wedge-at N                N commands are answered; the next one never is",
        "mute                      no answer to reset: the reader looks empty",
        "garbage                   every answer is noise",
        "slow MS                   every answer takes MS milliseconds longer",
        "contactless 106|424       every answer takes the time that it needs on the air at so many kbit/s, a signature 300 ms more",
        "wrong-signature           signatures do not fit the certificate",
        "no-extended               extended length is refused (6700)",
        "no-short-ids              short file ids are refused (6A86)",
        "first-6f00                the first command after power-up is answered 6F00",
        "tries N                   the card on the reader has N PIN tries left",
        "torn                      the next answer breaks off in its length: the service dies of it",
    ];

    public int? PullAfter { get; private set; }

    public bool PullProcessed { get; private set; }

    public int? WedgeAt { get; private set; }

    public bool Mute { get; private set; }

    public bool Garbage { get; private set; }

    public TimeSpan Slow { get; private set; }

    public ContactlessModel? Contactless { get; private set; }

    public bool NoExtendedLength { get; private set; }

    public bool NoShortIds { get; private set; }

    public bool FirstIsNotAwake { get; private set; }

    public bool WrongSignature { get; private set; }

    public bool Torn { get; set; }

    /// <summary>The faults after one more; null when the words are not understood.</summary>
    public CardFaults? With(string[] words)
    {
        var next = (CardFaults)MemberwiseClone();
        switch (words)
        {
            case ["clear"]:
                return new();
            case ["pull-after", var count, .. var how] when Number(count) is { } after && how is [] or ["processed"]:
                (next.PullAfter, next.PullProcessed) = (Number(count), how is ["processed"]);
                return next;
            case ["wedge-at", var count] when Number(count) is { } at:
                next.WedgeAt = at;
                return next;
            case ["mute"]:
                next.Mute = true;
                return next;
            case ["garbage"]:
                next.Garbage = true;
                return next;
            case ["slow", var count] when Number(count) is { } milliseconds:
                next.Slow = TimeSpan.FromMilliseconds(milliseconds);
                return next;
            case ["contactless", "106" or "424"]:
                next.Contactless = new ContactlessModel(words[1] == "106" ? 106 : 424);
                return next;
            case ["wrong-signature"]:
                next.WrongSignature = true;
                return next;
            case ["no-extended"]:
                next.NoExtendedLength = true;
                return next;
            case ["no-short-ids"]:
                next.NoShortIds = true;
                return next;
            case ["first-6f00"]:
                next.FirstIsNotAwake = true;
                return next;
            case ["torn"]:
                next.Torn = true;
                return next;
            default:
                return null;
        }
    }

    /// <summary>A count that is not negative; null when it is none.</summary>
    public static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
