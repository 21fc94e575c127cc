using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace Kiosk.Screen.Views;

/// <summary>The keys, which the mouse may press too.</summary>
internal sealed class KeyBar : View
{
    private readonly ScreenModel model;
    private readonly List<(Button Button, string Key, Word Word)> keys = [];

    public KeyBar(ScreenModel model, Keys actions)
    {
        this.model = model;
        CanFocus = false;
        Width = Dim.Fill();
        Height = 1;
        SetScheme(Tones.Scheme);
        Add("F1", Word.KeyHelp, Key.F1, actions);
        Add("F2", Word.KeyRecord, Key.F2, actions);
        Add("F3", Word.KeyHide, Key.F3, actions);
        Add("F4", Word.KeyCancel, Key.F4, actions);
        Add("F6", Word.KeyMethod, Key.F6, actions);
        Add("^P", Word.KeyPending, Key.P.WithCtrl, actions);
        Add("F12", Word.KeyTicket, Key.F12, actions);
        Add("^Q", Word.KeyQuit, Key.Q.WithCtrl, actions);
        Add("F8", Word.KeyLanguage, Key.F8, actions);
        Add("^F", Word.KeySearch, Key.F.WithCtrl, actions);
    }

    public void Refresh()
    {
        foreach (var (button, key, word) in keys)
        {
            // What waits stands beside the key that leads to it.
            var waiting = word == Word.KeyPending && model.Now?.Stand is { } stand ? stand.PendingVisits + stand.Contradictions : 0;
            var text = $"{key} {model.Words[word]}{(waiting > 0 ? $":{waiting}" : "")}";
            if (button.Text != text)
            {
                button.SetScheme(Tones.Row(waiting > 0 ? Tone.Attention : Tone.Idle));
                button.Text = text;
                button.Width = Cells.Width(text);
                SetNeedsDraw();
            }
        }

        // What does nothing while staff search is not offered; some of these keys mean something else there. What there is no room for is left out whole; help tells of it.
        var end = 0;
        foreach (var (button, _, word) in keys)
        {
            var isOffered = !model.IsSearching || word is Word.KeyHide or Word.KeyLanguage or Word.KeyQuit;
            end += Cells.Width(button.Text);
            isOffered &= end <= Viewport.Width;
            end++;
            if (button.Visible != isOffered)
            {
                button.Visible = isOffered;
            }
        }
    }

    private void Add(string name, Word word, Key key, Keys actions)
    {
        var button = new Button
        {
            CanFocus = false,
            NoDecorations = true,
            ShadowStyle = null,
            Y = 0,
            Height = 1,
            // From the edge: with two digits of what waits it fills 80 columns.
            X = keys.Count == 0 ? 0 : Pos.Right(keys[^1].Button) + 1,
        };
        button.SetScheme(Tones.Row(Tone.Idle));
        button.Accepting += (_, e) =>
        {
            e.Handled = true;
            actions.Take(key);
        };
        keys.Add((button, name, word));
        Add(button);
    }
}
