namespace Kiosk.Pi.FirstBoot;

/// <summary>Why a first boot does not come to its end. The number is how often the lamp STOP blinks; both are in docs/first-boot.md.</summary>
internal enum BootTrouble
{
    /// <summary>The file is no JSON, or cannot be read.</summary>
    Unreadable = 1,

    /// <summary>A value in it is wrong, unknown or missing.</summary>
    WrongValue = 2,

    /// <summary>Certificates that belong beside it are missing or none.</summary>
    Certificates = 3,

    /// <summary>The stand's own disk cannot be written.</summary>
    CannotWrite = 4,

    /// <summary>The authority refuses the activation code or this stand.</summary>
    Refused = 5,

    /// <summary>The authority cannot be reached or is not trusted: network, address, clock.</summary>
    Unreachable = 6,

    /// <summary>There is no such file, and this stand has no configuration.</summary>
    Nothing = 7,

    /// <summary>A stick has a file, but this stand is enrolled: told beside the file only.</summary>
    SetUpAlready = 8,
}
