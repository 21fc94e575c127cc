using Kiosk.Pi.Desk;
using Kiosk.Signals;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Pi.Watches;

/// <summary>Tells the desk that keys were pressed, never which digit.</summary>
internal sealed class KeyWatch(IPanel panel, DeskInbox inbox) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var key in panel.Keys.ReadAllAsync(stoppingToken))
        {
            inbox.Post(new DeskMessage.Pressed(key));
        }
    }
}
