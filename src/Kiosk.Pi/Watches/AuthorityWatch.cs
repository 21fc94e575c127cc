using System.Security.Cryptography;
using Kiosk.Eligibility;
using Kiosk.Pi.Desk;
using Kiosk.Records;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Pi.Watches;

/// <summary>Asks the authority how it is: seldom while all is well, often while it is not, less often the longer it is not. Keeps the connection warm on the way.
/// Audits when the authority does not take this stand any more.</summary>
internal sealed class AuthorityWatch(IAuthority authority, DeskInbox inbox, AuditWriter audit, StandClock clock, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan WhileWell = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan WhileNot = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WhileLongNot = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim sooner = new(0, 1);

    /// <summary>When the authority was asked last how it is.</summary>
    public DateTimeOffset? CheckedAt { get; private set; }

    /// <summary>How long it took to answer then; null: it did not.</summary>
    public TimeSpan? RoundTrip { get; private set; }

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
        var bad = 0;
        var isRefused = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var began = time.GetTimestamp();
            var status = await authority.CheckAsync(stoppingToken);
            RoundTrip = status.State is AuthorityState.Unreachable or AuthorityState.Untrusted ? null : time.GetElapsedTime(began);
            CheckedAt = time.GetUtcNow();
            bad = status.State == AuthorityState.Available ? 0 : bad + 1;
            var wait = bad == 0 ? WhileWell : Spread(bad * WhileNot < WhileLongNot ? bad * WhileNot : WhileLongNot);
            isRefused = Audit(status.State, isRefused);
            clock.Hear(status);
            inbox.Post(new DeskMessage.AuthorityChecked(status with { Time = null }, time.GetUtcNow() + wait));
            await WaitAsync(wait, stoppingToken);
        }
    }

    // Stands that lost the authority together do not come back together.
    private static TimeSpan Spread(TimeSpan wait) => wait * (RandomNumberGenerator.GetInt32(900, 1100) / 1000.0);

    // Whether it is refused. An authority that cannot be asked says nothing about that.
    private bool Audit(AuthorityState state, bool wasRefused)
    {
        switch (state)
        {
            case AuthorityState.NotEnrolled or AuthorityState.Suspended or AuthorityState.Expired when !wasRefused:
                audit.Write(new AuditEvent(time.GetUtcNow(), AuditKind.DeviceRefused, Detail: $"state={state}"));
                return true;
            case AuthorityState.Available or AuthorityState.Partial when wasRefused:
                audit.Write(new AuditEvent(time.GetUtcNow(), AuditKind.DeviceAccepted));
                return false;
            default:
                return wasRefused;
        }
    }

    private async Task WaitAsync(TimeSpan atMost, CancellationToken stopping)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(sooner.WaitAsync(waiting.Token), Task.Delay(atMost, time, waiting.Token));
        await waiting.CancelAsync();
    }
}
