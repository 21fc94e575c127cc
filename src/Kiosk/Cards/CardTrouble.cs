namespace Kiosk.Cards;

/// <summary>Everything that can go wrong between stand and card. A closed list of results, not of exceptions.</summary>
public enum CardTrouble
{
    /// <summary>The card left the reader.</summary>
    Removed,

    /// <summary>No public-key application answers: a driving licence, a transport card, anything else.</summary>
    NotMyNumberCard,

    /// <summary>A phone stands in for the card; the stand takes plastic cards only.</summary>
    PhoneToken,

    /// <summary>The card answers, but not in a way that makes sense.</summary>
    Unreadable,

    /// <summary>The card does not answer within its time. Only taking it away frees the reader.</summary>
    Unresponsive,

    /// <summary>The certificate was not issued by a pinned JPKI authority, or is no certificate.</summary>
    CertificateUntrusted,

    /// <summary>The certificate expired more than three months ago.</summary>
    CertificateExpired,

    /// <summary>The certificate's validity has not begun.</summary>
    CertificateNotYetValid,

    /// <summary>The signature does not fit the certificate that was read: not the same card, or a false one.</summary>
    SignatureInvalid,

    /// <summary>The reader or its service went away.</summary>
    ReaderLost,

    /// <summary>Another program on this computer keeps the reader to itself.</summary>
    ReaderInUse,
}
