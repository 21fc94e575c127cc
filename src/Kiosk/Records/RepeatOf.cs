namespace Kiosk.Records;

/// <summary>The earlier visit whose answer stands for this one, because the administrator chose not to ask again within a month.</summary>
/// <param name="VisitId">That visit.</param>
/// <param name="ConfirmedAt">When the authority answered: what is shown is as of that day.</param>
public sealed record RepeatOf(Guid VisitId, DateTimeOffset ConfirmedAt);
