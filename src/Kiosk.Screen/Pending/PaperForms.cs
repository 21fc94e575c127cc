using System.Globalization;
using Kiosk.Alternatives;
using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Screen.Forms;
using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;

namespace Kiosk.Screen.Pending;

/// <summary>The forms of the alternatives: one for each paper, and one to close a pending visit with a reason.</summary>
internal sealed class PaperForms(ScreenModel model, IDesk desk, DeskCalls calls)
{
    private static readonly Word[] Sexes = [Word.SexMale, Word.SexFemale, Word.SexNotSet];

    /// <summary>Opens the form of a paper, for a pending visit or (null) for somebody without a card.</summary>
    public void Check(AlternativeRoute route, PendingVisit? visit)
    {
        var fields = new List<(PaperField Field, FormField Entry)>();
        fields.AddRange(Papers.FieldsOf(route).Select(field => (field, Entry(route, field, () => Text(fields, PaperField.InsurerNumber)))));
        model.Form.Show(new Form(
            PaperWords.Of(route), words => About(words, visit), PaperWords.Look(route), [.. fields.Select(one => one.Entry)],
            form => calls.Start(
                stop => desk.RecordAsync(Request(route, visit, fields), stop), answer => Recorded(form, answer), () => Keep(form, words => words[Word.CallFailed]))));
    }

    /// <summary>Opens the form that closes a pending visit without a check.</summary>
    public void Close(PendingVisit visit)
    {
        var reasons = Enum.GetValues<CloseReason>();
        var reason = new ChoiceEntry(Word.LabelReason, Word.HintTurn, [.. reasons.Select(PaperWords.Of)], Word.FaultMissing);
        var note = new TextEntry(
            Word.LabelNote, Word.HintNote,
            text => text.Length > CloseRequest.MostNote ? Word.FaultTooLong : reason.Chosen is { } at && reasons[at] == CloseReason.Other && string.IsNullOrWhiteSpace(text) ? Word.FaultMissing : null);
        model.Form.Show(new Form(
            Word.AnswerClose, words => About(words, visit), [Word.LookClose], [reason, note],
            form => calls.Start(
                stop => desk.CloseAsync(visit.VisitId, new CloseRequest(reasons[reason.Chosen!.Value], model.Options.Staff, string.IsNullOrWhiteSpace(note.Text) ? null : note.Text.Trim()), stop),
                result => Told(form, result), () => Keep(form, words => words[Word.CallFailed]))));
    }

    private FormField Entry(AlternativeRoute route, PaperField field, Func<string?> insurer) => field switch
    {
        PaperField.CardSeen => new ChoiceEntry(PaperWords.Of(field), PaperWords.Hint(field), [Word.CardSeenYes], Word.FaultCard),
        PaperField.Sex => new ChoiceEntry(PaperWords.Of(field), PaperWords.Hint(field), Sexes, Word.FaultMissing),
        _ => new TextEntry(
            PaperWords.Of(field), PaperWords.Hint(field), text => EntryRules.FaultOf(route, field, text, insurer(), Today) is { } fault ? PaperWords.Of(fault) : null),
    };

    // As at the desk: a clock that nobody set judges no date.
    private DateOnly? Today => model.Now?.Stand.Clock == ClockState.Synchronized ? DateOnly.FromDateTime(model.Clock.DateTime) : null;

    private static string About(Words words, PendingVisit? visit) => visit is null
        ? words[Word.PendingWithoutCard]
        : $"{words[Word.PendingVisits]} {JapanTime.At(visit.EndedAt).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)}";

    private CheckRequest Request(AlternativeRoute route, PendingVisit? visit, List<(PaperField Field, FormField Entry)> fields) => new(
        route, model.Options.Staff, [.. fields.Select(one => new TypedField(one.Field, Text(one.Field, one.Entry))).Where(one => one.Text.Length > 0)], visit?.VisitId);

    private static string? Text(List<(PaperField Field, FormField Entry)> fields, PaperField field) =>
        fields.Find(one => one.Field == field).Entry is TextEntry entry ? entry.Text : null;

    private static string Text(PaperField field, FormField entry) => entry switch
    {
        TextEntry text => text.Text,
        ChoiceEntry { Chosen: { } at } => field == PaperField.CardSeen ? Papers.Yes : (at + 1).ToString(CultureInfo.InvariantCulture),
        _ => "",
    };

    private void Recorded(Form form, CheckAnswer answer)
    {
        if (answer.Faults is [var first, ..])
        {
            Keep(form, words => $"{words[PaperWords.Of(first.Field)]}: {words[PaperWords.Of(first.Fault)]}");
        }
        else
        {
            Told(form, answer.Result);
        }
    }

    private void Told(Form form, PendingResult result)
    {
        if (PaperWords.Of(result) is { } why)
        {
            Keep(form, words => words[why]);
        }
        else
        {
            model.Form.Finish(form);
            model.Staff.Tell(words => words[Word.Done]);
        }

        model.Pending.Refresh();
    }

    private void Keep(Form form, Func<Words, string> why)
    {
        form.Keep(why);
        model.Redraw();
    }
}
