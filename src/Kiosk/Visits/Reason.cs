namespace Kiosk.Visits;

/// <summary>Why a visit stands where it stands: the stable codes of the staff's contract. The screen has words for each.</summary>
public enum Reason
{
    /// <summary>The last PIN was wrong; the visitor may try again.</summary>
    PinWrong,

    /// <summary>Confirmed with fewer or more than four digits: nothing was sent to the card.</summary>
    PinIncomplete,

    /// <summary>One try is left: staff decide.</summary>
    LastTry,

    /// <summary>Staff compare the photo.</summary>
    PhotoCheck,

    /// <summary>Not a My Number card.</summary>
    NotMyNumberCard,

    /// <summary>A phone instead of a card.</summary>
    PhoneToken,

    /// <summary>The card's answers make no sense.</summary>
    CardUnreadable,

    /// <summary>The card does not answer.</summary>
    CardUnresponsive,

    /// <summary>A card without a PIN (顔認証マイナンバーカード): staff may compare the photo, where method A is granted.</summary>
    PinUnusable,

    /// <summary>The certificate was not issued by JPKI.</summary>
    CertificateUntrusted,

    /// <summary>The certificate expired more than three months ago.</summary>
    CertificateExpired,

    /// <summary>The certificate's validity has not begun.</summary>
    CertificateNotYetValid,

    /// <summary>The certificate was revoked: a lost or replaced card.</summary>
    CertificateRevoked,

    /// <summary>The card's signature does not fit its certificate.</summary>
    SignatureInvalid,

    /// <summary>Taken away while it was read.</summary>
    RemovedWhileReading,

    /// <summary>Taken away before the PIN was sent.</summary>
    RemovedBeforePin,

    /// <summary>Taken away while the PIN was checked: whether a try was spent is unknown until the card is back.</summary>
    RemovedDuringVerify,

    /// <summary>Taken away while staff decided.</summary>
    RemovedBeforeDecision,

    /// <summary>Taken away while the authority was asked.</summary>
    RemovedWhileAsking,

    /// <summary>The reader or its service went away.</summary>
    ReaderLost,

    /// <summary>Another program keeps the reader to itself.</summary>
    ReaderInUse,

    /// <summary>The keypad went away, and no PIN can be typed. No try was spent for it.</summary>
    PanelLost,

    /// <summary>The authority does not know this stand: enrol again.</summary>
    DeviceUnknown,

    /// <summary>The authority suspended this stand.</summary>
    DeviceSuspended,

    /// <summary>Method A is not granted to this stand.</summary>
    VisualNotGranted,

    /// <summary>The authority found the stand's question malformed: a defect of the stand.</summary>
    Malformed,

    /// <summary>The visit's number was used for another question: a defect of the stand.</summary>
    VisitReused,

    /// <summary>No connection to the authority.</summary>
    Unreachable,

    /// <summary>The authority did not answer in time.</summary>
    Timeout,

    /// <summary>The authority says that it is unavailable.</summary>
    Unavailable,

    /// <summary>The stand was interrupted (power, restart) before the question reached the authority.</summary>
    Interrupted,

    /// <summary>The authority asks for fewer questions.</summary>
    TooMany,

    /// <summary>The answer cannot be understood.</summary>
    BadAnswer,

    /// <summary>The authority's processing ended abnormally.</summary>
    ProcessingFailed,

    /// <summary>The authority says that it is still processing.</summary>
    StillProcessing,

    /// <summary>A processing code that the stand does not know.</summary>
    ProcessingUnknown,

    /// <summary>Validity 2: no longer valid.</summary>
    QualificationLost,

    /// <summary>Validity 3: no longer valid, a new qualification exists.</summary>
    QualificationReplaced,

    /// <summary>Validity 6: valid but not registered (medical assistance only).</summary>
    NotRegistered,

    /// <summary>A validity code that the stand does not know.</summary>
    ValidityUnknown,

    /// <summary>Said to be valid, but not with exactly one qualification.</summary>
    ResultCount,

    /// <summary>Staff: the face is not the photo's.</summary>
    PhotoDiffers,

    /// <summary>Staff did not allow the last try.</summary>
    LastTryRefused,

    /// <summary>Staff ended the visit.</summary>
    StaffCancelled,

    /// <summary>Nothing was typed.</summary>
    NothingTyped,

    /// <summary>Typing stopped half way.</summary>
    PinIdle,

    /// <summary>Staff did not decide.</summary>
    StaffIdle,
}
