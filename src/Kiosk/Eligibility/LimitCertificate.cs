namespace Kiosk.Eligibility;

/// <summary>限度額適用認定証 (<c>LimitApplicationCertificateRelatedInfo</c>), without the consent that it was provided under. Null means "not provided".</summary>
public sealed record LimitCertificate
{
    /// <summary>区分 (OQSCD011): 01 to 03.</summary>
    public string? Classification { get; init; }

    /// <summary>適用区分 (OQSCD012): A01 to A06, B01 to B10.</summary>
    public string? Category { get; init; }

    /// <summary>交付年月日.</summary>
    public RecordDate? IssuedOn { get; init; }

    /// <summary>有効開始年月日.</summary>
    public RecordDate? ValidFrom { get; init; }

    /// <summary>有効終了年月日.</summary>
    public RecordDate? ValidUntil { get; init; }

    /// <summary>長期入院該当年月日.</summary>
    public RecordDate? LongStayFrom { get; init; }

    /// <summary>Never the person.</summary>
    public override string ToString() => nameof(LimitCertificate);
}
