using Kiosk.Cards;
using Kiosk.Eligibility;
using Kiosk.Pi.Desk;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Desk;

public sealed class VisitWorkTests : IDisposable
{
    private static readonly ChallengeResult Unavailable = new(Challenge: null, new AuthorityAnswer.CouldNotAsk(Reason.Unavailable, "down for today"));

    private static readonly Visit AtThePin = new() { Id = Guid.CreateVersion7(), Method = IdentityMethod.Pin, StartedAt = DateTimeOffset.UnixEpoch, State = VisitState.Verifying };

    private readonly SlowAuthority authority = new();
    private readonly Pin pin = new();

    public void Dispose() => pin.Dispose();

    [Fact]
    public async Task VerifyPin_ChallengeFailsWhileWaitedFor_TellsItsReason()
    {
        await using var work = Work();
        var fetching = work.FetchChallengeAsync();
        var verifying = work.VerifyPinAsync(AtThePin);
        authority.Asked[0].SetResult(Unavailable);

        Assert.Null(await fetching);
        Assert.Equal(Unavailable.Instead, Assert.IsType<VisitEvent.AuthorityAnswered>(await verifying).Answer);
        Assert.Single(authority.Asked);
    }

    [Fact]
    public async Task VerifyPin_ChallengeFailedWhileTyping_AsksAnew()
    {
        await using var work = Work();
        var fetching = work.FetchChallengeAsync();
        authority.Asked[0].SetResult(Unavailable);
        Assert.Null(await fetching);

        var verifying = work.VerifyPinAsync(AtThePin);
        authority.Asked[1].SetResult(new(Challenge: null, new AuthorityAnswer.CouldNotAsk(Reason.Unreachable, Detail: null)));

        Assert.Equal(new AuthorityAnswer.CouldNotAsk(Reason.Unreachable, Detail: null), Assert.IsType<VisitEvent.AuthorityAnswered>(await verifying).Answer);
    }

    private VisitWork Work() => new(new NoReader(), authority, new ScriptedVault(), FacilityCode.TryParse("1329999997", out var facility) ? facility : throw new InvalidOperationException(), pin, TimeProvider.System);

    private sealed class SlowAuthority : IAuthority
    {
        public List<TaskCompletionSource<ChallengeResult>> Asked { get; } = [];

        public Task<AuthorityStatus> CheckAsync(CancellationToken cancellation) => throw new InvalidOperationException("Nobody asks.");

        public Task<ChallengeResult> GetChallengeAsync(CancellationToken cancellation)
        {
            Asked.Add(new());
            return Asked[^1].Task.WaitAsync(cancellation);
        }

        public Task<AuthorityAnswer> ConfirmAsync(ConfirmationQuestion question, CancellationToken cancellation) => throw new InvalidOperationException("Nobody asks.");

        public Task<AuthorityAnswer?> FindAsync(Guid visitId, CancellationToken cancellation) => throw new InvalidOperationException("Nobody asks.");
    }

    private sealed class NoReader : ICardReader
    {
        public int GivenUpCards => 0;

        public long Looks => 0;

        public IAsyncEnumerable<ReaderEvent> WatchAsync(CancellationToken cancellation) => throw new InvalidOperationException("Nobody watches.");

        public Task<CardResult<ICardSession>> OpenAsync(CancellationToken cancellation) => throw new InvalidOperationException("A PIN without a challenge goes to no card.");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
