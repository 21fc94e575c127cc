using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Screen.Pending;
using Kiosk.Screen.Searching;
using Kiosk.Screen.SignIn;
using Kiosk.Screen.Texts;
using Kiosk.Visits;

namespace Kiosk.Screen.Model;

/// <summary>The words and answers of every question.</summary>
internal static class Questions
{
    public static Question Of(QuestionKind kind, ScreenModel model)
    {
        var words = model.Words;
        var staff = model.Staff;
        return kind switch
        {
            QuestionKind.Photo => new(kind, words[Word.AskPhoto], [.. NoPin(model), words[Word.AskPhotoHow], words[Word.AskPhotoMark]],
            [
                new(AnswerKey.Yes, words[Word.AnswerMatches], () => staff.Decide(StaffAction.PhotoMatches)),
                new(AnswerKey.No, words[Word.AnswerDiffers], () => staff.Decide(StaffAction.PhotoDiffers)),
            ]),
            QuestionKind.LastTry => new(kind, words[Word.AskLastTry], [words[Word.AskLastTryHow], words[Word.AskLastTrySure]],
            [
                new(AnswerKey.Yes, words[Word.AnswerAllow], () => staff.Decide(StaffAction.AllowLastTry)),
                new(AnswerKey.No, words[Word.AnswerRefuse], () => staff.Decide(StaffAction.RefuseLastTry)),
            ]),
            QuestionKind.Cancel => new(kind, words[Word.AskCancel], [words[Word.AskCancelHow]],
                [new(AnswerKey.Enter, words[Word.AnswerCancel], staff.CancelVisit), Back(model)]),
            QuestionKind.Method => Method(model),
            QuestionKind.Quit => new(kind, words[Word.AskQuit], [words[Word.AskQuitHow]],
                [new(AnswerKey.Enter, words[Word.AnswerQuit], staff.RaiseQuit), Back(model)]),
            QuestionKind.Help => new(kind, words[Word.HelpTitle],
                [.. Help.Select(w => words[w]), words[model.SignIn.Stage == SignInStage.NotNeeded ? Word.HelpNoSignIn : Word.HelpSignIn]], [new(AnswerKey.Enter, words[Word.AnswerContact], () => staff.Ask(QuestionKind.Contact)), Back(model)]),
            QuestionKind.Contact => new(kind, words[Word.ContactTitle], [.. Contact(words, model.Now?.Stand.Facility)], [Back(model)]),
            QuestionKind.Settle => PendingQuestions.Settle(model, Back(model)),
            QuestionKind.Check => PendingQuestions.Check(model, Back(model)),
            QuestionKind.SignIns => SignInQuestion.Of(model, Back(model)),
            QuestionKind.SearchDays => SearchQuestions.Days(model, Back(model)),
            QuestionKind.SearchOutcomes => SearchQuestions.Outcomes(model, Back(model)),
            QuestionKind.SearchOtherOutcomes => SearchQuestions.OtherOutcomes(model, Back(model)),
        };
    }

    private static IReadOnlyList<Word> Help { get; } =
    [
        Word.HelpRecord, Word.HelpHide, Word.HelpCancel, Word.HelpLamps, Word.HelpMethod, Word.HelpNumbers, Word.HelpExport, Word.HelpTicket, Word.HelpPending, Word.HelpSearch, Word.HelpHealth, Word.HelpLanguage, Word.HelpList, Word.HelpAnswer, Word.HelpQuit,
    ];

    // Whose portal it is follows from the facility's kind; where that is not known, both are told.
    private static IEnumerable<string> Contact(Words words, string? facility)
    {
        var kind = FacilityCode.TryParse(facility, out var code) ? code.Kind : FacilityKind.Unknown;
        if (code is not null)
        {
            yield return words.Of(kind) is { } known ? $"{words[Word.ContactFacility]} {code} {known}" : $"{words[Word.ContactFacility]} {code}";
        }

        if (kind is not (FacilityKind.Dental or FacilityKind.Pharmacy or FacilityKind.Checkup))
        {
            yield return words[Word.ContactMedical];
        }

        if (kind != FacilityKind.Medical)
        {
            yield return words[Word.ContactOthers];
        }

        if (kind == FacilityKind.Checkup)
        {
            yield return words[Word.ContactLogin];
        }

        yield return words[Word.ContactCentre];
        yield return words[Word.ContactHours];
    }

    // At a stand of method B: why the photo all of a sudden, and whether the authority will take it.
    private static IEnumerable<string> NoPin(ScreenModel model) => model.Now is { Visit.Reason: Reason.PinUnusable, Stand.VisualGranted: var granted }
        ? [model.Words.Means(Reason.PinUnusable), .. granted is null ? [model.Words[Word.MethodGrantUnknown]] : Array.Empty<string>()]
        : [];

    private static Question Method(ScreenModel model)
    {
        var words = model.Words;
        var stand = model.Now?.Stand;
        var granted = stand?.VisualGranted;
        var body = new List<string> { words[Word.AskMethodHow] };
        if (stand is not null)
        {
            body.Insert(0, words.Format(Word.AskMethodNow, words.Of(stand.Method)));
        }

        if (granted != true)
        {
            body.Add(words[granted is null ? Word.MethodGrantUnknown : Word.MethodNotGranted]);
        }

        var pin = new Answer(AnswerKey.MethodB, words[Word.AnswerMethodPin], () => model.Staff.SetMethod(IdentityMethod.Pin));
        var visual = new Answer(AnswerKey.MethodA, words[Word.AnswerMethodVisual], () => model.Staff.SetMethod(IdentityMethod.Visual));
        return new(QuestionKind.Method, words[Word.AskMethod], body, granted == false ? [pin, Back(model)] : [visual, pin, Back(model)]);
    }

    private static Answer Back(ScreenModel model) => new(AnswerKey.Back, model.Words[Word.AnswerBack], () => model.Staff.Back());
}
