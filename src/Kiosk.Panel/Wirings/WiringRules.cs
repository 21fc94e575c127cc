using Kiosk.Settings;
using Kiosk.Signals;

namespace Kiosk.Panel;

/// <summary>What a wiring must obey.</summary>
internal static class WiringRules
{
    private const string Keys = "0123456789*#";

    public static IEnumerable<string> Problems(Wiring wiring) =>
        Chip(wiring).Concat(Count("Panel:Rows", wiring.RowLines(), 4)).Concat(Count("Panel:Columns", wiring.ColumnLines(), 3))
            .Concat(KeyMap(wiring)).Concat(Settle(wiring)).Concat(Range(wiring)).Concat(Twice(wiring)).Concat(Loudness(wiring)).Concat(Pwm(wiring)).Concat(wiring.Voice.Problems());

    /// <summary>The rows of a key map, each a string of its own.</summary>
    public static string[] KeyRows(Wiring wiring) => wiring.KeyMap.Split('/');

    private static IEnumerable<string> Chip(Wiring wiring)
    {
        if (wiring.Chip.Length > 0 && wiring.Chip.All(char.IsAsciiDigit))
        {
            yield return $"Panel:Chip is the number {wiring.Chip}: give the chip's label or name as gpiodetect shows it, for numbers change from kernel to kernel.";
        }
    }

    private static IEnumerable<string> Count(string key, IReadOnlyList<int> lines, int count)
    {
        if (lines.Count != count)
        {
            yield return $"{key} names {lines.Count} lines: the keypad has {count}.";
        }
    }

    private static IEnumerable<string> KeyMap(Wiring wiring)
    {
        var rows = KeyRows(wiring);
        if (rows.Length != 4 || rows.Any(row => row.Length != 3) || !Keys.All(wiring.KeyMap.Contains))
        {
            yield return "Panel:KeyMap must be four rows of three keys, separated by slashes, with each of 0 to 9, * and # once, such as 123/456/789/*0#.";
        }
    }

    private static IEnumerable<string> Settle(Wiring wiring)
    {
        if (wiring.SettleMilliseconds is < 1 or > 50)
        {
            yield return $"Panel:SettleMilliseconds is {wiring.SettleMilliseconds}: it must be 1 to 50.";
        }
    }

    private static IEnumerable<string> Range(Wiring wiring)
    {
        var isHeader = RaspberryPi.IsHeader(wiring);
        return wiring.AllLines().Where(used => wiring.Names.Of(used.Line) is null && (used.Line < 0 || (isHeader && used.Line >= RaspberryPi.HeaderLines)))
            .Select(used => isHeader
                ? $"{used.Key} is {used.Line}: the header of a Raspberry Pi has the lines 0 to {RaspberryPi.HeaderLines - 1}."
                : $"{used.Key} is {used.Line}: a line's offset cannot be negative.");
    }

    private static IEnumerable<string> Twice(Wiring wiring) => wiring.AllLines().GroupBy(used => used.Line).Where(users => users.Count() > 1)
        .Select(users => $"{string.Join(" and ", users.Select(user => user.Key))} are both line {wiring.Names.Words(users.Key)}: each needs a line of its own.");

    private static IEnumerable<string> Loudness(Wiring wiring)
    {
        foreach (var (key, percent) in new[] { ("Panel:Volume", wiring.Volume), ("Panel:Quiet:Volume", wiring.Quiet.Volume) }.Where(volume => !SettingBounds.IsVolume(volume.Item2)))
        {
            yield return $"{key} is {percent}: it must be 0 to {SettingBounds.Loudest}.";
        }

        switch (SettingBounds.FaultOfHours(wiring.Quiet.From, wiring.Quiet.To))
        {
            case SettingFault.EndMissing: yield return "Panel:Quiet needs both From and To, such as 20:00 and 07:00, or neither."; break;
            case SettingFault.NoHours: yield return $"Panel:Quiet:From and Panel:Quiet:To are both {SettingRules.Text(wiring.Quiet.From)}: such hours are none."; break;
        }
    }

    private static IEnumerable<string> Pwm(Wiring wiring)
    {
        foreach (var lamp in Enum.GetValues<Lamp>().Where(lamp => wiring.Lamps[lamp].Brightness is < 1 or > 100))
        {
            yield return $"Panel:Lamps:{lamp}:Brightness is {wiring.Lamps[lamp].Brightness}: it must be 1 to 100.";
        }

        if (wiring.Buzzer is { Kind: BuzzerKind.Passive, Frequency: var hertz and (< 100 or > 5000) })
        {
            yield return $"Panel:Buzzer:Frequency is {hertz}: it must be 100 to 5000 hertz.";
        }

        var channels = wiring.Lamps.Pwms().Concat(wiring.Buzzer.Pwm is { } pwm ? [("Panel:Buzzer:Pwm", pwm)] : []);
        foreach (var users in channels.GroupBy(used => used.Item2).Where(users => users.Count() > 1))
        {
            yield return $"{string.Join(" and ", users.Select(user => user.Item1))} are both channel {users.Key.Channel} of PWM chip {users.Key.Chip}: each needs a channel of its own.";
        }
    }
}
