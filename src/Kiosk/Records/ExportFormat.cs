namespace Kiosk.Records;

/// <summary>In which form a result is handed to other programs.</summary>
public enum ExportFormat
{
    /// <summary>The text that the official app puts on the clipboard.</summary>
    Text,

    /// <summary>The checkup ticket of the visit, and whether it fits.</summary>
    Ticket,

    /// <summary>The official result message (資格確認結果), as receipt computers read it.</summary>
    Xml,

    /// <summary>An HL7 FHIR R4 bundle after JP Core, always in UTF-8.</summary>
    Fhir,
}

/// <summary>In which characters XML and text are written.</summary>
public enum ExportEncoding
{
    /// <summary>UTF-8, without a mark at its beginning.</summary>
    Utf8,

    /// <summary>Shift_JIS with the extensions of Windows (CP932).</summary>
    ShiftJis,
}
