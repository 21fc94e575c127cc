namespace Kiosk.Alternatives;

/// <summary>What waits for staff.</summary>
/// <param name="Visits">The visits whose question could not be asked, newest first.</param>
/// <param name="Checks">Checks of the day, and those that are contradicted and not looked at yet, newest first; without the person.</param>
public sealed record PendingList(IReadOnlyList<PendingVisit> Visits, IReadOnlyList<CheckLine> Checks);

/// <summary>A check in a list, without the person.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CheckedAt">When.</param>
/// <param name="Route">By what.</param>
/// <param name="VisitId">For which visit; null: no card was laid.</param>
/// <param name="IsContradicted">A later answer contradicts it, and nobody has looked at that yet.</param>
public sealed record CheckLine(Guid Id, DateTimeOffset CheckedAt, AlternativeRoute Route, Guid? VisitId, bool IsContradicted);

/// <summary>A check in full.</summary>
/// <param name="Check">The check.</param>
/// <param name="ContradictedBy">The later visit whose answer contradicts it; null: none.</param>
/// <param name="Contradictions">How.</param>
/// <param name="IsSeen">Staff have looked at the contradiction.</param>
public sealed record CheckView(AlternativeCheck Check, Guid? ContradictedBy, IReadOnlyList<Contradiction> Contradictions, bool IsSeen)
{
    /// <summary>Never the person.</summary>
    public override string ToString() => $"view of {Check}";
}
