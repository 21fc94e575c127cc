using System.Diagnostics.CodeAnalysis;

namespace Kiosk.Eligibility;

/// <summary>
/// 保険者番号: eight digits (law 2, prefecture 2, insurer 3, check 1), or six for national health insurance, which has no law number and is written
/// with two zeros before it where eight are asked for. The two forms of one number are equal.
/// </summary>
public sealed record InsurerNumber
{
    private const int Digits = 8;
    private const int DigitsWithoutLaw = 6;
    private const string NoLaw = "00";

    private InsurerNumber(string value) => Value = value;

    /// <summary>The digits as they were given: six or eight.</summary>
    public string Value { get; }

    /// <summary>The eight digits.</summary>
    public string Padded => Value.PadLeft(Digits, '0');

    /// <summary>Whose insurance it is.</summary>
    public InsurerKind Kind => KindOf(Value);

    /// <summary>Takes a typed number; refuses what <see cref="FaultOf"/> finds a fault with.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out InsurerNumber? number)
    {
        number = IsValid(text) ? new InsurerNumber(text!) : null;
        return number is not null;
    }

    /// <summary>True for six or eight digits with the right check digit.</summary>
    public static bool IsValid(string? text) => FaultOf(text) is null;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static NumberFault? FaultOf(string? text) => text switch
    {
        not { Length: DigitsWithoutLaw or Digits } => NumberFault.Length,
        _ when !text.All(char.IsAsciiDigit) => NumberFault.NotDigits,
        _ when !CheckDigit.Holds(text) => NumberFault.CheckDigit,
        _ => null,
    };

    /// <summary>Whose insurance a number tells of, whether its check digit is right or not; unknown where it does not look like one.</summary>
    public static InsurerKind KindOf(string? text) => FaultOf(text) switch
    {
        NumberFault.Length or NumberFault.NotDigits => InsurerKind.Unknown,
        _ => text is { Length: DigitsWithoutLaw } ? InsurerKind.National : OfLaw(text![..2]),
    };

    /// <inheritdoc />
    public bool Equals(InsurerNumber? other) => other?.Padded == Padded;

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Padded);

    /// <inheritdoc />
    public override string ToString() => Value;

    private static InsurerKind OfLaw(string law) => law switch
    {
        NoLaw => InsurerKind.National,
        "01" => InsurerKind.Association,
        "02" => InsurerKind.Seamen,
        "06" => InsurerKind.Society,
        "07" => InsurerKind.SelfDefence,
        "31" => InsurerKind.NationalCivilService,
        "32" => InsurerKind.LocalCivilService,
        "33" => InsurerKind.Police,
        "34" => InsurerKind.Schools,
        "39" => InsurerKind.LateElderly,
        "63" or "72" or "73" or "74" or "75" => InsurerKind.SpecialRetired,
        "67" => InsurerKind.NationalRetired,
        _ => InsurerKind.Unknown,
    };
}
