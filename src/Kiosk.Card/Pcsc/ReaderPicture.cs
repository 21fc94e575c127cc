using System.Threading.Channels;
using Kiosk.Cards;

namespace Kiosk.Card.Pcsc;

/// <summary>What is known of the reader, and the events that follow when that changes. Laid and taken alternate strictly, whatever is observed.</summary>
internal sealed class ReaderPicture(ReaderChoice choice)
{
    private readonly Lock gate = new();
    private readonly Channel<ReaderEvent> events = Channel.CreateUnbounded<ReaderEvent>(new() { SingleReader = true });
    private ReaderState? told;
    private bool serviceUp;
    private bool anyReader;
    private bool looked;
    private bool stuck;
    private bool several;
    private (string Reader, uint EventCount)? card;

    /// <summary>The events, oldest first.</summary>
    public ChannelReader<ReaderEvent> Events => events.Reader;

    /// <summary>The readers as they are now.</summary>
    public void Observe(IReadOnlyList<ReaderStatus> readers)
    {
        lock (gate)
        {
            (serviceUp, looked, anyReader) = (true, true, readers.Count > 0);
            Tell();
            TellSeveral(readers.Count(reader => reader.HasCard) > 1);
            var holder = card is { } known ? readers.FirstOrDefault(reader => reader.Name == known.Reader && reader.HasCard) : null;
            if (card is not null && holder?.EventCount != card.Value.EventCount)
            {
                // Taken, or swapped for another between two looks.
                TakeCard();
            }

            if (card is null && choice.WithCard(readers) is { } reader)
            {
                card = (reader.Name, reader.EventCount);
                choice.Preferred = reader.Name;
                events.Writer.TryWrite(new ReaderEvent.CardLaid());
            }
        }
    }

    /// <summary>The service is gone, or does not answer.</summary>
    public void LoseService()
    {
        lock (gate)
        {
            (serviceUp, looked) = (false, true);
            Tell();
            TellSeveral(lie: false);
            TakeCard();
        }
    }

    /// <summary>A card hangs, or hangs no longer.</summary>
    public void Stick(bool hangs)
    {
        lock (gate)
        {
            stuck = hangs;
            Tell();
        }
    }

    /// <summary>A card is known to lie there.</summary>
    public bool HasCard
    {
        get { lock (gate) { return card is not null; } }
    }

    // Told after the reader's state: a card that goes together with its reader was not taken by the visitor.
    private void TakeCard()
    {
        if (card is null)
        {
            return;
        }

        (card, choice.Preferred) = (null, null);
        events.Writer.TryWrite(new ReaderEvent.CardTaken());
    }

    private void TellSeveral(bool lie)
    {
        if (several != lie)
        {
            several = lie;
            events.Writer.TryWrite(new ReaderEvent.SeveralCards(lie));
        }
    }

    private void Tell()
    {
        var now = !serviceUp ? ReaderState.ServiceDown : !anyReader ? ReaderState.Absent : stuck ? ReaderState.Stuck : ReaderState.Ready;
        if (looked && told != now)
        {
            told = now;
            events.Writer.TryWrite(new ReaderEvent.StateChanged(now));
        }
    }
}
