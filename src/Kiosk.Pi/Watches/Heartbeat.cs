using Kiosk.Cards;
using Kiosk.Pi.Desk;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;

namespace Kiosk.Pi.Watches;

/// <summary>
/// Tells the service manager that the stand lives, as often as it wants to hear so: only while the loop of the visits answers and the watch of the reader goes on. A manager that hears
/// nothing for too long starts the stand anew. A reader, card or smart-card service that does not answer is no reason: the watch knows of it, and the screen says so.
/// </summary>
internal sealed class Heartbeat(DeskInbox inbox, ICardReader reader, WatchdogLimit limit, ISystemdNotifier notifier, TimeProvider time) : BackgroundService
{
    // So often within the limit: a disk that is slow once is no defect.
    private const int Beats = 4;

    private static readonly ServiceState Alive = new("WATCHDOG=1");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (limit.Value is not { } within)
        {
            return;
        }

        long? looks = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            await inbox.AskAsync().WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (reader.Looks is var now && now != looks && !stoppingToken.IsCancellationRequested)
            {
                looks = now;
                notifier.Notify(Alive);
            }

            await Task.Delay(within / Beats, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
