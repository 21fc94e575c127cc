using Kiosk.Desk;

namespace Kiosk.Access;

/// <summary>What the desk shows to whoever may not see visits: how the stand is, and that somebody is there. No answer, no words that could name a person.</summary>
public static class Strangers
{
    /// <summary>A snapshot for them.</summary>
    public static Snapshot View(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot with
        {
            Visit = snapshot.Visit is { } visit
                ? new VisitView(visit.Id, visit.State, visit.Method, TriesLeft: null, Outcome: null, Reason: null, visit.StartedAt, EndedAt: null, Certificate: null, AuthorityMessage: null, Kept: null)
                : null,
            LastVisit = null,
        };
    }
}
