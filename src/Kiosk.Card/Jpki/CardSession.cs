using System.Security.Cryptography;
using Kiosk.Card.Iso7816;
using Kiosk.Card.Pcsc;
using Kiosk.Cards;

namespace Kiosk.Card.Jpki;

/// <summary>One transaction with one card: its thread, its link, its application. The waiting side gives up on a card that hangs; the thread lets go of it whenever it can.</summary>
internal sealed class CardSession(CardLink link, Watchdog watchdog, CertificateCheck check, Func<DateTimeOffset?> trustedNow) : ICardSession
{
    private readonly CardThread thread = new();
    private JpkiApplication? application;
    private CheckedCertificate? read;
    private Task? ended;

    /// <summary>Connects to the card and begins the transaction.</summary>
    public Task<CardResult<string>> OpenAsync(Func<string, ReaderHabits> habitsOf, CancellationToken cancellation) => RunAsync(
        () =>
        {
            var reader = link.Open();
            if (reader.Trouble is null)
            {
                application = new JpkiApplication(new CardConversation(link), CardProfile.Jpki, habitsOf(reader.Value));
            }

            return reader;
        },
        cancellation);

    /// <inheritdoc />
    public Task<CardResult<CardReading>> ReadAsync(CancellationToken cancellation) => RunAsync(() => Read(Application), cancellation);

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
    public Task<CardResult<ReadOnlyMemory<byte>>> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
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

    private CardResult<CardReading> Read(JpkiApplication card)
    {
        if (card.Recognise() is { } trouble)
        {
            return trouble;
        }

        var der = card.ReadCertificate();
        if (der.Trouble is { } unread)
        {
            return unread;
        }

        var judged = check.Judge(der.Value, trustedNow());
        if (judged.Trouble is { } refused)
        {
            return refused;
        }

        read?.Scheme.Dispose();
        read = judged.Value;
        var tries = card.ReadTries();
        return tries.Trouble is { } untold ? untold : new CardReading(tries.Value, read.Certificate);
    }

    private static CardResult<ReadOnlyMemory<byte>> Sign(JpkiApplication card, SignatureScheme scheme, ReadOnlyMemory<byte> message)
    {
        var signature = card.Sign(scheme.CardInput(message.Span));
        return signature.Trouble is null && !scheme.Fits(message.Span, signature.Value.Span) ? CardTrouble.SignatureInvalid : signature;
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
