using Kiosk.Card.Iso7816;
using Kiosk.Cards;

namespace Kiosk.Card.Jpki;

/// <summary>The public-key application of one card, in one transaction. Blocking; on the card's thread only.</summary>
internal sealed class JpkiApplication(CardConversation card, CardProfile profile, ReaderHabits habits)
{
    private readonly CardFiles files = new(card, habits);
    private bool pinByShortId;
    private bool keyByShortId;

    /// <summary>Selects the application and declines what is no plastic My Number card; null when it is one.</summary>
    public CardTrouble? Recognise()
    {
        var selected = card.Send(Command.SelectApplication(profile.Aid));
        if (selected.Trouble is null && selected.Value.Status == StatusWord.NotAwake)
        {
            selected = card.Send(Command.SelectApplication(profile.Aid));
        }

        if (selected.Trouble is not null || !selected.Value.IsOk)
        {
            return selected.Trouble ?? CardTrouble.NotMyNumberCard;
        }

        var label = files.ReadStart(profile.Token, TokenLabel.Length);
        return label.Trouble ?? (TokenLabel.IsPhone(label.Value.Span) ? CardTrouble.PhoneToken : null);
    }

    /// <summary>The authentication certificate, which a plastic card gives without a PIN.</summary>
    public CardResult<ReadOnlyMemory<byte>> ReadCertificate() => files.ReadCertificate(profile.Certificate);

    /// <summary>Asks for the tries left by a VERIFY without data, which spends none.</summary>
    public CardResult<PinTries> ReadTries()
    {
        keyByShortId = pinByShortId = files.ShortIds;
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
                // All else went well and only the PIN does not answer: a face-recognition card, as far as is known of them.
                : CardTrouble.PinUnusable,
        };
    }

    /// <summary>Room for a VERIFY: header, length and four digits.</summary>
    public const int VerifyLength = 5 + Pin.Length;

    /// <summary>Writes VERIFY into a buffer that its owner zeroes.</summary>
    public void WriteVerify(ReadOnlySpan<byte> digits, Span<byte> command)
    {
        ReadOnlySpan<byte> header = [0x00, 0x20, 0x00, Reference(pinByShortId, profile.Pin), Pin.Length];
        header.CopyTo(command);
        digits.CopyTo(command[header.Length..]);
    }

    /// <summary>Sends VERIFY once. Nothing here ever sends it again.</summary>
    public CardResult<PinVerdict> Verify(ReadOnlySpan<byte> command)
    {
        if (!pinByShortId && Pointed(profile.Pin) is { } trouble)
        {
            return trouble;
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
        var answer = keyByShortId ? SignAs(shortId: true, input) : Pointed(profile.Key) is { } trouble ? trouble : SignAs(shortId: false, input);
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

    private CardResult<Answer> SignAs(bool shortId, ReadOnlyMemory<byte> input) =>
        card.Send(new Command(0x80, 0x2A, 0x00, Reference(shortId, profile.Key), input, Command.ShortMost));

    private CardResult<Answer> AskTries() => !pinByShortId && Pointed(profile.Pin) is { } trouble
        ? trouble
        : card.SendOnce([0x00, 0x20, 0x00, Reference(pinByShortId, profile.Pin)]);

    private CardTrouble? Pointed(FileRef file)
    {
        var selected = files.Select(file);
        return selected.Trouble ?? (selected.Value.IsOk ? null : CardTrouble.PinUnusable);
    }

    // The nibble counts only from 63Cx; both words of a locked PIN mean none.
    private static int? TriesIn(StatusWord status) => status == StatusWord.PinBlocked || status == StatusWord.PinBlockedIso ? 0 : status.TriesLeft;

    private static byte Reference(bool shortId, FileRef file) => (byte)(0x80 | (shortId ? file.ShortId : 0));
}
