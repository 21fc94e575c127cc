using Kiosk.Alternatives;
using Kiosk.Desk;
using Kiosk.Pi.Desk;
using Kiosk.Pi.Pending;
using Kiosk.Records;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Pi.Tests.Desk;

/// <summary>What waits, where the vault is in trouble.</summary>
public sealed class PendingDeskTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Count_VaultWasBusyOnce_IsToldAllTheSame()
    {
        var time = new FakeTimeProvider();
        var inbox = new DeskInbox();
        using var audited = new ScriptedVault();
        using var audit = new AuditWriter(audited, time, NullLogger<AuditWriter>.Instance);
        using var desk = new PendingDesk(new BusyVault(), inbox, audit, () => ClockState.Synchronized, time);
        await desk.StartAsync(Stop);
        await using var messages = inbox.ReadAllAsync(Stop).GetAsyncEnumerator(Stop);

        var told = messages.MoveNextAsync().AsTask();
        for (var began = TimeProvider.System.GetTimestamp(); !told.IsCompleted; time.Advance(TimeSpan.FromSeconds(5)))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "The count was not told.");
            await Task.WhenAny(told, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Stop));
        }

        Assert.Equal(new PendingCounts(3, 1), Assert.IsType<DeskMessage.PendingCounted>(messages.Current).Counts);
        await desk.StopAsync(Stop);
    }

    /// <summary>A vault that cannot be read the first time.</summary>
    private sealed class BusyVault : IPendingVault
    {
        private int counted;

        public event EventHandler? PendingChanged { add { } remove { } }

        public Task<PendingCounts?> CountPendingAsync(CancellationToken cancellation) => Task.FromResult<PendingCounts?>(counted++ == 0 ? null : new PendingCounts(3, 1));

        public Task<VaultRead<PendingList>> PendingAsync(DateOnly day, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<VaultRead<CheckView>> FindCheckAsync(Guid checkId, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<PendingResult> KeepCheckAsync(AlternativeCheck check, AuditEvent done, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<PendingResult> CloseAsync(Guid visitId, CloseReason reason, string? note, AuditEvent done, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<PendingResult> SeeContradictionAsync(Guid checkId, AuditEvent done, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
