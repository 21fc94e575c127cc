using Kiosk.Eligibility;
using Kiosk.Pi.Desk;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Pi.Watches;

/// <summary>Asks the authority how it is: seldom while all is well, often while it is not. Keeps the connection warm on the way.</summary>
internal sealed class AuthorityWatch(IAuthority authority, DeskInbox inbox, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan WhileWell = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan WhileNot = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim sooner = new(0, 1);

    /// <summary>Something was heard from the authority that makes its state worth asking for.</summary>
    public void AskSoon()
    {
        if (sooner.CurrentCount == 0)
        {
            sooner.Release();
        }
    }

    public override void Dispose()
    {
        sooner.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var status = await authority.CheckAsync(stoppingToken);
            inbox.Post(new DeskMessage.AuthorityChecked(status));
            await WaitAsync(status.State == AuthorityState.Available ? WhileWell : WhileNot, stoppingToken);
        }
    }

    private async Task WaitAsync(TimeSpan atMost, CancellationToken stopping)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(sooner.WaitAsync(waiting.Token), Task.Delay(atMost, time, waiting.Token));
        await waiting.CancelAsync();
    }
}
