using System.Globalization;
using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Screen.Forms;
using Kiosk.Screen.Texts;
using Kiosk.Tickets;

namespace Kiosk.Screen.Model;

/// <summary>Types in the ticket of the record that is open, else of the visit at the stand, else of the visit that is selected in the list.</summary>
internal sealed class TicketActions(ScreenModel model, IDesk desk, DeskCalls calls)
{
    // The desk tells no numbers of a visit that is under way: what was typed here can be corrected here.
    private (Guid VisitId, TypedTicket Typed)? last;

    /// <summary>Opens the form. False: there is nobody whose ticket it could be.</summary>
    public bool Open(KeptResult? selected)
    {
        var visit = model.Now?.Visit;
        var result = model.Opened.Result ?? (visit is null ? selected : model.Today.Results.FirstOrDefault(r => r.VisitId == visit.Id) ?? model.AtStand.Result);
        if ((result?.VisitId ?? visit?.Id) is not { } id)
        {
            model.Staff.Tell(words => words[Word.TicketNobody]);
            return false;
        }

        if (result is { Ticket: not null } && id != model.Opened.Result?.VisitId && id != model.AtStand.Result?.VisitId)
        {
            // The form shows what is noted: a look like any other, for the desk to audit.
            calls.Start(stop => desk.ResultAsync(id, model.Options.Staff, stop), _ => { }, () => { });
        }

        var typed = result is not null ? result.Ticket?.Typed : last is { } before && before.VisitId == id ? before.Typed : null;
        var isNotedElsewhere = result is null && visit!.HasTicket && typed is null;
        model.Form.Show(TicketForm.Of(result is null ? words => About(words, visit!) : _ => About(result), typed, isNotedElsewhere, (form, ticket) => Send(id, form, ticket)));
        return true;
    }

    // The next visitor may come while this one's ticket is typed.
    private string About(Words words, VisitView visit) => words.Format(model.Now?.Visit?.Id == visit.Id ? Word.TicketOfVisit : Word.TicketOfEarlier, Time(visit.StartedAt));

    private static string About(KeptResult result) => $"{Time(result.EndedAt)} {(result.Confirmation?.Records is [var record, ..] ? record.Name : null)}";

    private static string Time(DateTimeOffset at) => JapanTime.At(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    private void Send(Guid id, Form form, TypedTicket typed) => calls.Start(
        stop => desk.NoteTicketAsync(id, typed, model.Options.Staff, stop),
        answer => Told(id, form, typed, answer),
        () => Keep(form, Word.CallFailed));

    private void Told(Guid id, Form form, TypedTicket typed, TicketAnswer answer)
    {
        if (answer.Result != TicketResult.Done)
        {
            Keep(form, Why(answer));
            return;
        }

        last = typed.IsBlank ? null : (id, typed);
        model.Form.Finish(form);
        model.Staff.Tell(words => words[typed.IsBlank ? Word.TicketTakenBack : Word.TicketSaved]);
    }

    private void Keep(Form form, Word why)
    {
        form.Keep(words => words[why]);
        model.Redraw();
    }

    private static Word Why(TicketAnswer answer) => answer.Result switch
    {
        TicketResult.Refused => answer.Fault is { } fault ? TicketForm.WordOf(fault) : Word.FormWrong,
        TicketResult.NoSuchVisit => Word.TicketNoSuchVisit,
        TicketResult.NotWritten or TicketResult.Done => Word.TicketNotWritten,
    };
}
