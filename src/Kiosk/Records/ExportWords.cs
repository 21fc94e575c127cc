using System.Diagnostics.CodeAnalysis;

namespace Kiosk.Records;

/// <summary>How formats, encodings and reasons are written in configuration, on the command line and in the audit trail.</summary>
public static class ExportWords
{
    private static readonly Dictionary<string, ExportFormat> Formats = Enum.GetValues<ExportFormat>().ToDictionary(Of, StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<string, ExportEncoding> Encodings = Enum.GetValues<ExportEncoding>().ToDictionary(Of, StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<string, ExportReason> Reasons = Enum.GetValues<ExportReason>().ToDictionary(Of, StringComparer.OrdinalIgnoreCase);

    /// <summary>All formats, as words.</summary>
    public static string[] AllFormats => [.. Formats.Keys];

    /// <summary>All encodings, as words.</summary>
    public static string[] AllEncodings => [.. Encodings.Keys];

    /// <summary>All reasons, as words.</summary>
    public static string[] AllReasons => [.. Reasons.Keys];

    /// <summary>The word of a format.</summary>
    public static string Of(ExportFormat format) => format switch
    {
        ExportFormat.Text => "text",
        ExportFormat.Ticket => "ticket",
        ExportFormat.Xml => "xml",
        ExportFormat.Fhir => "fhir",
    };

    /// <summary>The word of an encoding, as its users know it.</summary>
    public static string Of(ExportEncoding encoding) => encoding switch
    {
        ExportEncoding.Utf8 => "utf-8",
        ExportEncoding.ShiftJis => "shift_jis",
    };

    /// <summary>The word of a reason.</summary>
    public static string Of(ExportReason reason) => reason switch
    {
        ExportReason.Claim => "claim",
        ExportReason.Checkup => "checkup",
        ExportReason.Again => "again",
        ExportReason.Person => "person",
        ExportReason.Inspection => "inspection",
        ExportReason.Other => "other",
    };

    /// <summary>The format of a word.</summary>
    public static bool TryParse([NotNullWhen(true)] string? word, out ExportFormat format) => Formats.TryGetValue(word ?? "", out format);

    /// <summary>The encoding of a word.</summary>
    public static bool TryParse([NotNullWhen(true)] string? word, out ExportEncoding encoding) => Encodings.TryGetValue(word ?? "", out encoding);

    /// <summary>The reason of a word.</summary>
    public static bool TryParse([NotNullWhen(true)] string? word, out ExportReason reason) => Reasons.TryGetValue(word ?? "", out reason);
}
