using System.Globalization;
using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Screen.Forms;
using Kiosk.Screen.Texts;

namespace Kiosk.Screen.Model;

/// <summary>Has the record that staff see put into the folder for other programs, once they say why.</summary>
internal sealed class ExportActions(ScreenModel model, IDesk desk, DeskCalls calls)
{
    /// <summary>Opens the form, for the opened record or else the one at the stand.</summary>
    public void Open()
    {
        if ((model.Opened.Result ?? model.AtStand.Result) is not { } result)
        {
            model.Staff.Tell(words => words[Word.ExportNobody]);
            return;
        }

        var name = result.Confirmation is { Records: [var record, ..] } ? record.Name : null;
        var about = string.Create(CultureInfo.InvariantCulture, $"{JapanTime.At(result.EndedAt):HH:mm} {name}");
        model.Form.Show(ExportForm.Of(about, result.Confirmation?.Records ?? [], (form, order) => Send(result.VisitId, form, order)));
    }

    private void Send(Guid id, Form form, ExportOrder order) => calls.Start(
        stop => desk.ExportAsync(id, order, model.Options.Staff, stop), answer => Told(form, answer), () => Keep(form, words => words[Word.CallFailed]));

    private void Told(Form form, ExportAnswer answer)
    {
        if (answer.Result != ExportResult.Done)
        {
            Keep(form, words => Why(words, answer));
            return;
        }

        model.Form.Finish(form);
        model.Staff.Tell(words => words[Word.ExportDone]);
    }

    private void Keep(Form form, Func<Words, string> why)
    {
        form.Keep(why);
        model.Redraw();
    }

    private static string Why(Words words, ExportAnswer answer) => answer.Result switch
    {
        ExportResult.NoSuchResult => words[Word.RecordMissing],
        ExportResult.Unreadable => words[Word.NotReadNow],
        ExportResult.NoteRefused => words[answer.Note is { } fault ? ExportForm.WordOf(fault) : Word.FormWrong],
        ExportResult.NoFolder => words[Word.ExportNoFolder],
        ExportResult.NotWritten => words.Trouble(answer.Trouble ?? ExportTrouble.NoAccess)!.Value.What,
        ExportResult.Nothing or ExportResult.Done => words[Word.ExportNothing],
    };
}
