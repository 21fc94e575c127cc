using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Desk;
using Kiosk.Eligibility;

namespace Kiosk.Tickets;

/// <summary>受診券・利用券: what is noted of the ticket that a visitor brings. Only what was judged hard is one.</summary>
[JsonConverter(typeof(CheckupTicketJson))]
public sealed record CheckupTicket
{
    private const int LongestSelfPay = 40;

    private CheckupTicket(TicketNumber? number, InsurerNumber insurer, DateOnly expiresOn, string? selfPay) =>
        (Number, Insurer, ExpiresOn, SelfPay) = (number, insurer, expiresOn, selfPay);

    /// <summary>整理番号; null where the ticket has none (後期高齢).</summary>
    public TicketNumber? Number { get; }

    /// <summary>The insurer that issued it.</summary>
    public InsurerNumber Insurer { get; }

    /// <summary>有効期限: the last day on which it is good.</summary>
    public DateOnly ExpiresOn { get; }

    /// <summary>窓口負担 as typed, an amount or a rate; null where it was not noted. Nothing is computed from it.</summary>
    public string? SelfPay { get; }

    /// <summary>As it would be typed.</summary>
    public TypedTicket Typed => new(Number?.Value, Insurer.Value, ExpiresOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), SelfPay);

    /// <summary>Takes a typed ticket; otherwise the first thing that is wrong with it.</summary>
    public static bool TryParse(TypedTicket typed, [NotNullWhen(true)] out CheckupTicket? ticket, [NotNullWhen(false)] out TicketFault? fault)
    {
        ArgumentNullException.ThrowIfNull(typed);
        fault = FaultOfNumber(typed.Number, typed.InsurerNumber) ?? FaultOfInsurer(typed.InsurerNumber) ?? FaultOfExpiry(typed.ExpiresOn) ?? FaultOfSelfPay(typed.SelfPay);
        ticket = null;
        if (fault is null && InsurerNumber.TryParse(PaperText.Digits(typed.InsurerNumber), out var insurer) && PaperText.Date(typed.ExpiresOn) is { } expiresOn)
        {
            var number = TicketNumber.TryParse(PaperText.Digits(typed.Number), out var read) ? read : null;
            ticket = new CheckupTicket(number, insurer, expiresOn, SelfPayOf(typed.SelfPay) is { Length: > 0 } selfPay ? selfPay : null);
        }

        return ticket is not null;
    }

    /// <summary>What is wrong with a typed 整理番号. Whether it may be missing depends on the insurer, once that is known.</summary>
    public static TicketFault? FaultOfNumber(string? typed, string? insurer) => PaperText.Digits(typed) switch
    {
        "" => InsurerNumber.TryParse(PaperText.Digits(insurer), out var issuer) && issuer.Kind != InsurerKind.LateElderly ? TicketFault.NumberMissing : null,
        var digits => TicketNumber.FaultOf(digits) switch
        {
            null => null,
            NumberFault.NotDigits => TicketFault.NumberNotDigits,
            _ => TicketFault.NumberLength,
        },
    };

    /// <summary>What is wrong with a typed 保険者番号.</summary>
    public static TicketFault? FaultOfInsurer(string? typed) => PaperText.Digits(typed) switch
    {
        var text when !text.All(char.IsAsciiDigit) => TicketFault.InsurerNotDigits,
        var digits => InsurerNumber.FaultOf(digits) switch
        {
            null => null,
            NumberFault.CheckDigit => TicketFault.InsurerCheckDigit,
            _ => TicketFault.InsurerLength,
        },
    };

    /// <summary>What is wrong with a typed 有効期限.</summary>
    public static TicketFault? FaultOfExpiry(string? typed) => PaperText.Date(typed) is not null ? null : TicketFault.ExpiryNoDate;

    /// <summary>What is wrong with a typed 窓口負担.</summary>
    public static TicketFault? FaultOfSelfPay(string? typed) => SelfPayOf(typed).Length > LongestSelfPay ? TicketFault.SelfPayTooLong : null;

    /// <summary>Never what stands on it.</summary>
    public override string ToString() => nameof(CheckupTicket);

    private static string SelfPayOf(string? typed) => string.Concat(InsuranceText.Fold(PaperText.Visible(typed)).Where(c => !char.IsControl(c)));
}

/// <summary>A ticket as its <see cref="TypedTicket"/>; what would be refused when typed is refused here too.</summary>
public sealed class CheckupTicketJson : JsonConverter<CheckupTicket>
{
    /// <inheritdoc />
    public override CheckupTicket Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, DeskJson.Default.TypedTicket) is { } typed && CheckupTicket.TryParse(typed, out var ticket, out _)
            ? ticket
            : throw new JsonException("Not a ticket.");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, CheckupTicket value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        JsonSerializer.Serialize(writer, value.Typed, DeskJson.Default.TypedTicket);
    }
}
