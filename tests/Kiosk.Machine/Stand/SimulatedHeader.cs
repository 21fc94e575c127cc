using System.Globalization;
using Kiosk.Machine.Qemu;
using Kiosk.Panel;
using Kiosk.Signals;

namespace Kiosk.Machine.Stand;

/// <summary>The keypad and the lamps of the machine: contacts that the module <c>kiosksim</c> closes between lines, and what it noted of the outputs.</summary>
internal sealed class SimulatedHeader(GuestShell shell)
{
    private static readonly Wiring Wiring = new();

    /// <summary>Types as a hand does.</summary>
    public async Task PressAsync(string keys, CancellationToken stop)
    {
        foreach (var key in keys)
        {
            var (row, column) = LinesOf(key);
            await shell.RunAsync($"echo short {row} {column} >/dev/kiosksim; sleep 0.12; echo open {row} {column} >/dev/kiosksim; sleep 0.15", stop);
        }
    }

    /// <summary>Which lamps were lit within the last changes that are kept: a blinking one counts.</summary>
    public async Task<IReadOnlyList<Lamp>> LitAsync(CancellationToken stop)
    {
        var changes = await shell.RunAsync("timeout 0.5 cat /dev/kiosksim; true", stop);
        var last = new Dictionary<int, bool>();
        foreach (var change in changes.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (change.Split(' ') is [_, var line, var level])
            {
                last[int.Parse(line, CultureInfo.InvariantCulture)] = level == "1";
            }
        }

        return [.. Enum.GetValues<Lamp>().Where(lamp => last.GetValueOrDefault(Wiring.Lamps[lamp].Line))];
    }

    private static (int Row, int Column) LinesOf(char key)
    {
        var rows = Wiring.KeyMap.Split('/');
        var row = Array.FindIndex(rows, keys => keys.Contains(key, StringComparison.Ordinal));
        return (Wiring.RowLines()[row], Wiring.ColumnLines()[rows[row].IndexOf(key, StringComparison.Ordinal)]);
    }
}
