using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Pi.Desk;
using Kiosk.Pi.Tests.Desk;
using Kiosk.Pi.Watches;
using Kiosk.Records;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Pi.Tests.Audit;

/// <summary>What the watches audit: clock, vault, device; and when the trail's oldest rows go.</summary>
public sealed class AuditWatchTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ScriptedVault vault = new();
    private readonly SteppedTime time = new();
    private readonly DeskInbox inbox = new();
    private readonly AuditWriter audit;
    private readonly List<BackgroundService> watches = [];
    private ClockState clock = ClockState.Unsynchronized;

    public AuditWatchTests() => audit = new AuditWriter(vault, time, NullLogger<AuditWriter>.Instance);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clock_TrustedAndNot_IsAudited()
    {
        await StartAsync(ClockWatch());
        await UntilAsync(AuditKind.ClockNotTrusted);

        clock = ClockState.Synchronized;
        await UntilAsync(AuditKind.ClockTrusted);
        clock = ClockState.Unsynchronized;

        await UntilAsync(AuditKind.ClockNotTrusted, times: 2);
    }

    [Theory]
    [InlineData(3600, "seconds=+3600")]
    [InlineData(-90_000, "seconds=-90000")]
    [InlineData(-2, "seconds=-2")]
    public async Task Clock_IsSet_SaysByHowMuch(int seconds, string detail)
    {
        await StartAsync(ClockWatch());
        await UntilAsync(AuditKind.ClockNotTrusted);

        time.SetBy(TimeSpan.FromSeconds(seconds));

        Assert.Equal(detail, (await UntilAsync(AuditKind.ClockJumped)).Detail);
    }

    [Fact]
    public async Task Clock_RunsOn_IsNoJump()
    {
        await StartAsync(ClockWatch());
        await UntilAsync(AuditKind.ClockNotTrusted);

        for (var i = 0; i < 100; i++)
        {
            await StepAsync();
        }

        Assert.DoesNotContain(vault.Audited, one => one.Kind == AuditKind.ClockJumped);
    }

    [Fact]
    public async Task Clock_JumpsFarAhead_PurgesNothingUntilTheAuthorityHasTheSameDate()
    {
        clock = ClockState.Synchronized;
        var stand = new StandClock(() => clock, time, believed: null);
        await StartAsync(new ClockWatch(vault, inbox, audit, time, () => stand.State, NullLogger<ClockWatch>.Instance));
        await UntilPurgedAsync(times: 1);

        time.SetBy(TimeSpan.FromDays(1000));
        Assert.Equal("state=Doubtful", (await UntilAsync(AuditKind.ClockNotTrusted)).Detail);
        for (var i = 0; i < 100; i++)
        {
            await StepAsync();
        }

        Assert.Single(vault.PurgedOn);

        stand.Hear(new AuthorityStatus(AuthorityState.Available, Time: time.GetUtcNow()));
        await UntilPurgedAsync(times: 2);
        Assert.True(vault.PurgedOn[1].DayNumber - vault.PurgedOn[0].DayNumber >= 1000);
    }

    [Fact]
    public async Task Clock_SetForTheSecondTimeOnADay_PurgesAgain()
    {
        clock = ClockState.Synchronized;
        await StartAsync(ClockWatch());
        await UntilPurgedAsync(times: 1);
        clock = ClockState.Unsynchronized;
        await UntilAsync(AuditKind.ClockNotTrusted);
        clock = ClockState.Synchronized;

        // What was kept meanwhile is to be dated.
        await UntilPurgedAsync(times: 2);
        Assert.InRange(vault.PurgedOn[1].DayNumber - vault.PurgedOn[0].DayNumber, 0, 1);
    }

    [Fact]
    public async Task Trail_ClockNotTrusted_LosesNothing()
    {
        await StartAsync(new AuditWatch(vault, new TrailRetention(5), time, () => clock, NullLogger<AuditWatch>.Instance));
        await StepAsync();
        Assert.Empty(vault.Rotated);

        clock = ClockState.Synchronized;
        await StepAsync();
        await StepAsync();

        Assert.Equal(SteppedTime.Begin.AddYears(-5).Date, Assert.Single(vault.Rotated).Date);
    }

    [Fact]
    public async Task Trail_VaultInTroubleOrMuchToRemove_IsTriedAgainAndThenOnceADay()
    {
        clock = ClockState.Synchronized;
        var trouble = (VaultTrouble?)VaultTrouble.Busy;
        var many = 2;
        vault.Rotate = () => new RotatedTrail(0, Doubtful: false, trouble);
        await StartAsync(new AuditWatch(vault, new TrailRetention(7), time, () => clock, NullLogger<AuditWatch>.Instance));
        await StepAsync();
        await StepAsync();
        Assert.InRange(vault.Rotated.Count, 2, 3);

        trouble = null;
        vault.Rotate = () => new RotatedTrail(many-- > 0 ? 1 : 0, Doubtful: false, Trouble: null);
        await StepAsync();
        await StepAsync();
        await StepAsync();
        Assert.True(many < 0);
        var done = vault.Rotated.Count;
        await StepAsync();
        Assert.Equal(done, vault.Rotated.Count);
        time.Advance(TimeSpan.FromDays(1));
        await StepAsync();
        Assert.Equal(done + 1, vault.Rotated.Count);
    }

    [Fact]
    public async Task Writer_VaultFullForAWhile_LosesNothingAndSaysSo()
    {
        var troubles = 3;
        vault.Audit = () => troubles-- > 0 ? VaultTrouble.Full : null;
        await StartAsync();
        audit.Write(new AuditEvent(time.GetUtcNow(), AuditKind.ResultViewed), new AuditEvent(time.GetUtcNow(), AuditKind.ResultClosed));

        await UntilAsync(AuditKind.ResultClosed);

        Assert.Equal([AuditKind.StandStarted, AuditKind.VaultTroubled, AuditKind.ResultViewed, AuditKind.ResultClosed], vault.Audited.Select(one => one.Kind));
        Assert.Equal("trouble=Full tries=4 lost=0", vault.Audited[1].Detail);
    }

    [Fact]
    public async Task Writer_StoppedWhileTheVaultCannotBeWritten_EndsAllTheSame()
    {
        vault.Audit = () => VaultTrouble.NoAccess;
        await StartAsync();
        audit.Write(new AuditEvent(time.GetUtcNow(), AuditKind.ResultViewed));

        await audit.StopAsync(Stop).WaitAsync(Patience, Stop);

        Assert.True(audit.ExecuteTask!.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Authority_RefusesTheStandAndTakesItAgain_IsAuditedOnce()
    {
        var authority = new ScriptedAuthority();
        await StartAsync(new AuthorityWatch(authority, inbox, audit, new StandClock(() => clock, time, believed: null), time));
        await StepAsync();
        foreach (var next in new[] { AuthorityState.Unreachable, AuthorityState.Suspended, AuthorityState.Unreachable, AuthorityState.Available, AuthorityState.Partial })
        {
            authority.State = next;
            await StepAsync();
            await StepAsync();
        }

        await UntilAsync(AuditKind.DeviceAccepted);
        Assert.Equal([AuditKind.StandStarted, AuditKind.DeviceRefused, AuditKind.DeviceAccepted], vault.Audited.Select(one => one.Kind));
        Assert.Equal("state=Suspended", vault.Audited[1].Detail);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var watch in watches)
        {
            await watch.StopAsync(CancellationToken.None);
            watch.Dispose();
        }

        await audit.StopAsync(CancellationToken.None);
        audit.Dispose();
        vault.Dispose();
    }

    private ClockWatch ClockWatch() => new(vault, inbox, audit, time, () => clock, NullLogger<ClockWatch>.Instance);

    private async Task StartAsync(params BackgroundService[] started)
    {
        await audit.StartAsync(Stop);
        watches.AddRange(started);
        foreach (var watch in started)
        {
            await watch.StartAsync(Stop);
        }
    }

    // Once round: whoever waits has looked, and looks again.
    private async Task StepAsync()
    {
        Assert.True(await time.Waits.WaitAsync(Patience, Stop), "Nobody waits.");
        time.Advance(TimeSpan.FromMinutes(1));
    }

    private async Task<AuditEvent> UntilAsync(AuditKind kind, int times = 1)
    {
        await UntilAsync(() => vault.Audited.Count(one => one.Kind == kind) >= times, $"{kind} was not audited.");
        return vault.Audited.Last(one => one.Kind == kind);
    }

    private Task UntilPurgedAsync(int times) => UntilAsync(() => vault.PurgedOn.Count >= times, $"It was not purged {times} times.");

    private async Task UntilAsync(Func<bool> come, string otherwise)
    {
        for (var began = TimeProvider.System.GetTimestamp(); !come();)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, otherwise);
            if (await time.Waits.WaitAsync(TimeSpan.FromMilliseconds(20), Stop))
            {
                // What is due now is done by others: days must not pass before they come to it.
                await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, Stop);
                time.Advance(TimeSpan.FromMinutes(1));
            }
        }
    }

    /// <summary>Tells when somebody waits; its clock can be set, while it counts on.</summary>
    private sealed class SteppedTime() : FakeTimeProvider(Begin)
    {
        public static readonly DateTimeOffset Begin = new(2026, 11, 28, 9, 0, 0, JapanTime.Offset);

        private TimeSpan setBy;

        public SemaphoreSlim Waits { get; } = new(0);

        public void SetBy(TimeSpan by) => setBy += by;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + setBy;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Waits.Release();
            return timer;
        }
    }
}
