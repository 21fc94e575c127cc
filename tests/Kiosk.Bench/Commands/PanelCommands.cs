using System.CommandLine;
using System.Text.Json;
using Kiosk.Bench.Desk;
using Kiosk.Bench.Panel;

namespace Kiosk.Bench.Commands;

/// <summary>The visitor's fingers, eyes and ears.</summary>
internal static class PanelCommands
{
    private const string Keys = "0123456789*#";

    public static Command Press()
    {
        var keys = new Argument<string[]>("keys") { Description = "0 to 9, * (clear), # (confirm), e.g. '1234#'", Arity = ArgumentArity.OneOrMore };
        return new Command("press", "Press keys of the keypad, one after the other") { keys }.Does(async (parsed, folder, stop) =>
        {
            var pressed = string.Concat(parsed.GetRequiredValue(keys));
            if (pressed.Any(key => !Keys.Contains(key)))
            {
                throw new BenchException($"The keypad has the keys {Keys}; a shell may want quotes around * and #.");
            }

            await Open(folder).PressAsync(pressed, stop);
            return 0;
        });
    }

    public static Command Keypad() => new("keypad", "Pull out and plug in the USB keypad, where the desk has one (Panel:Keypad is evdev)")
    {
        Tells(BenchKeypad.UnplugVerb, "unplug", "Pull it out"),
        Tells(BenchKeypad.PlugVerb, "plug", "Plug it in again"),
    };

    public static Command Lamps() => new Command("lamps", "Print the lamps as JSON: lamp -> colour, rhythm, as measured on the lines").Does(async (_, folder, stop) =>
    {
        Console.WriteLine(JsonSerializer.Serialize(await Open(folder).LampsAsync(stop), PanelJson.Default.PanelLamps));
        return 0;
    });

    public static Command Sounds() => new Command("sounds", "Print as JSON what the buzzer played, with times").Does(async (_, folder, stop) =>
    {
        Console.WriteLine(JsonSerializer.Serialize(await Open(folder).SoundsAsync(stop), PanelJson.Default.IReadOnlyListPlayedSound));
        return 0;
    });

    public static Command Panel() => new("panel", "Pull the chip of keypad, lamps and buzzer out of the running stand, or plug it in again")
    {
        new Command("unplug", "Pull it out").Does((_, folder, stop) => UnplugAsync(folder, gone: true, stop)),
        new Command("plug", "Plug it in again").Does((_, folder, stop) => UnplugAsync(folder, gone: false, stop)),
    };

    private static async Task<int> UnplugAsync(BenchFolder folder, bool gone, CancellationToken stop)
    {
        await Open(folder).UnplugAsync(gone, stop);
        return 0;
    }

    private static Command Tells(string word, string verb, string description) => new Command(verb, description).Does(async (_, folder, stop) =>
    {
        BenchFile.Running(folder);
        await UpSocket.TellAsync(folder, word, stop);
        return 0;
    });

    public static Command Heard() => new Command("heard", "Print as JSON what the stand said, with times, and whether it was heard to its end").Does(async (_, folder, stop) =>
    {
        Console.WriteLine(JsonSerializer.Serialize(await Open(folder).HeardAsync(stop), PanelJson.Default.IReadOnlyListHeardSentence));
        return 0;
    });

    private static PanelClient Open(BenchFolder folder)
    {
        BenchFile.Running(folder);
        return new PanelClient(folder.Path);
    }
}
