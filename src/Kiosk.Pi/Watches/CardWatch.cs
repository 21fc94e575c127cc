using Kiosk.Cards;
using Kiosk.Pi.Desk;
using Kiosk.Visits;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Pi.Watches;

/// <summary>Tells the desk what happens at the reader.</summary>
internal sealed class CardWatch(ICardReader reader, DeskInbox inbox) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var state = ReaderState.Absent;
        await foreach (var happened in reader.WatchAsync(stoppingToken))
        {
            switch (happened)
            {
                case ReaderEvent.StateChanged changed:
                    state = changed.State;
                    inbox.Post(new DeskMessage.ReaderChanged(state, reader.GivenUpCards));
                    break;
                case ReaderEvent.SeveralCards several:
                    inbox.Post(new DeskMessage.SeveralCards(several.Lie));
                    break;
                case ReaderEvent.CardLaid:
                    inbox.Post(new DeskMessage.CardLaid());
                    break;
                case ReaderEvent.CardTaken:
                    // A card that goes together with its reader was not taken by the visitor.
                    inbox.Post(new DeskMessage.Happened(state is ReaderState.Absent or ReaderState.ServiceDown ? new VisitEvent.ReaderLost() : new VisitEvent.CardRemoved()));
                    break;
            }
        }
    }
}
