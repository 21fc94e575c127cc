using Kiosk.Access;
using Kiosk.Screen.Forms;
using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;

namespace Kiosk.Screen.SignIn;

/// <summary>The form of signing in, and that of a second factor which must be set up first. Neither can be put away.</summary>
internal sealed class SignInForms(ScreenModel model)
{
    private const int CodeField = 2;
    private const int Group = 4;

    private Form? shown;

    /// <summary>Why somebody must sign in again.</summary>
    public static Word WordOf(SignInEnd? why) => why switch
    {
        SignInEnd.Changed => Word.SignInChanged,
        SignInEnd.Expired => Word.SignInExpired,
        SignInEnd.Key or SignInEnd.Replaced or SignInEnd.Idle => Word.SignInOut,
        SignInEnd.Gone or SignInEnd.Stopped or null => Word.SignInDeskGone,
    };

    /// <summary>Why it was not done.</summary>
    public static string Why(SignInAnswer answer, Words words) => answer.WaitSeconds is { } seconds ? words.Format(Word.SignInWait, seconds) : words[Why(answer.Result)];

    /// <summary>Asks for id, passphrase and code.</summary>
    public void Ask(Word why, string staff, Action<Form, SignInRequest> send) => Show(Word.SignInTitle, words => words[why], staff, "", factor: null, send);

    /// <summary>It came to nothing: says why, or asks for what is missing.</summary>
    public void Refused(Form form, SignInRequest request, SignInAnswer answer, Action<Form, SignInRequest> send)
    {
        if (form != shown)
        {
            return;
        }

        if (answer.Factor is { } factor)
        {
            if (form.Picture is null)
            {
                Show(Word.FactorTitle, words => words.Format(Word.FactorAbout, Grouped(factor.Secret)), request.Staff, ((TextEntry)form.Fields[1]).Text, factor, send);
            }
            else
            {
                Keep(form, words => words[Word.FactorWrong]);
            }

            return;
        }

        // Typed anew, as it may be the one that was wrong.
        ((TextEntry)form.Fields[1]).Text = "";
        Show(Word.SignInTitle, form.About, request.Staff, "", factor: null, send);
        Keep(shown, words => Why(answer, words));
    }

    public void Keep(Form form, Func<Words, string> why)
    {
        form.Keep(why);
        model.Redraw();
    }

    public void Close()
    {
        if (shown is { } form)
        {
            shown = null;
            model.Form.Finish(form);
        }
    }

    private static Word Why(SignInResult result) => result switch
    {
        SignInResult.Busy or SignInResult.Wait => Word.SignInBusy,
        SignInResult.Unreadable => Word.SignInUnreadable,
        SignInResult.Refused or SignInResult.Done or SignInResult.FactorNeeded or SignInResult.FactorWrong => Word.SignInRefused,
        SignInResult.NotNeeded => Word.SignInUnused,
        SignInResult.NotGood => Word.FaultShort,
    };

    private void Show(Word title, Func<Words, string> about, string staff, string passphrase, NewFactor? factor, Action<Form, SignInRequest> send)
    {
        var who = new TextEntry(Word.LabelSignInStaff, hint: null, Needed, staff);
        var secret = new TextEntry(Word.LabelPassphrase, hint: null, Needed, passphrase) { IsSecret = true };
        var code = new TextEntry(Word.LabelCode, factor is null ? Word.HintCode : Word.HintFactor, text => factor is null ? null : Needed(text));
        shown = new Form(title, about, [], [who, secret, code], form => send(form, new SignInRequest(who.Text.Trim(), new Passphrase(secret.Text), code.Text.Trim() is { Length: > 0 } typed ? typed : null)))
        {
            MayClose = false,
            Picture = factor?.Picture,
        };
        shown.GoTo(factor is not null ? CodeField : staff.Length > 0 ? 1 : 0);
        model.Form.Show(shown);
    }

    private static Word? Needed(string text) => string.IsNullOrWhiteSpace(text) ? Word.FaultMissing : null;

    private static string Grouped(string secret) => string.Join(' ', secret.Chunk(Group).Select(part => new string(part)));
}
