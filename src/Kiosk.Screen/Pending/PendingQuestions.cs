using Kiosk.Alternatives;
using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;

namespace Kiosk.Screen.Pending;

/// <summary>What is to be done with the chosen row.</summary>
internal static class PendingQuestions
{
    private static readonly (AnswerKey Key, AlternativeRoute Route)[] Routes =
    [
        (AnswerKey.One, AlternativeRoute.Certificate), (AnswerKey.Two, AlternativeRoute.Notice), (AnswerKey.Three, AlternativeRoute.Portal), (AnswerKey.Four, AlternativeRoute.Statement),
    ];

    /// <summary>By which paper, or closed with a reason.</summary>
    public static Question Settle(ScreenModel model, Answer back)
    {
        var words = model.Words;
        var visit = model.Pending.Visit;
        var close = visit is null ? Array.Empty<Answer>() : [new(AnswerKey.Five, words[Word.AnswerClose], () => Then(model, () => model.Papers.Close(visit)))];
        return new(QuestionKind.Settle, words[Word.AskSettle], [words[visit is null ? Word.AskSettleWithout : Word.AskSettleHow]],
        [
            .. Routes.Select(one => new Answer(one.Key, words[PaperWords.Of(one.Route)], () => Then(model, () => model.Papers.Check(one.Route, visit)))),
            .. close,
            back,
        ]);
    }

    /// <summary>A kept check, and whether it is contradicted.</summary>
    public static Question Check(ScreenModel model, Answer back)
    {
        var words = model.Words;
        var view = model.Pending.Check;
        var see = view is { Contradictions.Count: > 0, IsSeen: false }
            ? [new Answer(AnswerKey.One, words[Word.AnswerSeen], () => model.Staff.SeeContradiction(view.Check.Id))]
            : Array.Empty<Answer>();
        return new(
            QuestionKind.Check, words[view is null ? Word.PendingChecks : PaperWords.Of(view.Check.Route)],
            view is null ? [words[Missing(model.Pending.CheckState)]] : [.. PendingContent.Of(view, words, model.Shown)], [.. see, back]);
    }

    private static Word Missing(RecordState state) => state switch
    {
        RecordState.Loading => Word.RecordLoading,
        RecordState.Missing => Word.RecordMissing,
        RecordState.Failed => Word.NotReadNow,
        RecordState.Nothing or RecordState.Shown or RecordState.Hidden => Word.CheckHidden,
    };

    private static void Then(ScreenModel model, Action act)
    {
        model.Staff.Back();
        act();
    }
}
