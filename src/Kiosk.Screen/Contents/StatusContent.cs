using System.Globalization;
using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Screen.Model;
using Kiosk.Screen.Texts;

namespace Kiosk.Screen.Contents;

/// <summary>The line on top: method, parts of the stand, who is signed in, the time.</summary>
internal static class StatusContent
{
    private const string Gap = "  ";

    public static Line Of(ScreenModel model, int width)
    {
        var time = model.Clock.ToString("HH:mm", CultureInfo.InvariantCulture);
        var left = Parts(model).ToList();
        var who = model.SignIn.IsCovered ? "" : model.SignIn.Who?.Staff ?? model.Options.Staff;
        var staff = Cells.Width(who) > 0 ? $"{model.Words[Word.Staff]} {model.Shown.Text(who)}{(model.SignIn.Others > 0 ? $" +{model.SignIn.Others}" : "")}" : "";
        var room = width - 1 - left.Sum(s => Cells.Width(s.Text)) - time.Length - 1;
        var padding = Cells.Width(staff) + Gap.Length <= room ? new string(' ', room - Cells.Width(staff) - Gap.Length) + staff + Gap : new string(' ', Math.Max(0, room));
        return new Line([new Span(" ", Tone.Plain), .. left, new Span($"{padding}{time} ", Tone.Plain)]);
    }

    private static IEnumerable<Span> Parts(ScreenModel model)
    {
        var words = model.Words;
        if (model.Now?.Stand is not { } stand)
        {
            return [new Span(words[model.Link == DeskLink.Lost ? Word.DeskLost : Word.DeskConnecting], Tone.Attention)];
        }

        return
        [
            new Span(words.Of(stand.Method) + Gap, Tone.Strong),
            .. Part(words[Word.Reader], words.Of(stand.Reader), stand.Reader == ReaderState.Ready),
            .. Part(words[Word.Authority], words.Of(stand.Authority), stand.Authority == AuthorityState.Available),
            .. stand.ClockOffSeconds is null
                ? Part(words[Word.Clock], words.Of(stand.Clock), stand.Clock == ClockState.Synchronized)
                : Part(words[Word.Clock], words[Word.ClockOff], isGood: false),
            .. stand.Aside is null ? [] : Part(words[Word.Kept], words[Word.KeptAside], isGood: false),
        ];
    }

    private static IEnumerable<Span> Part(string name, string state, bool isGood) =>
        [new Span($"{name}:", Tone.Plain), new Span(state, isGood ? Tone.Plain : Tone.Attention), new Span(Gap, Tone.Plain)];
}
