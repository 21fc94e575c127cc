using CsCheck;
using Kiosk.Signals;

namespace Kiosk.Panel.Tests;

public sealed class KeypadProperties
{
    private const int LongestBounce = 20;

    // A contact's chatter: what it does in turn, in tenths of a millisecond, cut off after 20 ms.
    private static readonly Gen<int[]> Chatter = Gen.Int[1, 60].Array[0, 14];

    private static readonly Gen<(char Key, int[] Closing, int Hold, int[] Opening, int Gap)[]> Presses = Gen.Select(
        Gen.Char["1234567890*#"], Chatter, Gen.Int[45, 160], Chatter, Gen.Int[40, 160]).Array[1, 7];

    [Fact]
    public void Press_ContactsBounceUpTo20Milliseconds_EachCountsOnceAndNoneIsInvented() => Presses.Sample(
        presses =>
        {
            var rig = new PanelRig();
            rig.Panel.Listen(rig.Pin);
            foreach (var (key, closing, hold, opening, gap) in presses)
            {
                Bounce(rig, key, closing, endsClosed: true);
                rig.Wait(hold);
                Bounce(rig, key, opening, endsClosed: false);
                rig.Wait(gap);

                var wanted = key switch { '*' => PanelKey.Clear, '#' => PanelKey.Confirm, _ => PanelKey.Digit };
                if (!rig.Keys().SequenceEqual([wanted]) || (wanted == PanelKey.Digit && rig.TypedDigit() != key))
                {
                    return false;
                }
            }

            return rig.Driver.ShortCircuits == 0;
        },
        iter: 10_000);

    [Fact]
    public void Press_AnySetOfTwoOrMoreKeysClosedTogether_CountsNone() => Gen.Select(Gen.Char["1234567890*#"].Array[2, 5], Gen.Int[0, 8].Array[5]).Sample(
        (keys, pauses) =>
        {
            var together = keys.Distinct().ToArray();
            if (together.Length < 2)
            {
                return true;
            }

            var rig = new PanelRig();
            rig.Panel.Listen(rig.Pin);
            foreach (var (key, pause) in together.Zip(pauses))
            {
                rig.Close(key);
                rig.Wait(pause / 2);
            }

            rig.Wait(60);
            foreach (var key in together)
            {
                rig.Open(key);
                rig.Wait(60);
            }

            return rig.Keys() is [] && rig.Driver.ShortCircuits == 0;
        },
        iter: 500);

    private static void Bounce(PanelRig rig, char key, int[] chatter, bool endsClosed)
    {
        var closed = endsClosed;
        var left = LongestBounce * 10;
        foreach (var tenths in chatter)
        {
            Set(rig, key, closed);
            closed = !closed;
            var length = Math.Min(tenths, left);
            left -= length;
            rig.Wait(TimeSpan.FromMilliseconds(length / 10.0));
        }

        Set(rig, key, endsClosed);
    }

    private static void Set(PanelRig rig, char key, bool closed)
    {
        if (closed)
        {
            rig.Close(key);
        }
        else
        {
            rig.Open(key);
        }
    }
}
