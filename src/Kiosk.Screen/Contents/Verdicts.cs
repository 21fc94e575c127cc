using Kiosk.Screen.Texts;
using Kiosk.Visits;

namespace Kiosk.Screen.Contents;

/// <summary>Colour and symbol of every outcome. The symbols have one width in every terminal; "could not ask" shares nothing with "not covered".</summary>
internal static class Verdicts
{
    public static Tone Tone(Outcome outcome) => outcome switch
    {
        Outcome.Covered => Texts.Tone.Good,
        Outcome.NotCovered => Texts.Tone.Bad,
        Outcome.NoRecord or Outcome.Several or Outcome.Unknown => Texts.Tone.Attention,
        Outcome.CouldNotAsk or Outcome.AuthorityRefused => Texts.Tone.Unasked,
        Outcome.PinWrong or Outcome.PinBlocked or Outcome.CardRefused => Texts.Tone.Attention,
        Outcome.CardRemoved or Outcome.Cancelled or Outcome.TimedOut => Texts.Tone.Idle,
    };

    public static string Symbol(Outcome outcome) => outcome switch
    {
        Outcome.Covered => "〇",
        Outcome.NotCovered => "✕",
        Outcome.NoRecord => "／",
        Outcome.Several => "＋",
        Outcome.Unknown => "？",
        Outcome.CouldNotAsk or Outcome.AuthorityRefused => "！",
        Outcome.PinWrong or Outcome.PinBlocked or Outcome.CardRefused => "＃",
        Outcome.CardRemoved or Outcome.Cancelled or Outcome.TimedOut => "・",
    };

    public static string Titled(Outcome outcome, Words words) => $"{Symbol(outcome)} {words.Of(outcome)}";
}
