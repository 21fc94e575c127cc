using Kiosk.Desk;
using Kiosk.Records;

namespace Kiosk.Pi.Exporting;

/// <summary>Why somebody got no file, in words.</summary>
internal static class ExportRefusals
{
    private const string CannotBeRead = "The kept results cannot be read just now, which does not mean that there are none. Try again in a moment.";

    public static string Of(ExportAnswer answer, ExportFormat format) => answer.Result switch
    {
        ExportResult.Done => "Done.",
        ExportResult.NoSuchResult => "No such result is kept.",
        ExportResult.Unreadable => CannotBeRead,
        ExportResult.Nothing => Nothing(format),
        ExportResult.NoteRefused => Of(answer.Note),
        ExportResult.NoFolder => "Export:Folder is not set.",
        ExportResult.NotWritten => $"Export:Folder {(answer.Trouble is { } trouble ? ExportTroubles.Of(trouble) : "cannot be written.")}",
    };

    /// <summary>Why there is no list of a day.</summary>
    public static string OfDay(ExportAnswer answer) => answer.Result == ExportResult.Unreadable ? CannotBeRead : Of(answer.Note);

    private static string Of(ExportNoteFault? fault) => fault switch
    {
        ExportNoteFault.Missing => "note must say what the reason is, when it is 'other'.",
        ExportNoteFault.TooLong => $"note must be one line of at most {ExportPurpose.LongestNote} characters.",
        ExportNoteFault.HasNumber => "note must hold no number that could be a person's: the audit trail outlives the person's data.",
        ExportNoteFault.NamesPerson or null => "note must not name the person: the audit trail outlives the person's data.",
    };

    private static string Nothing(ExportFormat format) => format switch
    {
        ExportFormat.Text => "Only a valid qualification has a text for the receipt computer.",
        ExportFormat.Ticket => "No ticket is noted for this visit.",
        ExportFormat.Xml => "The authority came to no answer about this visit, so there is no official message of it; nor is there one for medical assistance (医療扶助).",
        ExportFormat.Fhir => "The authority was not asked on this visit, so there is no question and answer to write; nor are they written for medical assistance (医療扶助).",
    };
}
