using Kiosk.Card.Iso7816;
using Kiosk.Cards;

namespace Kiosk.Card.Jpki;

/// <summary>The public-key application of one card, in one transaction. Blocking; on the card's thread only.</summary>
internal sealed class JpkiApplication(CardConversation card, IReadOnlyList<CardProfile> profiles, ReaderHabits habits)
{
    private readonly CardFiles files = new(card, habits);
    private bool pinByShortId;
    private bool keyByShortId;

    /// <summary>The generation of the card; known after <see cref="Select"/>.</summary>
    public CardProfile Profile { get; private set; } = profiles[0];

    private FileRef Pin => new(Profile.Pin);

    private FileRef Key => new(Profile.Key);

    /// <summary>Selects the application, of the first generation that the card answers to; null when it does.</summary>
    public CardTrouble? Select()
    {
        foreach (var profile in profiles)
        {
            var selected = card.Send(Command.SelectApplication(profile.Aid));
            if (selected.Trouble is null && selected.Value.Status == StatusWord.NotAwake)
            {
                selected = card.Send(Command.SelectApplication(profile.Aid));
            }

            if (selected.Trouble is not null || selected.Value.IsOk)
            {
                Profile = profile;
                return selected.Trouble;
            }
        }

        return CardTrouble.NotMyNumberCard;
    }

    /// <summary>The authentication certificate, which a plastic card gives without a PIN.</summary>
    public CardResult<ReadOnlyMemory<byte>> ReadCertificate()
    {
        var certificate = files.ReadCertificate(new FileRef(Profile.Certificate));

        // A phone gives it only after the PIN: its token tells.
        return certificate.Trouble == CardTrouble.Unreadable && FindPhone() == CardTrouble.PhoneToken ? CardTrouble.PhoneToken : certificate;
    }

    /// <summary>Reads the token's label: <see cref="CardTrouble.PhoneToken"/>, other trouble on the way, or null for a plastic card.</summary>
    public CardTrouble? FindPhone()
    {
        var label = files.ReadStart(new FileRef(Profile.Token), TokenLabel.Length);
        return label.Trouble ?? (TokenLabel.IsPhone(label.Value.Span) ? CardTrouble.PhoneToken : null);
    }

    /// <summary>Asks for the tries left by a VERIFY without data, which spends none; null when all else went well and only the PIN does not answer: a face-recognition card, as far as is known of them.</summary>
    public CardResult<PinTries?> ReadTries()
    {
        (pinByShortId, keyByShortId) = (files.UsesShortId(Pin), files.UsesShortId(Key));
        var answer = AskTries();
        if (pinByShortId && answer.Trouble is null && TriesIn(answer.Value.Status) is null)
        {
            keyByShortId = pinByShortId = false;
            answer = AskTries();
        }

        return answer switch
        {
            { Trouble: { } trouble } => trouble,
            { Value.Status: var status } => TriesIn(status) is { } left ? new PinTries(left)
                : status == StatusWord.Ok ? CardTrouble.Unreadable
                : (PinTries?)null,
        };
    }

    /// <summary>Room for a VERIFY: header, length and four digits.</summary>
    public const int VerifyLength = 5 + Cards.Pin.Length;

    /// <summary>Writes VERIFY into a buffer that its owner zeroes.</summary>
    public void WriteVerify(ReadOnlySpan<byte> digits, Span<byte> command)
    {
        ReadOnlySpan<byte> header = [0x00, 0x20, 0x00, Reference(pinByShortId, Pin), Cards.Pin.Length];
        header.CopyTo(command);
        digits.CopyTo(command[header.Length..]);
    }

    /// <summary>Sends VERIFY once. Nothing here ever sends it again.</summary>
    public CardResult<PinVerdict> Verify(ReadOnlySpan<byte> command)
    {
        if (!pinByShortId && files.Select(Pin) is var pointed && (pointed.Trouble is not null || !pointed.Value.IsOk))
        {
            return pointed.Trouble ?? CardTrouble.Unreadable;
        }

        var answer = card.SendOnce(command);
        return answer switch
        {
            { Trouble: { } lost } => lost,
            { Value.IsOk: true } => new PinVerdict(Accepted: true, new PinTries(PinTries.Full)),
            { Value.Status: var status } => TriesIn(status) is { } left ? new PinVerdict(Accepted: false, new PinTries(left)) : CardTrouble.Unreadable,
        };
    }

    /// <summary>Lets the authentication key sign; the PIN must have been accepted in this transaction. The application is not selected again in between: that would lose the PIN.</summary>
    public CardResult<ReadOnlyMemory<byte>> Sign(ReadOnlyMemory<byte> input)
    {
        var answer = keyByShortId ? SignAs(byShortId: true, input) : SelectedFirst(Key, () => SignAs(byShortId: false, input));
        if (keyByShortId && answer.Trouble is null && !answer.Value.IsOk)
        {
            keyByShortId = false;
            return Sign(input);
        }

        return answer switch
        {
            { Trouble: { } lost } => lost,
            { Value: { IsOk: true, Data: var signature } } => signature,
            _ => CardTrouble.Unreadable,
        };
    }

    private CardResult<Answer> SignAs(bool byShortId, ReadOnlyMemory<byte> input) =>
        card.Send(new Command(0x80, 0x2A, 0x00, Reference(byShortId, Key), input, Command.ShortMost));

    private CardResult<Answer> AskTries() => pinByShortId ? SendAskTries() : SelectedFirst(Pin, SendAskTries);

    private CardResult<Answer> SendAskTries() => card.SendOnce([0x00, 0x20, 0x00, Reference(pinByShortId, Pin)]);

    private CardResult<Answer> SelectedFirst(FileRef file, Func<CardResult<Answer>> then) =>
        files.Select(file) is var selected && selected.Trouble is null && selected.Value.IsOk ? then() : selected;

    // The nibble counts only from 63Cx; both words of a locked PIN mean none.
    private static int? TriesIn(StatusWord status) => status == StatusWord.PinBlocked || status == StatusWord.PinBlockedIso ? 0 : status.TriesLeft;

    private static byte Reference(bool byShortId, FileRef file) => (byte)(0x80 | (byShortId ? file.ShortId ?? 0 : 0));
}
