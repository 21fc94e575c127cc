using System.Globalization;
using Kiosk.Records;
using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;

namespace Kiosk.Screen.SignIn;

/// <summary>Who is signed in, and what can be done about one's own sign-in.</summary>
internal static class SignInQuestion
{
    private const int MostShown = 8;

    public static Question Of(ScreenModel model, Answer back)
    {
        var words = model.Words;
        return new(QuestionKind.SignIns, words[Word.AskSignIns],
        [
            .. model.SignIn.All.Take(MostShown).Select(one => string.Create(
                CultureInfo.InvariantCulture, $"{model.Shown.Text(one.Staff)}  {JapanTime.At(one.Since):HH:mm}-  {one.Terminal ?? "-"}{(one.IsLocked ? $"  {words[Word.SignInIsLocked]}" : "")}")),
            .. model.SignIn.All.Count > MostShown ? new[] { $"+{model.SignIn.All.Count - MostShown}" } : [],
        ],
        [
            new(AnswerKey.One, words[Word.AnswerSignOut], () => Then(model, model.SignIn.SignOut)),
            new(AnswerKey.Two, words[Word.AnswerLock], () => Then(model, model.SignIn.Lock)),
            new(AnswerKey.Three, words[Word.AnswerPassphrase], () => Then(model, model.SignIn.ChangePassphrase)),
            back,
        ]);
    }

    private static void Then(ScreenModel model, Action act)
    {
        model.Staff.Back();
        act();
    }
}
