using Kiosk.Visits;

namespace Kiosk.Records;

/// <summary>Derives audit events from the visit before and after a step, so that no transition can forget one.</summary>
public static class AuditRules
{
    /// <summary>What is to be audited about a step.</summary>
    public static IEnumerable<AuditEvent> Derive(Visit? before, VisitStep step, DateTimeOffset now)
    {
        // The visit that left in this step is the one that was there before.
        var after = step.Ended ?? step.Visit;
        if (after is null)
        {
            yield break;
        }

        if (before is null)
        {
            yield return Of(after, AuditKind.VisitBegan, now);
        }

        if (before?.State == VisitState.Verifying && after.State == VisitState.Asking)
        {
            yield return Of(after, AuditKind.PinAccepted, now);
        }
        else if (before?.State == VisitState.Verifying && IsRefused(after))
        {
            yield return Of(after, AuditKind.PinRefused, now) with { Detail = $"triesLeft={after.Tries?.Left}" };
        }

        if (StaffDecision(before, after) is { } decision)
        {
            yield return Of(after, decision, now) with { Staff = after.Staff };
        }

        if (before?.Outcome is null && after.Outcome is not null)
        {
            yield return Of(after, AuditKind.VisitEnded, now) with { Outcome = after.Outcome, Reason = after.Reason, Staff = after.Staff };
        }

        if (before?.RepeatOf is null && after.RepeatOf is { } earlier)
        {
            yield return Of(after, AuditKind.EarlierShown, now) with { Staff = after.Staff, Detail = $"visit={earlier.VisitId}" };
        }

        if (before?.Kept != false && after.Kept == false)
        {
            yield return Of(after, AuditKind.ResultNotKept, now);
        }
    }

    // From the PIN's check only a refusal leads back to the keys, to staff, or to a locked card.
    private static bool IsRefused(Visit after) => after.State is VisitState.Pin or VisitState.Staff || after.Outcome == Outcome.PinBlocked;

    private static AuditKind? StaffDecision(Visit? before, Visit after) => after switch
    {
        { LastTryAllowed: true } when before is { LastTryAllowed: false } => AuditKind.LastTryAllowed,
        { PhotoMatchedAt: not null } when before is { PhotoMatchedAt: null } => AuditKind.PhotoMatched,
        { Outcome: not null, Reason: Reason.LastTryRefused } when before is { Outcome: null } => AuditKind.LastTryRefused,
        { Outcome: not null, Reason: Reason.PhotoDiffers } when before is { Outcome: null } => AuditKind.PhotoDiffered,
        { Outcome: not null, Reason: Reason.StaffCancelled } when before is { Outcome: null } => AuditKind.VisitCancelled,
        _ => null,
    };

    private static AuditEvent Of(Visit visit, AuditKind kind, DateTimeOffset now) => new(now, kind, visit.Id, Elapsed: now - visit.StartedAt);
}
