using CsCheck;
using Kiosk.Bench.Usb;
using Kiosk.Panel.Evdev;

namespace Kiosk.Panel.Tests.Evdev;

public sealed class KeyPressesProperties
{
    private const string Keys = "1234567890*#";

    // What a hand does between two moments at which all keys are up, and what has to come of it.
    private static readonly Gen<(byte[][] Reports, string Counted)> Lone = Gen.Select(Gen.Char[Keys], Gen.Int[0, 5], (key, repeats) =>
        ((byte[][])[Report(key, 1), .. Enumerable.Repeat(Report(key, 2), repeats), Report(key, 0)], $"{key}"));

    private static readonly Gen<(byte[][] Reports, string Counted)> Overlapping = Gen.Select(Gen.Shuffle(Keys.ToCharArray(), 2, 4), Gen.Int[0, 23], (keys, seed) =>
        ((byte[][])[.. keys.Select(key => Report(key, 1)), .. keys.Select(key => Report(key, 2)), .. Rotated(keys, seed).Select(key => Report(key, 0))], $"{keys[0]}"));

    private static readonly Gen<(byte[][] Reports, string Counted)> Together = Gen.Shuffle(Keys.ToCharArray(), 2, 4).Select(keys =>
        ((byte[][])[[.. keys.SelectMany(key => KeyOnly(key, 1)), .. UsbRecords.End()], .. keys.Select(key => Report(key, 0))], ""));

    private static readonly Gen<(byte[][] Reports, string Counted)> LostPress = Gen.Char[Keys].Select(key =>
        ((byte[][])[[.. UsbRecords.Overflow(), .. KeyOnly(key, 1), .. UsbRecords.End()], Report(key, 2), Report(key, 0)], ""));

    private static readonly Gen<(byte[][] Reports, string Counted)> LostRelease = Gen.Select(Gen.Char[Keys], Gen.Char[Keys], (key, lost) =>
        ((byte[][])[Report(key, 1), [.. UsbRecords.Overflow(), .. KeyOnly(lost, 0), .. UsbRecords.End()]], $"{key}"));

    private static readonly Gen<byte[]> Anything = Gen.Frequency(
        (6, Gen.Select(Gen.Char[Keys[..4]], Gen.Int[0, 2], KeyOnly)),
        (5, Gen.Const(UsbRecords.End())),
        (1, Gen.Const(UsbRecords.Overflow())));

    [Fact]
    public void Take_AnyGestures_EachLonePressCountsOnceAndNoneIsInvented() => Gen.OneOf(Lone, Lone, Overlapping, Together, LostPress, LostRelease).Array[1, 20].Sample(
        gestures => Play(gestures.SelectMany(gesture => gesture.Reports)).Counted == string.Concat(gestures.Select(gesture => gesture.Counted)),
        iter: 3_000);

    [Fact]
    public void Take_AnyRecords_TellsPressesInPairsAndNoneThatTheKeypadDidNotTell() => Anything.Array[0, 60].Sample(
        records =>
        {
            var (counted, told) = Play(records);
            // One key at a time, and what went down goes up.
            var pairs = told.Chunk(2).All(pair => pair.Length == 1 || (pair[0].Down && !pair[1].Down && pair[0].Key == pair[1].Key));
            return pairs && Keys.All(key => counted.Count(symbol => symbol == key) <= records.Count(record => record.AsSpan().SequenceEqual(KeyOnly(key, 1))));
        },
        iter: 5_000);

    private static (string Counted, List<(char Key, bool Down)> Told) Play(IEnumerable<byte[]> reports)
    {
        List<(char Key, bool Down)> told = [];
        var presses = new KeyPresses(key => told.Add((key, true)), key => told.Add((key, false)), _ => { });
        foreach (var record in reports.SelectMany(report => report.Chunk(UsbRecords.Size)))
        {
            presses.Take(record);
        }

        return (string.Concat(told.Where(change => change.Down).Select(change => change.Key)), told);
    }

    private static byte[] Report(char key, int value) => UsbRecords.Of(UsbKeys.CodeOf(key), value);

    private static byte[] KeyOnly(char key, int value) => UsbRecords.KeyOnly(UsbKeys.CodeOf(key), value);

    private static IEnumerable<char> Rotated(char[] keys, int by) => keys.Skip(by % keys.Length).Concat(keys.Take(by % keys.Length));
}
