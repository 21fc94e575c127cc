using System.Diagnostics.CodeAnalysis;

namespace Kiosk.Eligibility;

/// <summary>
/// 医療機関等コード／健診実施機関コード: ten digits; prefecture 2, kind 1 (1 medical, 2 checkup facility outside insurance, 3 dental, 4 pharmacy, 6 visiting nurse),
/// then seven of which the last is the check digit (Luhn over all ten; JP Core).
/// </summary>
public sealed record FacilityCode
{
    private const int Digits = 10;

    private FacilityCode(string value) => Value = value;

    /// <summary>The ten digits.</summary>
    public string Value { get; }

    /// <summary>Takes a typed or configured code; refuses what is not ten digits or fails the check digit.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out FacilityCode? code)
    {
        code = text is { Length: Digits } && CheckDigit.Holds(text) ? new FacilityCode(text) : null;
        return code is not null;
    }

    /// <inheritdoc />
    public override string ToString() => Value;
}
