using System.Text.Json.Serialization;
using Kiosk.Records;

namespace Kiosk.Alternatives;

/// <summary>One check of a visitor's insurance by a paper, as staff recorded it. Kept sealed, as long as a result.</summary>
public sealed record AlternativeCheck
{
    /// <summary>UUID v7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The visit in which the authority could not be asked; null: no card was laid.</summary>
    public Guid? VisitId { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset CheckedAt { get; init; }

    /// <summary>When it was kept the clock could not be trusted: it is dated anew once it can.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsUndated { get; init; }

    /// <summary>Who of the staff looked.</summary>
    public required string Staff { get; init; }

    /// <summary>At what.</summary>
    public required AlternativeRoute Route { get; init; }

    /// <summary>What stood there.</summary>
    public required IReadOnlyList<TypedField> Fields { get; init; }

    /// <summary>The last day on which it may be seen, Japan time.</summary>
    public DateOnly LastDay => Retention.LastDay(JapanTime.DateOf(CheckedAt));

    /// <summary>What was typed in a field; null when nothing was.</summary>
    public string? this[PaperField field] => Fields.FirstOrDefault(one => one.Field == field)?.Text;

    /// <summary>Never the person.</summary>
    public override string ToString() => $"check {Id} {Route}";
}
