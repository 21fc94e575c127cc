namespace Kiosk.Eligibility;

/// <summary>
/// 資格確認結果: the authority's answer (<c>XmlMsg</c>) in its three layers, which never mix: the message (<see cref="Segment"/>),
/// the person's processing (<see cref="ProcessingStatus"/>), the qualification's validity (<see cref="Validity"/>).
/// </summary>
public sealed record Confirmation
{
    /// <summary>処理結果区分: 1 normal end, 2 in process, 9 abnormal end.</summary>
    public required string Segment { get; init; }

    /// <summary>資格確認日: the date asked about, Japan time.</summary>
    public DateOnly? QualificationDate { get; init; }

    /// <summary>処理実行日時 on a Japanese clock.</summary>
    public DateTime? ExecutedAt { get; init; }

    /// <summary>The authority's error code, where the message ended abnormally.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The authority's error message, shown as it is.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>処理結果状況: 1 normal end, 2 error.</summary>
    public string? ProcessingStatus { get; init; }

    /// <summary>処理結果コード.</summary>
    public string? ProcessingCode { get; init; }

    /// <summary>処理結果メッセージ, shown as it is; also comes with good answers.</summary>
    public string? ProcessingMessage { get; init; }

    /// <summary>資格有効性: 1 to 6; anything else is unknown.</summary>
    public string? Validity { get; init; }

    /// <summary>The qualifications: with validity 1 the current one, with validity 2 the last known one, for reference only.</summary>
    public IReadOnlyList<EligibilityRecord> Records { get; init; } = [];

    /// <summary>Never the person.</summary>
    public override string ToString() => nameof(Confirmation);
}
