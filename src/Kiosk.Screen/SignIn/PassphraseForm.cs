using Kiosk.Access;
using Kiosk.Screen.Forms;
using Kiosk.Screen.Texts;

namespace Kiosk.Screen.SignIn;

/// <summary>Another passphrase for whoever is signed in, by the rule by which the desk judges it too.</summary>
internal static class PassphraseForm
{
    /// <param name="save">Sends it, and has it zeroed.</param>
    public static Form Of(Action<Form, PassphraseChange> save)
    {
        var present = new TextEntry(Word.LabelPresent, hint: null, text => text.Length == 0 ? Word.FaultMissing : null) { IsSecret = true };
        var wanted = new TextEntry(Word.LabelWanted, Word.HintWanted, text => IsGood(text) ? null : Word.FaultShort) { IsSecret = true };
        var again = new TextEntry(Word.LabelAgain, hint: null, text => text == wanted.Text ? null : Word.FaultNotSame) { IsSecret = true };
        return new Form(
            Word.PassphraseTitle, words => words[Word.PassphraseAbout], [], [present, wanted, again],
            form => save(form, new PassphraseChange(new Passphrase(present.Text), new Passphrase(wanted.Text))));
    }

    private static bool IsGood(string text)
    {
        using var passphrase = new Passphrase(text);
        return passphrase.IsGood;
    }
}
