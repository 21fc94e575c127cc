namespace Kiosk.Eligibility;

/// <summary>保険者番号: eight digits (law 2, prefecture 2, insurer 3, check 1), or six for national health insurance, which has no law number.</summary>
public static class InsurerNumber
{
    /// <summary>True for six or eight digits with the right check digit. The authority's data is judged softly: many real records fail.</summary>
    public static bool IsValid(string? text) => text is { Length: 6 or 8 } && CheckDigit.Holds(text);
}
