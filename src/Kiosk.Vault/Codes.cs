using System.Globalization;
using Kiosk.Alternatives;
using Kiosk.Desk;
using Kiosk.Records;

namespace Kiosk.Vault;

/// <summary>How clear columns are written: the stable codes of the staff's contract, days that sort as text, ids as everyone prints them.</summary>
internal static class Codes
{
    /// <summary>In place of a last day: after every day there is.</summary>
    public const string Undated = "undated";

    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Code.Of(value);

    public static string? Of<TEnum>(TEnum? value)
        where TEnum : struct, Enum => value is { } known ? Of(known) : null;

    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string LastDayOf(KeptResult result) => result.IsUndated ? Undated : Of(result.LastDay);

    public static string LastDayOf(AlternativeCheck check) => check.IsUndated ? Undated : Of(check.LastDay);

    public static string Of(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);
}
