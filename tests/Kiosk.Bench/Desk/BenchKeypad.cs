using Kiosk.Bench.Commands;
using Kiosk.Bench.Usb;

namespace Kiosk.Bench.Desk;

/// <summary>The USB keypad of a desk whose kiosk.json asks for one, plugged in from the beginning.</summary>
internal sealed class BenchKeypad : IDisposable
{
    public const string UnplugVerb = "unplug-keypad";
    public const string PlugVerb = "plug-keypad";
    private const string Wanted = "evdev";

    private readonly UsbKeypad keypad;
    private readonly Lock gate = new();

    private BenchKeypad(BenchFolder folder)
    {
        keypad = new UsbKeypad(folder.InputFolder);
        keypad.Plug();
        Environment = new(StringComparer.Ordinal) { ["LD_PRELOAD"] = UsbKeypad.Library, ["BENCH_INPUT"] = folder.InputFolder };
    }

    /// <summary>With what the desk's process finds the keypad in /dev/input.</summary>
    public Dictionary<string, string> Environment { get; }

    /// <summary>Null when the desk's configuration, which is written already, has the keypad on lines of the panel.</summary>
    public static BenchKeypad? For(BenchFolder folder) =>
        string.Equals(KioskJson.Text(KioskJson.Read(folder.ConfigFile), "Panel:Keypad"), Wanted, StringComparison.OrdinalIgnoreCase) ? new BenchKeypad(folder) : null;

    /// <summary>Does what <c>kiosk-bench keypad VERB</c> asks for; null when the word is for others.</summary>
    public static string? Answer(BenchKeypad? keypad, string verb) => verb switch
    {
        UnplugVerb or PlugVerb when keypad is null => $"The desk has no USB keypad: Panel:Keypad is not {Wanted}.",
        UnplugVerb => keypad.Do(keypad.keypad.Unplug),
        PlugVerb => keypad.Do(keypad.keypad.Plug),
        _ => null,
    };

    public void Dispose() => Do(keypad.Unplug);

    private string Do(Action action)
    {
        lock (gate)
        {
            action();
            return "ok";
        }
    }
}
