using Kiosk.Card.Iso7816;

namespace Kiosk.Card.Jpki;

/// <summary>A way to ask for the start of a file: named by its short id or selected first, in extended or short length.</summary>
internal readonly record struct ReadWay(bool ByShortId, int Length)
{
    public bool IsExtended => Length > Command.ShortMost;

    /// <summary>The ways to try when this one was refused, each giving up less than the next.</summary>
    public IEnumerable<ReadWay> After(bool lengthRefused)
    {
        var shorter = this with { Length = Math.Min(Length, Command.ShortMost) };
        ReadWay[] ways = [this with { ByShortId = false }, shorter, shorter with { ByShortId = false }];
        var self = this;
        return ways.Where(way => way != self && !(lengthRefused && way.IsExtended)).Distinct();
    }
}
