using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Kiosk.Eligibility;

namespace Kiosk.Tickets;

/// <summary>What kind of ticket a number belongs to: its third digit.</summary>
public enum TicketKind
{
    /// <summary>A digit that the stand does not know.</summary>
    Unknown,

    /// <summary>1: 受診券.</summary>
    Checkup,

    /// <summary>2: 利用券 (特定保健指導).</summary>
    Guidance,

    /// <summary>5: セット券, where the first interview is on the day of the checkup.</summary>
    Set,
}

/// <summary>整理番号 of a 受診券 or 利用券: eleven digits; fiscal year 2, kind 1, person 8 (eCheckupReport). It has no check digit.</summary>
public sealed record TicketNumber
{
    private const int Digits = 11;
    private const int YearDigits = 2;
    private const int Century = 2000;

    private TicketNumber(string value) => Value = value;

    /// <summary>The eleven digits.</summary>
    public string Value { get; }

    /// <summary>The fiscal year that it was issued for, which begins in April.</summary>
    public int FiscalYear => Century + int.Parse(Value.AsSpan(0, YearDigits), CultureInfo.InvariantCulture);

    /// <summary>The digit of the kind.</summary>
    public char KindDigit => Value[YearDigits];

    /// <summary>What kind of ticket it is.</summary>
    public TicketKind Kind => KindDigit switch
    {
        '1' => TicketKind.Checkup,
        '2' => TicketKind.Guidance,
        '5' => TicketKind.Set,
        _ => TicketKind.Unknown,
    };

    /// <summary>Takes eleven digits, of whatever kind.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out TicketNumber? number)
    {
        number = FaultOf(text) is null ? new TicketNumber(text!) : null;
        return number is not null;
    }

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static NumberFault? FaultOf(string? text) => text switch
    {
        null => NumberFault.Length,
        _ when !text.All(char.IsAsciiDigit) => NumberFault.NotDigits,
        not { Length: Digits } => NumberFault.Length,
        _ => null,
    };

    /// <summary>Never the number, which is a person's.</summary>
    public override string ToString() => nameof(TicketNumber);
}
