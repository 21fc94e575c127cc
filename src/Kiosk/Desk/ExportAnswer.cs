using System.Text.Json.Serialization;
using Kiosk.Records;

namespace Kiosk.Desk;

/// <summary>A result that staff want in the folder for other programs.</summary>
/// <param name="Format">In which form.</param>
/// <param name="Reason">Why.</param>
/// <param name="Note">What more there is to say of it.</param>
public sealed record ExportOrder([property: JsonRequired] ExportFormat Format, [property: JsonRequired] ExportReason Reason, string? Note = null);

/// <summary>What became of an export that a person asked for.</summary>
public enum ExportResult
{
    /// <summary>It was handed over.</summary>
    Done,

    /// <summary>No such result is kept.</summary>
    NoSuchResult,

    /// <summary>The vault cannot be read just now: whether there is such a result is not known.</summary>
    Unreadable,

    /// <summary>The result has nothing to say in this format.</summary>
    Nothing,

    /// <summary>Something is wrong with the note: see the fault.</summary>
    NoteRefused,

    /// <summary>The stand has no folder for other programs.</summary>
    NoFolder,

    /// <summary>The folder does not take it: see the trouble.</summary>
    NotWritten,
}

/// <summary>The desk's answer to an export.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="Note">What is wrong with the note; null when nothing is.</param>
/// <param name="Trouble">What is wrong with the folder; null when nothing is.</param>
public sealed record ExportAnswer(ExportResult Result, ExportNoteFault? Note = null, ExportTrouble? Trouble = null);
