using System.Text.Json.Serialization;

namespace Kiosk.Tickets;

/// <summary>A ticket as staff type it, or as it is written down: not judged yet.</summary>
/// <param name="Number">整理番号; null or blank: the ticket has none.</param>
/// <param name="InsurerNumber">保険者番号 of the insurer that issued it. Required in JSON, be it empty: what names no field must not take a ticket back.</param>
/// <param name="ExpiresOn">有効期限, its last day.</param>
/// <param name="SelfPay">窓口負担, as it is printed; null or blank: not noted.</param>
public sealed record TypedTicket(string? Number, [property: JsonRequired] string? InsurerNumber, string? ExpiresOn, string? SelfPay)
{
    /// <summary>Nothing was typed at all.</summary>
    [JsonIgnore]
    public bool IsBlank => string.IsNullOrWhiteSpace(Number + InsurerNumber + ExpiresOn + SelfPay);

    /// <summary>Never what was typed.</summary>
    public override string ToString() => nameof(TypedTicket);
}
