using Kiosk.Screen.Forms;
using Kiosk.Screen.Texts;
using Kiosk.Settings;

namespace Kiosk.Screen.Settings;

/// <summary>The settings as a form, with the rules by which the desk judges them too.</summary>
internal sealed class SettingsForm
{
    private readonly SettingsView view;
    private readonly bool mayBeVisual;
    private readonly Dictionary<Setting, Func<string>> typed = [];

    private SettingsForm(SettingsView view, bool mayBeVisual) => (this.view, this.mayBeVisual) = (view, mayBeVisual);

    /// <param name="view">The settings as they are.</param>
    /// <param name="mayBeVisual">The authority does not refuse method A to this stand.</param>
    /// <param name="mayChange">Whoever looks may change them.</param>
    /// <param name="save">Sends what is another now.</param>
    public static Form Of(SettingsView view, bool mayBeVisual, bool mayChange, Action<Form, SettingsOrder> save)
    {
        var settings = new SettingsForm(view, mayBeVisual);
        return new Form(Word.OptionsTitle, words => words[Word.OptionsAbout], mayChange ? [] : [Word.OptionsLook], [.. view.Settings.Keys.Order().Select(settings.Field)], form => save(form, settings.Order()));
    }

    private SettingsOrder Order() => new(
        view.Version, typed.Select(one => (one.Key, Text: SettingRules.Canonical(one.Key, one.Value()))).Where(one => one.Text != view.Settings[one.Key]).ToDictionary(one => one.Key, one => one.Text));

    private FormField Field(Setting setting)
    {
        var (label, hint, present) = (SettingWords.LabelOf(setting), SettingWords.HintOf(setting), view.Settings[setting]);
        if (SettingRules.ChoicesOf(setting) is not { } all)
        {
            var entry = new TextEntry(label, hint, _ => FaultOf(setting), present);
            typed[setting] = () => entry.Text;
            return entry;
        }

        var choices = all.Where(choice => choice == present || MayBe(choice)).ToList();
        var field = new ChoiceEntry(label, hint, [.. choices.Select(SettingWords.OfChoice)], hint, choices.IndexOf(present));
        typed[setting] = () => choices[field.Chosen!.Value];
        return field;
    }

    private bool MayBe(string choice) => choice switch
    {
        "pin" => view.HasKeypad,
        "visual" => mayBeVisual,
        _ => true,
    };

    // Among all of them: the ends of the quiet hours belong together.
    private Word? FaultOf(Setting setting) =>
        SettingRules.FaultOf(setting, typed.ToDictionary(one => one.Key, one => one.Value()), view.HasKeypad) is { } fault ? SettingWords.Of(fault) : null;
}
