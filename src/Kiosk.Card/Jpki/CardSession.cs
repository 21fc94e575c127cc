using System.Security.Cryptography;
using Kiosk.Card.Iso7816;
using Kiosk.Card.Pcsc;
using Kiosk.Cards;

namespace Kiosk.Card.Jpki;

/// <summary>One transaction with one card: its thread, its link, its application. The waiting side gives up on a card that hangs; the thread lets go of it whenever it can.</summary>
internal sealed class CardSession(CardLink link, Watchdog watchdog, IReadOnlyList<CardProfile> profiles, CertificateCheck check, Func<DateTimeOffset?> trustedNow) : ICardSession
{
    private readonly CardThread thread = new();
    private JpkiApplication? application;
    private CheckedCertificate? read;
    private Task<CardResult<bool>>? isCard;
    private Task? ended;

    /// <summary>Connects to the card and begins the transaction.</summary>
    public Task<CardResult<string>> OpenAsync(Func<string, ReaderHabits> habitsOf, CancellationToken cancellation) => RunAsync(
        () =>
        {
            var reader = link.Open();
            if (reader.Trouble is null)
            {
                application = new JpkiApplication(new CardConversation(link), profiles, habitsOf(reader.Value));
            }

            return reader;
        },
        cancellation);

    /// <inheritdoc />
    public async Task<CardResult<CardReading>> ReadAsync(CancellationToken cancellation)
    {
        var card = Application;
        var der = await RunAsync(() => card.Select() is { } trouble ? trouble : card.ReadCertificate(), cancellation);
        if (der.Trouble is { } unread)
        {
            return unread;
        }

        // Card and stand work at once: the tries are asked for while the certificate is judged, and neither waits for the other.
        var asked = RunAsync(card.ReadTries, cancellation);
        var judged = check.Judge(der.Value, card.Profile.Algorithm, trustedNow());
        read?.Scheme.Dispose();
        read = judged.Trouble is null ? judged.Value : null;
        var tries = await asked;
        if (judged.Trouble is { } refused)
        {
            return refused;
        }

        // While the visitor looks for the keys; what came of it is asked for before the PIN is sent.
        isCard = RunAsync<bool>(() => card.FindPhone() is { } trouble ? trouble : true, cancellation);
        return tries.Trouble is { } untold ? untold : new CardReading(tries.Value, judged.Value.Certificate);
    }

    /// <inheritdoc />
    public async Task<CardResult<PinVerdict>> VerifyAsync(Pin pin, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(pin);
        var command = GC.AllocateArray<byte>(JpkiApplication.VerifyLength, pinned: true);
        try
        {
            cancellation.ThrowIfCancellationRequested();
            var card = Application;

            // Sent outside Consume: whoever clears the PIN must not wait for a card that hangs.
            pin.Consume(digits =>
            {
                card.WriteVerify(digits, command);
                return true;
            });
            if (isCard is { } known && (await known).Trouble is { } trouble)
            {
                return trouble;
            }

            cancellation.ThrowIfCancellationRequested();

            // Once begun it is not cancelled: its outcome counts, and the buffer must not change under way.
            return await RunAsync(() => card.Verify(command), CancellationToken.None);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(command);
            pin.Clear();
        }
    }

    /// <inheritdoc />
    public Task<CardResult<CardSignature>> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        var scheme = read?.Scheme ?? throw new InvalidOperationException("The card was not read.");
        var card = Application;
        return RunAsync(() => Sign(card, scheme, message), cancellation);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (ended is null)
        {
            watchdog.Close();
            ended = thread.EndAsync(LetGo);
        }

        await watchdog.AwaitEndAsync(ended);
    }

    private JpkiApplication Application => application ?? throw new InvalidOperationException("The session is not open.");

    private static CardResult<CardSignature> Sign(JpkiApplication card, SignatureScheme scheme, ReadOnlyMemory<byte> message)
    {
        var signature = card.Sign(scheme.CardInput(message.Span));
        return signature switch
        {
            { Trouble: { } trouble } => trouble,
            { Value: var bytes } when !scheme.Fits(message.Span, bytes.Span) => CardTrouble.SignatureInvalid,
            { Value: var bytes } => new CardSignature(card.Profile.Algorithm, bytes),
        };
    }

    private async Task<CardResult<T>> RunAsync<T>(Func<CardResult<T>> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (watchdog.IsExpired || ended is not null)
        {
            return CardTrouble.Unresponsive;
        }

        var job = thread.RunAsync(work);
        await watchdog.AwaitAsync(job).WaitAsync(cancellation);
        return job.IsCompleted ? await job : CardTrouble.Unresponsive;
    }

    private void LetGo()
    {
        link.Close();
        read?.Scheme.Dispose();
        watchdog.Dispose();
    }
}
