using Kiosk.Visits;

namespace Kiosk.Screen.Searching;

/// <summary>Which of the kept results are looked through; what is null makes no difference.</summary>
/// <param name="From">The first day of the visit, Japan time.</param>
/// <param name="To">The last one.</param>
/// <param name="Outcome">What it came to.</param>
/// <param name="Pending">True: only what waits for staff.</param>
internal sealed record SearchFilter(DateOnly? From = null, DateOnly? To = null, Outcome? Outcome = null, bool? Pending = null)
{
    public static SearchFilter None { get; } = new();

    public bool HasDays => From is not null || To is not null;
}
