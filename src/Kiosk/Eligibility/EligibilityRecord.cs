namespace Kiosk.Eligibility;

/// <summary>
/// One qualification as the authority gives it (<c>ResultOfQualificationConfirmation</c>), limited to what the simplified check may show.
/// Null means "not provided" (未提供): no such element came. An empty text means that the element came empty, which is neither that nor zero.
/// Codes and texts are raw; the screen turns them into words.
/// </summary>
public sealed record EligibilityRecord
{
    /// <summary>被保険者証区分 (OQSCD010): 01 to 07, A1.</summary>
    public string? CardClassification { get; init; }

    /// <summary>氏名; characters outside JIS arrive as ●.</summary>
    public string? Name { get; init; }

    /// <summary>氏名カナ; arrives half-width.</summary>
    public string? NameKana { get; init; }

    /// <summary>氏名(その他).</summary>
    public string? OtherName { get; init; }

    /// <summary>氏名(その他) カナ.</summary>
    public string? OtherNameKana { get; init; }

    /// <summary>性別1 (OQSCD007): 1 male, 2 female, 3 not set.</summary>
    public string? Sex { get; init; }

    /// <summary>性別2 (OQSCD007): the sex on the back of the card, only under the notice of 2012-09-21.</summary>
    public string? BackSex { get; init; }

    /// <summary>生年月日.</summary>
    public RecordDate? Birthdate { get; init; }

    /// <summary>郵便番号.</summary>
    public string? PostNumber { get; init; }

    /// <summary>住所 as held by the insurer.</summary>
    public string? Address { get; init; }

    /// <summary>保険者番号.</summary>
    public string? InsurerNumber { get; init; }

    /// <summary>保険者名称.</summary>
    public string? InsurerName { get; init; }

    /// <summary>記号.</summary>
    public string? Symbol { get; init; }

    /// <summary>番号.</summary>
    public string? Number { get; init; }

    /// <summary>枝番; "00" is not the same as absent.</summary>
    public string? Branch { get; init; }

    /// <summary>本人・家族の別 (OQSCD009): 1 insured, 2 family.</summary>
    public string? PersonOrFamily { get; init; }

    /// <summary>被保険者氏名(世帯主氏名).</summary>
    public string? InsuredName { get; init; }

    /// <summary>資格取得年月日.</summary>
    public RecordDate? QualifiedOn { get; init; }

    /// <summary>資格喪失年月日.</summary>
    public RecordDate? DisqualifiedOn { get; init; }

    /// <summary>資格喪失事由 (OQSCD008): 01, 02, 03, 99.</summary>
    public string? ReasonOfLoss { get; init; }

    /// <summary>交付年月日.</summary>
    public RecordDate? IssuedOn { get; init; }

    /// <summary>有効開始年月日.</summary>
    public RecordDate? ValidFrom { get; init; }

    /// <summary>有効終了年月日.</summary>
    public RecordDate? ValidUntil { get; init; }

    /// <summary>一部負担金割合: three digits, 010 = 10 %.</summary>
    public string? ContributionRatio { get; init; }

    /// <summary>未就学区分 (OQSCD015): 1.</summary>
    public string? Preschool { get; init; }

    /// <summary>高齢受給者証 (70 to 74): valid from.</summary>
    public RecordDate? ElderlyValidFrom { get; init; }

    /// <summary>高齢受給者証: valid until.</summary>
    public RecordDate? ElderlyValidUntil { get; init; }

    /// <summary>高齢受給者証: 一部負担金割合, three digits.</summary>
    public string? ElderlyContributionRatio { get; init; }

    /// <summary>限度額適用認定証; null when there is none with this qualification.</summary>
    public LimitCertificate? Limit { get; init; }

    /// <summary>照会番号: the facility's own patient number.</summary>
    public string? ReferenceNumber { get; init; }

    /// <summary>Never the person.</summary>
    public override string ToString() => nameof(EligibilityRecord);
}
