using Kiosk.Records;
using Kiosk.Screen.Texts;

namespace Kiosk.Screen.Contents;

/// <summary>How long a result is kept still.</summary>
internal static class KeptDays
{
    /// <summary>As short as a column; null: its last day is not known.</summary>
    public static string Of(int? left, Words words) => left switch { null => words[Word.KeptNoDay], 0 => words[Word.SearchLastDay], var days => words.Format(Word.SearchDaysLeft, days) };

    /// <summary>Until its last day, today included as none.</summary>
    public static int? Of(KeptResult result, DateOnly today) => result.IsUndated ? null : Math.Max(0, result.LastDay.DayNumber - today.DayNumber);
}
