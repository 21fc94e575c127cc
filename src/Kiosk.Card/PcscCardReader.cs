using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Kiosk.Card.Jpki;
using Kiosk.Card.Pcsc;
using Kiosk.Cards;

namespace Kiosk.Card;

/// <summary>The reader on the desk, through pcscd. Knows My Number cards by their public-key application.</summary>
public sealed class PcscCardReader : ICardReader
{
    private readonly ConcurrentDictionary<string, ReaderHabits> habits = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ReaderPicture, ReaderWatch> watches = new();
    private readonly IPcsc pcsc;
    private readonly CardOptions options;
    private readonly TimeProvider time;
    private readonly Func<bool> clockIsTrusted;
    private readonly CertificateCheck check;
    private readonly ReaderChoice choice;
    private volatile object? stuckSession;
    private int givenUp;
    private long looks;

    /// <summary>Touches neither reader nor card yet.</summary>
    /// <param name="options">Where the pinned authorities are, and which reader.</param>
    /// <param name="time">The stand's time.</param>
    /// <param name="clockIsTrusted">Whether dates may be judged: asked anew for each card.</param>
    /// <exception cref="ArgumentException">The folder of pinned authorities is of no use; <see cref="PinnedCas.Load"/> says so beforehand.</exception>
    public PcscCardReader(CardOptions options, TimeProvider time, Func<bool> clockIsTrusted)
        : this(new LibPcscLite(), options, time, clockIsTrusted)
    {
    }

    internal PcscCardReader(IPcsc pcsc, CardOptions options, TimeProvider time, Func<bool> clockIsTrusted)
    {
        ArgumentNullException.ThrowIfNull(options);
        var pinned = PinnedCas.Load(options.CaFolder);
        check = new(pinned.Cas ?? throw new ArgumentException(pinned.Error, nameof(options)));
        choice = new(options.Reader);
        (this.pcsc, this.options, this.time, this.clockIsTrusted) = (pcsc, options, time, clockIsTrusted);
    }

    /// <inheritdoc />
    public int GivenUpCards => Volatile.Read(ref givenUp);

    /// <inheritdoc />
    public long Looks => Volatile.Read(ref looks);

    /// <inheritdoc />
    public async IAsyncEnumerable<ReaderEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var picture = new ReaderPicture(choice);
        picture.Stick(stuckSession is not null);
        using var watch = new ReaderWatch(pcsc, choice, picture, time, onLook: () => Interlocked.Increment(ref looks));
        watches[picture] = watch;
        try
        {
            await foreach (var happened in picture.Events.ReadAllAsync(cancellation))
            {
                if (happened is ReaderEvent.CardTaken)
                {
                    // Whatever hung, hung on that card.
                    Unstick(stuckSession);
                }

                yield return happened;
            }
        }
        finally
        {
            watches.TryRemove(picture, out _);
        }
    }

    /// <inheritdoc />
    public async Task<CardResult<ICardSession>> OpenAsync(CancellationToken cancellation)
    {
        if (stuckSession is not null)
        {
            // Another thread would only hang beside the first.
            return CardTrouble.Unresponsive;
        }

        var session = NewSession();
        CardTrouble? trouble = null;
        try
        {
            trouble = (await session.OpenAsync(reader => habits.GetOrAdd(reader, _ => new ReaderHabits()), cancellation)).Trouble;
            return trouble is { } why ? why : session;
        }
        catch (OperationCanceledException)
        {
            trouble = CardTrouble.Unresponsive;
            throw;
        }
        finally
        {
            if (trouble is not null)
            {
                await session.DisposeAsync();
            }
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        foreach (var watch in watches.Values)
        {
            watch.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private CardSession NewSession()
    {
        var mark = new object();
        var watchdog = new Watchdog(time, options.CallLimit, onExpired: () => Stick(mark), onReturned: () => Unstick(mark));
        return new(new CardLink(pcsc, choice, watchdog), watchdog, options.Profiles, check, () => clockIsTrusted() ? time.GetUtcNow() : null);
    }

    private void Stick(object mark)
    {
        Interlocked.Increment(ref givenUp);
        stuckSession = mark;
        TellWatches();
    }

    private void Unstick(object? mark)
    {
        if (mark is not null && stuckSession == mark)
        {
            stuckSession = null;
            TellWatches();
        }
    }

    private void TellWatches()
    {
        foreach (var picture in watches.Keys)
        {
            picture.Stick(stuckSession is not null);
        }
    }
}
