namespace Kiosk.Alternatives;

/// <summary>How insurance is checked where card or system fail (MHLW's procedure for such times).</summary>
public enum AlternativeRoute
{
    /// <summary>資格確認書: counts alone.</summary>
    Certificate,

    /// <summary>資格情報のお知らせ: counts with the card only.</summary>
    Notice,

    /// <summary>マイナポータル on the visitor's own phone: counts with the card only.</summary>
    Portal,

    /// <summary>被保険者資格申立書: what the visitor states, where there is nothing to look at.</summary>
    Statement,
}
