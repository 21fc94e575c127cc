using Kiosk.Screen.Forms;
using Kiosk.Screen.Model;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace Kiosk.Screen.Views;

/// <summary>What every key does, wherever the focus is.</summary>
internal sealed class Keys(ScreenModel model, MainWindow window)
{
    /// <summary>Takes a key. False: it is none of ours, and goes to the view in focus.</summary>
    public bool Take(Key key)
    {
        model.SignIn.Touch();
        if (key.KeyCode == (KeyCode.L | KeyCode.CtrlMask))
        {
            model.SignIn.Lock();
            return true;
        }

        if (key.KeyCode == (KeyCode.R | KeyCode.CtrlMask))
        {
            window.Repaint();
            return true;
        }

        if (Answered(key))
        {
            return true;
        }

        if (model.Form.Open is not null)
        {
            return Typed(key);
        }

        if (model.IsSearching)
        {
            return Sought(key);
        }

        switch (key.KeyCode)
        {
            case KeyCode.F1: model.Staff.Ask(QuestionKind.Help); return true;
            case KeyCode.F2: model.Staff.ShowRecord(); return true;
            case KeyCode.F3: model.Staff.HideRecords(); return true;
            case KeyCode.F4: model.Staff.Ask(QuestionKind.Cancel); return true;
            case KeyCode.F5: model.Staff.TestLamps(); return true;
            case KeyCode.F6: model.Staff.Ask(QuestionKind.Method); return true;
            case KeyCode.F7: model.ShowNumbers(); return true;
            case KeyCode.F8: model.SwitchLanguage(); return true;
            case KeyCode.F11 when model.Health.IsOpen && model.Staff.Question is null && model.Opened.State == RecordState.Nothing: model.Staff.AskBundle(); return true;
            case KeyCode.F11 when model.Staff.Question is null: model.Exports.Open(); return true;
            case KeyCode.F12: OpenTicket(); return true;
            case KeyCode.P | KeyCode.CtrlMask: model.Staff.ShowPending(); return true;
            case KeyCode.T | KeyCode.CtrlMask when model.Staff.Question is null: model.Staff.ShowHealth(); return true;
            case KeyCode.F | KeyCode.CtrlMask: model.Staff.ShowSearch(); return true;
            case KeyCode.U | KeyCode.CtrlMask: model.SignIn.AskWho(); return true;
            case KeyCode.O | KeyCode.CtrlMask when model.Staff.Question is null: model.Settings.Open(); return true;
            case KeyCode.Q | KeyCode.CtrlMask: model.Staff.Ask(QuestionKind.Quit); return true;
            // Esc goes back and never further; a suspended screen would leave the desk without eyes.
            case KeyCode.Esc: model.Staff.Back(); return true;
            case KeyCode.Z | KeyCode.CtrlMask: return true;
            // A scanner types what it scans, whether or not a form is open: the key goes on to the form's first field. On the list of what waits a digit is a key pressed too early.
            case >= KeyCode.D0 and <= KeyCode.D9 when !model.Pending.IsOpen && OpenTicket(): return false;
            case KeyCode.Enter when model.Health.IsOpen && model.Staff.Question is null && model.Opened.State == RecordState.Nothing: model.Health.RunTest(); return true;
            default: return model.Opened.State != RecordState.Nothing || model.Health.IsOpen ? Scrolled(key) : model.Pending.IsOpen && Chosen(key);
        }
    }

    private bool OpenTicket() => model.Staff.Question is null && model.Tickets.Open(window.SelectedVisit);

    private bool Answered(Key key)
    {
        var pressed = KeyNames.Of(key, model.IsTyping);
        if (model.Staff.Question?.Answers.FirstOrDefault(a => a.Key == pressed) is not { } answer)
        {
            return false;
        }

        answer.Act();
        return true;
    }

    // A question on top of the form takes nothing that is typed; the form keeps what it has.
    private bool Typed(Key key)
    {
        switch (key.KeyCode)
        {
            case KeyCode.F8: model.SwitchLanguage(); return true;
            case KeyCode.Q | KeyCode.CtrlMask: model.Staff.Ask(QuestionKind.Quit); return true;
            case var _ when model.Staff.Question is not null: return true;
            case KeyCode.Esc: model.Form.Back(); return true;
            case KeyCode.Enter: model.Form.Change(form => form.Enter()); return true;
            case KeyCode.F10: model.Form.Change(form => form.Save()); return true;
            case KeyCode.Tab or KeyCode.CursorDown: model.Form.Change(form => form.Next()); return true;
            case KeyCode.Tab | KeyCode.ShiftMask or KeyCode.CursorUp: model.Form.Change(form => form.GoTo(form.At - 1)); return true;
            case >= KeyCode.F1 and <= KeyCode.F24 or KeyCode.Z | KeyCode.CtrlMask: return true;
            default: return Turned(key);
        }
    }

    // Everything else is typed. A question on top of the search takes nothing that is typed.
    private bool Sought(Key key)
    {
        model.Search.Touch();
        switch (key.KeyCode)
        {
            case KeyCode.F8: model.SwitchLanguage(); return true;
            case KeyCode.Q | KeyCode.CtrlMask: model.Staff.Ask(QuestionKind.Quit); return true;
            case var _ when model.Staff.Question is not null: return true;
            case KeyCode.Esc: model.Staff.Back(); return true;
            case KeyCode.F3: model.Staff.HideRecords(); return true;
            case KeyCode.CursorUp: model.Search.Choose(-1); return true;
            case KeyCode.CursorDown: model.Search.Choose(1); return true;
            case KeyCode.PageUp: model.Search.Choose(-window.FoundRows); return true;
            case KeyCode.PageDown: model.Search.Choose(window.FoundRows); return true;
            case KeyCode.Home: model.Search.Choose(int.MinValue / 2); return true;
            case KeyCode.End: model.Search.Choose(int.MaxValue / 2); return true;
            case KeyCode.F5: model.Staff.Ask(QuestionKind.SearchDays); return true;
            case KeyCode.F6: model.Staff.Ask(QuestionKind.SearchOutcomes); return true;
            case KeyCode.Enter: model.Search.Enter(); return true;
            case KeyCode.Tab or KeyCode.Tab | KeyCode.ShiftMask or KeyCode.F | KeyCode.CtrlMask or KeyCode.P | KeyCode.CtrlMask or KeyCode.Z | KeyCode.CtrlMask: return true;
            case KeyCode.T | KeyCode.CtrlMask or KeyCode.O | KeyCode.CtrlMask or >= KeyCode.F1 and <= KeyCode.F24: return true;
            default: return false;
        }
    }

    // A choice takes no letters; a text takes them all.
    private bool Turned(Key key)
    {
        if (model.Form.Open?.Field is not ChoiceEntry choice)
        {
            return false;
        }

        var by = key.KeyCode is KeyCode.CursorLeft ? -1 : key.KeyCode is KeyCode.CursorRight or KeyCode.Space ? 1 : 0;
        if (by != 0)
        {
            model.Form.Change(_ => choice.Turn(by));
        }

        return true;
    }

    // What lies below the list is not meant while it is open.
    private bool Chosen(Key key)
    {
        switch (key.KeyCode)
        {
            case var _ when model.Staff.Question is not null: break;
            case KeyCode.CursorUp: model.Pending.Choose(-1); break;
            case KeyCode.CursorDown: model.Pending.Choose(1); break;
            case KeyCode.PageUp: model.Pending.Choose(-window.RecordRows); break;
            case KeyCode.PageDown: model.Pending.Choose(window.RecordRows); break;
            case KeyCode.Home: model.Pending.Choose(int.MinValue / 2); break;
            case KeyCode.End: model.Pending.Choose(int.MaxValue / 2); break;
            case KeyCode.Enter: model.Staff.OpenPending(); break;
        }

        return true;
    }

    private bool Scrolled(Key key)
    {
        int? rows = key.KeyCode switch
        {
            KeyCode.CursorUp => -1,
            KeyCode.CursorDown => 1,
            KeyCode.PageUp => -window.RecordRows,
            KeyCode.PageDown or KeyCode.Space => window.RecordRows,
            KeyCode.Home => int.MinValue / 2,
            KeyCode.End => int.MaxValue / 2,
            _ => null,
        };
        window.ScrollRecord(rows ?? 0);
        return rows is not null || key.KeyCode == KeyCode.Enter;
    }
}
