using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Pi.Desk;
using Kiosk.Pi.Watches;
using Kiosk.Records;
using Kiosk.Visits;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Pi.Tests.Desk;

/// <summary>What becomes of a visit whose stand lost its power while the authority was asked.</summary>
public sealed class ResumeWatchTests : IDisposable
{
    private readonly WaitedTime time = new();
    private readonly ScriptedVault vault = new();
    private readonly ScriptedAuthority authority = new();
    private readonly AskedVisit asked;

    public ResumeWatchTests()
    {
        asked = new AskedVisit(Guid.CreateVersion7(), time.GetUtcNow(), IdentityMethod.Visual, "S07", CertificateStanding.Ok);
        vault.Asked.Add(asked);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        vault.Dispose();
        time.Waits.Dispose();
    }

    [Fact]
    public async Task Resume_AuthorityHasTheAnswer_IsKeptAndAudited()
    {
        authority.Found = _ => new AuthorityAnswer.Answered(new Confirmation { Segment = "1", ProcessingStatus = "1", Validity = "2" });

        var kept = await ResumedAsync();

        Assert.Equal((asked.VisitId, Outcome.NotCovered, IdentityMethod.Visual, "S07"), (kept.VisitId, kept.Outcome, kept.Method, kept.Staff));
        Assert.NotNull(kept.Confirmation);
        var audited = Assert.Single(vault.Audited, one => one.Kind == AuditKind.VisitResumed);
        Assert.Equal((asked.VisitId, Outcome.NotCovered), (audited.VisitId, audited.Outcome));
    }

    [Fact]
    public async Task Resume_NeverArrived_CouldNotAskButNotBeforeItMayStillArrive()
    {
        var looked = 0;
        authority.Found = _ => { looked++; return null; };

        var kept = await ResumedAsync();

        Assert.Equal((Outcome.CouldNotAsk, Reason.Interrupted), (kept.Outcome, kept.Reason));
        Assert.True(kept.EndedAt - asked.AskedAt >= TimeSpan.FromSeconds(30));
        Assert.True(looked > 1);
    }

    [Fact]
    public async Task Resume_AuthorityAway_WaitsForIt()
    {
        AuthorityAnswer found = new AuthorityAnswer.CouldNotAsk(Reason.Unreachable, Detail: null);
        authority.Found = _ => time.GetUtcNow() - asked.AskedAt < TimeSpan.FromHours(2) ? found : new AuthorityAnswer.CardRefused(Reason.CertificateRevoked, "x");

        var kept = await ResumedAsync();

        Assert.Equal((Outcome.CardRefused, Reason.CertificateRevoked, "x"), (kept.Outcome, kept.Reason!.Value, kept.AuthorityMessage!));
    }

    [Fact]
    public async Task Resume_AuthorityAwayForADay_CouldNotAsk()
    {
        authority.Found = _ => new AuthorityAnswer.CouldNotAsk(Reason.Unreachable, Detail: null);

        Assert.Equal((Outcome.CouldNotAsk, Reason.Interrupted), await ResumedAsync() is var kept ? (kept.Outcome, kept.Reason!.Value) : default);
    }

    [Fact]
    public async Task Resume_VaultInTrouble_TriesAgain()
    {
        authority.Found = _ => new AuthorityAnswer.Answered(new Confirmation { Segment = "1", ProcessingStatus = "1", Validity = "2" });
        var troubles = 3;
        vault.Keep = () => Task.FromResult(troubles-- > 0 ? VaultTrouble.Full : (VaultTrouble?)null);

        await ResumedAsync();

        Assert.Equal(-1, troubles);
    }

    [Fact]
    public async Task Resume_VaultCannotBeReadAtTheStart_IsReadLater()
    {
        authority.Found = _ => new AuthorityAnswer.Answered(new Confirmation { Segment = "1", ProcessingStatus = "1", Validity = "2" });
        var troubles = 3;
        vault.Read = () => troubles-- > 0 ? VaultTrouble.Busy : null;

        Assert.Equal(asked.VisitId, (await ResumedAsync()).VisitId);
    }

    /// <summary>Moves on only when somebody waits for it: else it would run ahead of the watch on a busy machine.</summary>
    private sealed class WaitedTime() : FakeTimeProvider(new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(9)))
    {
        public SemaphoreSlim Waits { get; } = new(0);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Waits.Release();
            return timer;
        }
    }

    // Lets the time pass until something was kept.
    private async Task<KeptResult> ResumedAsync()
    {
        using var audit = new AuditWriter(vault, time, NullLogger<AuditWriter>.Instance);
        await audit.StartAsync(Stop);
        using var watch = new ResumeWatch(vault, authority, audit, () => ClockState.Synchronized, time, NullLogger<ResumeWatch>.Instance);
        await watch.StartAsync(Stop);
        for (var began = TimeProvider.System.GetTimestamp(); vault.Kept.Count == 0;)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(60), "nothing was kept");
            if (await time.Waits.WaitAsync(TimeSpan.FromMilliseconds(20), Stop))
            {
                time.Advance(TimeSpan.FromSeconds(5));
            }
        }

        await vault.UntilAuditedAsync(AuditKind.VisitResumed, Stop);
        await watch.StopAsync(Stop);
        await audit.StopAsync(Stop);
        return Assert.Single(vault.Kept);
    }
}
