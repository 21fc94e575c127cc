using System.Text.Json.Serialization;
using Kiosk.Alternatives;

namespace Kiosk.Desk;

/// <summary>What staff recorded from a paper.</summary>
/// <param name="Route">The paper.</param>
/// <param name="Staff">Who looked.</param>
/// <param name="Fields">What stands there, as typed: the desk judges it again.</param>
/// <param name="VisitId">The pending visit that it settles; null: no card was laid.</param>
public sealed record CheckRequest([property: JsonRequired] AlternativeRoute Route, string Staff, IReadOnlyList<TypedField> Fields, Guid? VisitId = null)
{
    /// <summary>Never what was typed.</summary>
    public override string ToString() => $"check request {Route}";
}

/// <summary>What became of it.</summary>
/// <param name="Result">Whether it is on disk.</param>
/// <param name="CheckId">The check, when it is.</param>
/// <param name="Faults">What is wrong with it, where something is.</param>
public sealed record CheckAnswer(PendingResult Result, Guid? CheckId, IReadOnlyList<FieldFault> Faults);

/// <summary>Staff close a pending visit without a check.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Staff">Who.</param>
/// <param name="Note">A few words; needed where the reason is another.</param>
public sealed record CloseRequest([property: JsonRequired] CloseReason Reason, string Staff, string? Note = null)
{
    /// <summary>The longest note, in characters.</summary>
    public const int MostNote = 100;

    /// <summary>True when it can be taken.</summary>
    [JsonIgnore]
    public bool IsComplete => StaffId.IsGood(Staff) && (Reason != CloseReason.Other || !string.IsNullOrWhiteSpace(Note))
        && (Note is null || (Note.Length <= MostNote && !Note.Any(char.IsControl)));

    /// <summary>Never the note, which may name a person.</summary>
    public override string ToString() => $"close request {Reason}";
}

/// <summary>What waits for staff, and the alternatives, as a staff screen sees them. Each call throws <see cref="DeskUnreachableException"/> when the desk does not answer.</summary>
public interface IPendingDesk
{
    /// <summary>What waits for staff, and today's checks.</summary>
    Task<PendingList> PendingAsync(CancellationToken cancellation);

    /// <summary>One check in full, or null.</summary>
    /// <param name="checkId">The check.</param>
    /// <param name="staff">Who looks: every look is audited.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<CheckView?> CheckAsync(Guid checkId, string staff, CancellationToken cancellation);

    /// <summary>Records a check.</summary>
    Task<CheckAnswer> RecordAsync(CheckRequest request, CancellationToken cancellation);

    /// <summary>Closes a pending visit.</summary>
    Task<PendingResult> CloseAsync(Guid visitId, CloseRequest request, CancellationToken cancellation);

    /// <summary>Says that staff looked at a contradiction.</summary>
    Task<PendingResult> SeeAsync(Guid checkId, string staff, CancellationToken cancellation);
}
