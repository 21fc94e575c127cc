using Kiosk.Eligibility;

namespace Kiosk.Desk;

/// <summary>Who of the staff acts, as everybody else will read it: in the audit trail for ever, at the authority, on other screens.</summary>
public static class StaffId
{
    /// <summary>The most characters.</summary>
    public const int Longest = 100;

    /// <summary>True for one line of text that shows as it is.</summary>
    public static bool IsGood(string? staff) =>
        !string.IsNullOrWhiteSpace(staff) && staff.Length <= Longest && !staff.Any(char.IsControl) && PaperText.Visible(staff) == staff;
}
