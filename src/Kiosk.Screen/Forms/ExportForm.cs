using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Screen.Texts;

namespace Kiosk.Screen.Forms;

/// <summary>An export as a form: in which form, why, and what more there is to say, by the rules by which the desk judges it too.</summary>
internal static class ExportForm
{
    private static readonly (ExportFormat Format, Word Word)[] Formats =
        [(ExportFormat.Xml, Word.ExportXml), (ExportFormat.Text, Word.ExportText), (ExportFormat.Fhir, Word.ExportFhir), (ExportFormat.Ticket, Word.ExportTicket)];

    private static readonly (ExportReason Reason, Word Word)[] Reasons =
    [
        (ExportReason.Claim, Word.ReasonClaim), (ExportReason.Checkup, Word.ReasonCheckup), (ExportReason.Again, Word.ReasonAgain), (ExportReason.Person, Word.ReasonPerson),
        (ExportReason.Inspection, Word.ReasonInspection), (ExportReason.Other, Word.ReasonOther),
    ];

    /// <param name="about">Whose result it is.</param>
    /// <param name="people">Who may not be named in the note.</param>
    /// <param name="save">Sends it.</param>
    public static Form Of(string about, IReadOnlyList<EligibilityRecord> people, Action<Form, ExportOrder> save)
    {
        var format = new ChoiceEntry(Word.LabelExportFormat, Word.ExportChoose, [.. Formats.Select(one => one.Word)], Word.ExportChoose, chosen: 0);
        var reason = new ChoiceEntry(Word.LabelExportReason, Word.ExportChoose, [.. Reasons.Select(one => one.Word)], Word.ExportChoose);
        var note = new TextEntry(Word.LabelExportNote, Word.ExportNoteHint, Judge);
        return new Form(Word.ExportTitle, _ => about, [Word.ExportLook], [format, reason, note], form => save(form, new ExportOrder(Formats[format.Chosen!.Value].Format, Why(), note.Text)));

        ExportReason Why() => reason.Chosen is { } at ? Reasons[at].Reason : default;

        Word? Judge(string text) => new ExportPurpose(Why(), text).FaultOf(people) is { } fault ? WordOf(fault) : null;
    }

    /// <summary>The word for what is wrong with a note.</summary>
    public static Word WordOf(ExportNoteFault fault) => fault switch
    {
        ExportNoteFault.Missing => Word.ExportNoteMissing,
        ExportNoteFault.TooLong => Word.ExportNoteTooLong,
        ExportNoteFault.HasNumber => Word.ExportNoteHasNumber,
        ExportNoteFault.NamesPerson => Word.ExportNoteNamesPerson,
    };
}
