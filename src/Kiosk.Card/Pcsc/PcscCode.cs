namespace Kiosk.Card.Pcsc;

/// <summary>Return codes of libpcsclite (winscard.h), as unsigned 32 bits.</summary>
internal static class PcscCode
{
    public const uint Success = 0;
    public const uint Cancelled = 0x80100002;
    public const uint InvalidHandle = 0x80100003;
    public const uint UnknownReader = 0x80100009;
    public const uint Timeout = 0x8010000A;
    public const uint SharingViolation = 0x8010000B;
    public const uint NoSmartcard = 0x8010000C;
    public const uint CommError = 0x80100013;
    public const uint NotTransacted = 0x80100016;
    public const uint ReaderUnavailable = 0x80100017;
    public const uint NoService = 0x8010001D;
    public const uint ServiceStopped = 0x8010001E;
    public const uint NoReadersAvailable = 0x8010002E;
    public const uint UnpoweredCard = 0x80100067;
    public const uint ResetCard = 0x80100068;
    public const uint RemovedCard = 0x80100069;

    /// <summary>The service does not let this user in (polkit); seen also from a service that was killed in the middle of a command.</summary>
    public const uint SecurityViolation = 0x8010006A;

    /// <summary>The service is gone, and with it every context and handle: only new ones will do, though SCardIsValidContext still says OK.</summary>
    public static bool IsServiceGone(uint code) => code is CommError or NoService or ServiceStopped or InvalidHandle or SecurityViolation;
}
