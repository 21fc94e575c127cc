using System.Diagnostics.CodeAnalysis;

namespace Kiosk.Eligibility;

/// <summary>What kind of facility a code belongs to: its third digit.</summary>
public enum FacilityKind
{
    /// <summary>A digit that the stand does not know.</summary>
    Unknown,

    /// <summary>1: 医科.</summary>
    Medical,

    /// <summary>2: a checkup facility outside health insurance (健診実施機関).</summary>
    Checkup,

    /// <summary>3: 歯科.</summary>
    Dental,

    /// <summary>4: 調剤.</summary>
    Pharmacy,

    /// <summary>6: 訪問看護.</summary>
    VisitingNurse,
}

/// <summary>
/// 医療機関等コード／健診実施機関コード: ten digits; prefecture 2, kind 1, then seven of which the last is the check digit (Luhn over all ten; JP Core).
/// </summary>
public sealed record FacilityCode
{
    private const int Digits = 10;
    private const int KindAt = 2;

    private FacilityCode(string value) => Value = value;

    /// <summary>The ten digits.</summary>
    public string Value { get; }

    /// <summary>What kind of facility it is.</summary>
    public FacilityKind Kind => Value[KindAt] switch
    {
        '1' => FacilityKind.Medical,
        '2' => FacilityKind.Checkup,
        '3' => FacilityKind.Dental,
        '4' => FacilityKind.Pharmacy,
        '6' => FacilityKind.VisitingNurse,
        _ => FacilityKind.Unknown,
    };

    /// <summary>Takes a typed or configured code; refuses what is not ten digits or fails the check digit.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out FacilityCode? code)
    {
        code = FaultOf(text) is null ? new FacilityCode(text!) : null;
        return code is not null;
    }

    /// <summary>What is wrong with a code; null when nothing is.</summary>
    public static NumberFault? FaultOf(string? text) => text switch
    {
        not { Length: Digits } => NumberFault.Length,
        _ when !text.All(char.IsAsciiDigit) => NumberFault.NotDigits,
        _ when !CheckDigit.Holds(text) => NumberFault.CheckDigit,
        _ => null,
    };

    /// <inheritdoc />
    public override string ToString() => Value;
}
