using Kiosk.Access;
using Kiosk.Desk;
using Kiosk.Screen.Forms;
using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;
using Kiosk.Settings;

namespace Kiosk.Screen.Settings;

/// <summary>The settings of the stand, changed at the screen.</summary>
internal sealed class SettingsActions(ScreenModel model, IDesk desk, DeskCalls calls)
{
    /// <summary>Opens the form with the settings as they are.</summary>
    public void Open() => calls.Start(desk.SettingsAsync, view => Show(view), () => model.Staff.Tell(words => words[Word.CallFailed]));

    private void Show(SettingsView view, Form? instead = null)
    {
        // Staff may have begun something else meanwhile.
        if (model.Form.Open != instead)
        {
            return;
        }

        var form = SettingsForm.Of(view, mayBeVisual: model.Now?.Stand.VisualGranted != false, model.SignIn.May(StaffRight.ChangeSettings), Send);
        if (instead is not null)
        {
            form.Keep(words => words[Word.OptionsMeanwhile]);
        }

        model.Form.Show(form);
    }

    private void Send(Form form, SettingsOrder order) =>
        calls.Start(stop => desk.SetAsync(order, model.Options.Staff, stop), answer => Told(form, answer), () => Keep(form, words => words[Word.CallFailed]));

    private void Told(Form form, SettingsAnswer answer)
    {
        switch (answer.Result)
        {
            case SettingsResult.Done: model.Form.Finish(form); break;
            case SettingsResult.ChangedMeanwhile: Show(answer.Now, instead: form); return;
            case SettingsResult.Refused: Keep(form, words => string.Join(' ', answer.Faults.Select(one => $"{words[SettingWords.LabelOf(one.Key)]}: {words[SettingWords.Of(one.Value)]}"))); return;
            case SettingsResult.NotWritten: Keep(form, words => words.Refusal(CommandResult.NotWritten)!); return;
        }

        model.Staff.Tell(words => words[Word.OptionsSaved]);
    }

    private void Keep(Form form, Func<Words, string> why)
    {
        form.Keep(why);
        model.Redraw();
    }
}
