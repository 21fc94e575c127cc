using System.Text.Json;

namespace Kiosk.Desk;

/// <summary>The stable code of an enum's value: as the staff's contract writes it in JSON, and so in the vault, the audit trail and the metrics.</summary>
public static class Code
{
    /// <summary>Such as <c>couldNotAsk</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
