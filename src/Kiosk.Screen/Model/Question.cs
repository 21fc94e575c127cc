namespace Kiosk.Screen.Model;

/// <summary>What the panel on top asks.</summary>
internal enum QuestionKind
{
    Photo,
    LastTry,
    Cancel,
    Method,
    Quit,
    Help,
    Contact,
    Settle,
    Check,
    SignIns,
    SearchDays,
    SearchOutcomes,
    SearchOtherOutcomes,
}

/// <summary>The keys that answer questions. Decisions about a visitor share none with what closes a panel.</summary>
internal enum AnswerKey
{
    Yes,
    No,
    MethodA,
    MethodB,
    Enter,
    Back,
    One,
    Two,
    Three,
    Four,
    Five,
    Six,
    Seven,
    Eight,
    Nine,
    Zero,
}

/// <summary>A panel with a question, answered by one key.</summary>
internal sealed record Question(QuestionKind Kind, string Title, IReadOnlyList<string> Body, IReadOnlyList<Answer> Answers);

/// <summary>One possible answer.</summary>
internal sealed record Answer(AnswerKey Key, string Label, Action Act);
