using System.Globalization;
using System.Text.Json;

namespace Kiosk.Vault;

/// <summary>How clear columns are written: the stable codes of the staff's contract, days that sort as text, ids as everyone prints them.</summary>
internal static class Codes
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static string? Of<TEnum>(TEnum? value)
        where TEnum : struct, Enum => value is { } known ? Of(known) : null;

    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Of(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);
}
