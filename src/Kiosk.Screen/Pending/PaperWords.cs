using Kiosk.Alternatives;
using Kiosk.Screen.Texts;

namespace Kiosk.Screen.Pending;

/// <summary>The words of papers, their fields and their faults.</summary>
internal static class PaperWords
{
    public static Word Of(AlternativeRoute route) => route switch
    {
        AlternativeRoute.Certificate => Word.RouteCertificate,
        AlternativeRoute.Notice => Word.RouteNotice,
        AlternativeRoute.Portal => Word.RoutePortal,
        AlternativeRoute.Statement => Word.RouteStatement,
    };

    /// <summary>What to look at on the paper.</summary>
    public static IReadOnlyList<Word> Look(AlternativeRoute route) => route switch
    {
        AlternativeRoute.Certificate => [Word.LookCertificate, Word.LookOnlyThese],
        AlternativeRoute.Notice => [Word.LookCardToo, Word.LookNotice, Word.LookOnlyThese],
        AlternativeRoute.Portal => [Word.LookCardToo, Word.LookPortal, Word.LookOnlyThese],
        AlternativeRoute.Statement => [Word.LookStatement, Word.LookStatementCard, Word.LookOnlyThese],
    };

    public static Word Of(PaperField field) => field switch
    {
        PaperField.CardSeen => Word.LabelCardSeen,
        PaperField.InsurerNumber => Word.LabelInsurerNumber,
        PaperField.Symbol => Word.LabelSymbol,
        PaperField.Number => Word.LabelNumber,
        PaperField.Branch => Word.LabelBranch,
        PaperField.Name => Word.LabelName,
        PaperField.Birthdate => Word.LabelBirthdate,
        PaperField.Sex => Word.LabelSex,
        PaperField.Address => Word.LabelAddress,
        PaperField.ValidUntil => Word.LabelValidUntil,
    };

    /// <summary>How a field is typed; null where it goes without saying.</summary>
    public static Word? Hint(PaperField field) => field switch
    {
        PaperField.InsurerNumber => Word.HintInsurerNumber,
        PaperField.Symbol or PaperField.Branch => Word.HintIfThere,
        PaperField.Birthdate or PaperField.ValidUntil => Word.HintDate,
        PaperField.CardSeen or PaperField.Sex => Word.HintTurn,
        PaperField.Number or PaperField.Name or PaperField.Address => null,
    };

    public static Word Of(EntryFault fault) => fault switch
    {
        EntryFault.Missing => Word.FaultMissing,
        EntryFault.TooLong => Word.FaultTooLong,
        EntryFault.Length => Word.FaultLength,
        EntryFault.NotDigits => Word.FaultNotDigits,
        EntryFault.CheckDigit => Word.FaultCheckDigit,
        EntryFault.BranchForm => Word.FaultBranch,
        EntryFault.NotForLateElderly => Word.FaultLateElderly,
        EntryFault.NotADate => Word.FaultDate,
        EntryFault.NotABirthdate => Word.FaultBirthdate,
        EntryFault.Expired => Word.FaultExpired,
        EntryFault.TooFarAhead => Word.FaultTooFar,
        EntryFault.NotAsked or EntryFault.UnknownCode => Word.FaultOther,
    };

    public static Word Of(Contradiction how) => how switch
    {
        Contradiction.InsurerNumber => Word.LabelInsurerNumber,
        Contradiction.Symbol => Word.LabelSymbol,
        Contradiction.Number => Word.LabelNumber,
        Contradiction.NotCovered => Word.DiffersNotCovered,
    };

    public static Word Of(PendingEnd end) => end switch
    {
        PendingEnd.Answered => Word.SettledAnswered,
        PendingEnd.TriedAgain => Word.SettledTriedAgain,
        PendingEnd.Checked => Word.SettledChecked,
        PendingEnd.Closed => Word.SettledClosed,
    };

    public static Word Of(CloseReason reason) => reason switch
    {
        CloseReason.VisitorLeft => Word.CloseVisitorLeft,
        CloseReason.ComesAgain => Word.CloseComesAgain,
        CloseReason.CheckedElsewhere => Word.CloseElsewhere,
        CloseReason.PaysAlone => Word.ClosePaysAlone,
        CloseReason.NoVisitor => Word.CloseNoVisitor,
        CloseReason.Other => Word.CloseOther,
    };

    /// <summary>Why a change was not made; null when it was.</summary>
    public static Word? Of(PendingResult result) => result switch
    {
        PendingResult.Done => null,
        PendingResult.NotPending => Word.PendingGone,
        PendingResult.Incomplete => Word.FormWrong,
        PendingResult.NotWritten => Word.PendingNotWritten,
    };
}
