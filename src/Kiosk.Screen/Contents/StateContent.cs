using System.Globalization;
using Kiosk.Desk;
using Kiosk.Records;
using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;

namespace Kiosk.Screen.Contents;

/// <summary>The state of the stand, large, and what to do.</summary>
internal static class StateContent
{
    public static IReadOnlyList<Line> Of(ScreenModel model, int width)
    {
        var content = model switch
        {
            { Link: DeskLink.Connecting } => Unconnected(model.Words, Word.DeskConnecting, means: null, Word.DeskConnectingNext, Tone.Busy, width),
            { WhyNoDesk: { } why } => [.. Line.Large(model.Words[Word.DeskLost], width, Tone.Unasked), .. why.TrimEnd().Split('\n').SelectMany(line => Line.Paragraph(model.Shown.Text(line), width))],
            { Link: DeskLink.Lost } or { Now: null } => Unconnected(model.Words, Word.DeskLost, Word.DeskLostMeans, Word.DeskLostNext, Tone.Unasked, width),
            { Now.Visit: { } visit } => VisitContent.Of(model, visit, width).Concat(Notice(model, width)),
            _ => Idle(model, model.Now, width).Concat(Notice(model, width)),
        };
        return [.. content];
    }

    /// <summary>What to do next, marked as such.</summary>
    public static IEnumerable<Line> Next(Words words, string text, int width) => Line.Paragraph($"{words[Word.Next]} {text}", width, Tone.Strong);

    /// <summary>Everything that hinders the stand, the worst first.</summary>
    public static IEnumerable<Trouble> Troubles(StandView stand, Words words)
    {
        Trouble?[] all =
        [
            words.Trouble(stand.Reader), words.SeveralCards(stand.SeveralCards), OfAuthority(stand, words), words.ClockOff(stand.ClockOffSeconds), words.Trouble(stand.Clock),
            words.Aside(stand.Aside), words.Trouble(stand.ExportTrouble), words.FaceFolder(stand.IsFaceFolderAway),
        ];
        return all.OfType<Trouble>();
    }

    private static IEnumerable<Line> Unconnected(Words words, Word title, Word? means, Word next, Tone tone, int width) =>
        [.. Line.Large(words[title], width, tone), .. means is { } m ? Line.Paragraph(words[m], width) : [], .. Next(words, words[next], width)];

    private static IEnumerable<Line> Idle(ScreenModel model, Snapshot now, int width)
    {
        var words = model.Words;
        var stand = now.Stand;
        var isReady = stand.State == StandState.Ready;
        var title = Line.Large(words.Of(stand.State), width, isReady ? Tone.Idle : Tone.Unasked);
        var last = now.LastVisit is { } left ? Last(words, left, width) : [];
        var troubles = Troubles(stand, words).SelectMany(t => Line.Paragraph($"・{t.What} {t.Next}".TrimEnd(), width)).Concat(Said(model, stand, width));
        // Where there is little room, what the last visitor still waits for stays in sight; a trouble that stops nothing is in the line on top too.
        return [.. title, .. Next(words, words.Next(stand.State), width), .. isReady ? last.Concat(troubles) : troubles.Concat(last)];
    }

    private static IEnumerable<Line> Said(ScreenModel model, StandView stand, int width)
    {
        if (!string.IsNullOrWhiteSpace(stand.AuthorityMessage))
        {
            foreach (var line in Line.Paragraph($"{model.Words[Word.AuthoritySays]} {model.Shown.Text(stand.AuthorityMessage)}", width))
            {
                yield return line;
            }
        }
    }

    // Also where the authority is well, and only announces a stop.
    private static Trouble? OfAuthority(StandView stand, Words words)
    {
        string?[] all =
        [
            stand is { AuthorityHaltedSince: { } since, AuthorityTriedNext: { } next } ? words.Format(Word.Halted, At(since, "HH:mm:ss"), At(next, "HH:mm:ss")) : null,
            stand.AuthorityFrom is { } from ? $"{words[Word.From]} {At(from, "MM-dd HH:mm")}" : null,
            stand.AuthorityUntil is { } until ? $"{words[Word.Until]} {At(until, "MM-dd HH:mm")}" : null,
        ];
        var more = string.Join(' ', all.OfType<string>());
        return words.Trouble(stand.Authority) is { } trouble ? trouble with { Next = $"{trouble.Next} {more}".TrimEnd() } : more.Length > 0 ? new Trouble(more, "") : null;
    }

    private static string At(DateTimeOffset moment, string format) => JapanTime.At(moment).ToString(format, CultureInfo.InvariantCulture);

    private static IEnumerable<Line> Last(Words words, VisitView last, int width)
    {
        if (last is not { Outcome: { } outcome, EndedAt: { } endedAt })
        {
            return [];
        }

        Line[] told = [Line.Empty, Line.Of($"{words[Word.Last]} {JapanTime.At(endedAt):HH:mm} {Verdicts.Titled(outcome, words)}", Tone.Dim)];
        return [.. told, .. VisitContent.Earlier(words, last, width), .. last.Kept == false ? VisitContent.NotKept(words, width) : [Line.Of(words[Word.LastHint], Tone.Dim)]];
    }

    private static IEnumerable<Line> Notice(ScreenModel model, int width) =>
        model.Staff.Notice is { } notice ? Line.Paragraph(notice, width, Tone.Attention) : [];
}
