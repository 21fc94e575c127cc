namespace Kiosk.Records;

/// <summary>How long a result may be looked at: until the end of the month after the one in which it was confirmed, Japan time (MHLW, simplified eligibility check).</summary>
public static class Retention
{
    /// <summary>The last day on which a result may be seen; it is deleted when this day is over.</summary>
    public static DateOnly LastDay(DateOnly confirmedOn)
    {
        var month = confirmedOn.AddMonths(1);
        return new DateOnly(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month));
    }

    /// <summary>True when a result with this last day must be gone.</summary>
    public static bool IsPast(DateOnly lastDay, DateOnly today) => today > lastDay;
}
