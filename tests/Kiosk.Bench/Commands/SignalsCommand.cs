using System.CommandLine;
using Kiosk.Bench.Voice;
using Kiosk.Signals;

namespace Kiosk.Bench.Commands;

/// <summary>Prints the product's table of signals for the README.</summary>
internal static class SignalsCommand
{
    public static Command Create()
    {
        var command = new Command("signals", "Print what lamps, buzzer and voice do at every moment, as the README has it");
        command.SetAction(_ => Console.Write(Table()));
        return command;
    }

    /// <summary>The table in Markdown.</summary>
    public static string Table()
    {
        var rows = Enum.GetValues<Moment>().Select(moment => (Moment: moment, Signal: SignalTable.For(moment)))
            .Select(row => $"| {Words(row.Moment)} | {string.Join(" | ", Enum.GetValues<Lamp>().Select(lamp => Words(row.Signal[lamp])))} | {Words(row.Signal.Sound)} | {Said(row.Signal)} |");
        return string.Join('\n', ["| the visitor's moment | CARD | GO | WAIT | STOP | buzzer | voice |", "|---|---|---|---|---|---|---|", .. rows]) + "\n";
    }

    private static string Said(Signal signal) => signal.Sentence is { } sentence
        ? Sentences.Of(sentence, Language.Japanese) + (signal.IsAtRest ? " (when a key is pressed)" : "")
        : "";

    private static string Words(Rhythm rhythm) => rhythm switch
    {
        Rhythm.Off => "",
        Rhythm.Steady => "steady",
        Rhythm.Slow => "slow",
        Rhythm.Fast => "fast",
        Rhythm.Double => "double",
    };

    private static string Words(Sound sound) => sound switch
    {
        Sound.None => "",
        Sound.CardSeen => "short",
        Sound.EnterPin => "short short",
        Sound.EnterPinFewTries => "short short long",
        Sound.TryAgain => "long short short",
        Sound.CallStaff => "short short short, again every 10 s",
        Sound.Done => "short long",
        Sound.SeeStaff => "long long",
        Sound.TakeCard => "four quick, again every 5 s",
        Sound.CardGone => "long",
    };

    private static string Words(Moment moment) => moment switch
    {
        Moment.LayCard => "lay your card here",
        Moment.OutOfOrder => "out of order",
        Moment.CardGone => "the card left before the end",
        Moment.Reading => "the card is read",
        Moment.EnterPin => "type the PIN, then `#` (`*` clears)",
        Moment.EnterPinTwoLeft => "the same, two tries are left",
        Moment.EnterPinOneLeft => "the same, the last try",
        Moment.Typing => "digits are typed",
        Moment.PinWrong => "wrong: again",
        Moment.PinWrongTwoLeft => "wrong: again, two tries are left",
        Moment.PinIncomplete => "not four digits: again",
        Moment.LastTry => "staff decide on the last try",
        Moment.StaffCheck => "staff compare the photo",
        Moment.Processing => "PIN is checked, authority is asked",
        Moment.Done => "done, whatever the answer: take the card",
        Moment.SeeStaff => "please see the staff",
        Moment.TakeCard => "your card is still here",
    };
}
