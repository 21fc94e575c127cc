using Kiosk.Records;
using Kiosk.Screen.Contents;
using Kiosk.Screen.Forms;
using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;
using Kiosk.Visits;

namespace Kiosk.Screen.Searching;

/// <summary>What of the kept results is looked through: one key opens the choice, one makes it.</summary>
internal static class SearchQuestions
{
    /// <summary>The outcomes that staff look for, beside what waits for them; the others are behind one key more.</summary>
    public static IReadOnlyList<Outcome> Usual { get; } =
        [Outcome.Covered, Outcome.NotCovered, Outcome.NoRecord, Outcome.Several, Outcome.Unknown, Outcome.CouldNotAsk, Outcome.AuthorityRefused];

    /// <summary>Those of visits that came to no answer.</summary>
    public static IReadOnlyList<Outcome> Others { get; } =
        [Outcome.PinWrong, Outcome.PinBlocked, Outcome.CardRefused, Outcome.CardRemoved, Outcome.Cancelled, Outcome.TimedOut];

    public static Question Days(ScreenModel model, Answer back)
    {
        var words = model.Words;
        var today = JapanTime.DateOf(model.Clock);
        return new(QuestionKind.SearchDays, words[Word.AskDays], [],
        [
            Days(AnswerKey.One, Word.AnswerToday, (today, today)),
            Days(AnswerKey.Two, Word.AnswerYesterday, (today.AddDays(-1), today.AddDays(-1))),
            Days(AnswerKey.Three, Word.AnswerThisMonth, SearchDays.ThisMonth(today)),
            Days(AnswerKey.Four, Word.AnswerLastMonth, SearchDays.LastMonth(today)),
            new(AnswerKey.Five, words[Word.AnswerTypeDays], () => Then(model, () => Type(model, today))),
            new(AnswerKey.Zero, words[Word.AnswerAllDays], () => Set(model, filter => filter with { From = null, To = null })),
            back,
        ]);

        Answer Days(AnswerKey key, Word name, (DateOnly From, DateOnly To) days) =>
            new(key, $"{words[name]}  {SearchDays.Of(days.From, days.To)}", () => Set(model, filter => filter with { From = days.From, To = days.To }));
    }

    public static Question Outcomes(ScreenModel model, Answer back) => new(QuestionKind.SearchOutcomes, model.Words[Word.AskOutcome], [],
    [
        new(AnswerKey.One, model.Words[Word.AnswerPending], () => Set(model, filter => filter with { Outcome = null, Pending = true })),
        .. Usual.Select((outcome, i) => Of(AnswerKey.Two + i, outcome, model)),
        new(AnswerKey.Nine, model.Words[Word.AnswerOtherOutcomes], () => model.Staff.Ask(QuestionKind.SearchOtherOutcomes)),
        new(AnswerKey.Zero, model.Words[Word.AnswerAllOutcomes], () => Set(model, filter => filter with { Outcome = null, Pending = null })),
        back,
    ]);

    public static Question OtherOutcomes(ScreenModel model, Answer back) =>
        new(QuestionKind.SearchOtherOutcomes, model.Words[Word.AskOutcome], [], [.. Others.Select((outcome, i) => Of(AnswerKey.One + i, outcome, model)), back]);

    private static Answer Of(AnswerKey key, Outcome outcome, ScreenModel model) =>
        new(key, Verdicts.Titled(outcome, model.Words), () => Set(model, filter => filter with { Outcome = outcome, Pending = null }));

    private static void Set(ScreenModel model, Func<SearchFilter, SearchFilter> change) => Then(model, () => model.Search.Set(change(model.Search.Filter)));

    private static void Then(ScreenModel model, Action act)
    {
        model.Staff.Back();
        act();
    }

    // The second day may be left out: then it is that one day.
    private static void Type(ScreenModel model, DateOnly today)
    {
        TextEntry from = null!, to = null!;
        from = new TextEntry(Word.LabelDayFrom, Word.HintDay, text => text.Trim().Length > 0 && SearchDays.Read(text, today) is null ? Word.FaultDate : null);
        to = new TextEntry(
            Word.LabelDayTo, Word.HintDayTo,
            text => text.Trim().Length == 0 ? null : SearchDays.Read(text, today) is not { } day ? Word.FaultDate : SearchDays.Read(from.Text, today) > day ? Word.FaultDayOrder : null);
        model.Form.Show(new Form(Word.AskDays, words => words[Word.SearchDaysAbout], [], [from, to], form =>
        {
            var first = SearchDays.Read(from.Text, today);
            model.Form.Finish(form);
            model.Search.Set(model.Search.Filter with { From = first, To = SearchDays.Read(to.Text, today) ?? first });
        }));
    }
}
