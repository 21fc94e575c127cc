using Kiosk.Alternatives;
using Kiosk.Desk;

namespace Kiosk.Screen.Tests.Rig;

/// <content>What is pending.</content>
internal sealed partial class FakeDesk
{
    public List<PendingVisit> Pending { get; } = [];

    public List<CheckView> Checks { get; } = [];

    public List<CheckRequest> Requests { get; } = [];

    public List<(Guid Visit, CloseRequest Request)> Closings { get; } = [];

    public List<(Guid Check, string Staff)> CheckLooks { get; } = [];

    public List<(Guid Check, string Staff)> Seen { get; } = [];

    public PendingResult PendingAnswer { get; set; } = PendingResult.Done;

    public IReadOnlyList<FieldFault> Faults { get; set; } = [];

    /// <summary>When set, the list is answered only after it.</summary>
    public TaskCompletionSource? HoldPending { get; set; }

    public async Task<PendingList> PendingAsync(CancellationToken cancellation)
    {
        if (HoldPending is { } hold)
        {
#pragma warning disable VSTHRD003 // the test holds the answer back
            await hold.Task.ConfigureAwait(false);
#pragma warning restore VSTHRD003
        }

        return await Answer(() => new PendingList(
            [.. Pending], [.. Checks.Select(view => new CheckLine(view.Check.Id, view.Check.CheckedAt, view.Check.Route, view.Check.VisitId, view is { Contradictions.Count: > 0, IsSeen: false }))]));
    }

    public Task<CheckView?> CheckAsync(Guid checkId, string staff, CancellationToken cancellation)
    {
        CheckLooks.Add((checkId, staff));
        return Answer(() => Checks.Find(view => view.Check.Id == checkId));
    }

    public Task<CheckAnswer> RecordAsync(CheckRequest request, CancellationToken cancellation)
    {
        Requests.Add(request);
        return Answer(() => new CheckAnswer(PendingAnswer, CheckId: null, Faults));
    }

    public Task<PendingResult> CloseAsync(Guid visitId, CloseRequest request, CancellationToken cancellation)
    {
        Closings.Add((visitId, request));
        return Answer(() => PendingAnswer);
    }

    public Task<PendingResult> SeeAsync(Guid checkId, string staff, CancellationToken cancellation)
    {
        Seen.Add((checkId, staff));
        return Answer(() => PendingAnswer);
    }

    private Task<T> Answer<T>(Func<T> answer) => IsReachable ? Task.FromResult(answer()) : Task.FromException<T>(new DeskUnreachableException());
}
