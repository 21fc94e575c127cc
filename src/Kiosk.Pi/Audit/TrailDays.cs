using System.Globalization;
using Kiosk.Records;

namespace Kiosk.Pi.Audit;

/// <summary>The days of Japan that somebody wants the trail of.</summary>
internal readonly record struct TrailDays(DateOnly First, DateOnly Last)
{
    public const string Wanted = "must be dates such as 2026-11-24, Japan time, the first not after the last.";

    public DateTimeOffset Begin => BeginOf(First);

    /// <summary>The end, which is no longer of them.</summary>
    public DateTimeOffset Before => Last == DateOnly.MaxValue ? DateTimeOffset.MaxValue : BeginOf(Last.AddDays(1));

    /// <summary>From the beginning where no first day is told, until today where no last; null: that is no time.</summary>
    public static TrailDays? Of(string? from, string? to, TimeProvider time) =>
        TryDay(from, DateOnly.MinValue, out var first) && TryDay(to, JapanTime.DateOf(time.GetUtcNow()), out var last) && first <= last ? new TrailDays(first, last) : null;

    /// <summary>That they were taken out.</summary>
    public AuditEvent Exported(TrailFormat format, string staff, TimeProvider time) => new(time.GetUtcNow(), AuditKind.TrailExported, Staff: staff, Detail: string.Create(
        CultureInfo.InvariantCulture, $"from={(First == DateOnly.MinValue ? "start" : $"{First:yyyy-MM-dd}")} to={Last:yyyy-MM-dd} format={(format == TrailFormat.Csv ? "csv" : "jsonl")}"));

    private static bool TryDay(string? text, DateOnly otherwise, out DateOnly day)
    {
        day = otherwise;
        return text is null || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    private static DateTimeOffset BeginOf(DateOnly day) =>
        day == DateOnly.MinValue ? DateTimeOffset.MinValue : new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), JapanTime.Offset);
}
