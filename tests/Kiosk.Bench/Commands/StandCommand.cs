using System.CommandLine;
using Kiosk.Bench.Window;

namespace Kiosk.Bench.Commands;

/// <summary><c>stand</c>: the left side of the window.</summary>
internal static class StandCommand
{
    public static Command Create() => new Command("stand", "Show the stand of a running bench as the visitor has it, in this terminal: card slot, keypad, lamps, buzzer")
        .Does(async (_, folder, stop) =>
        {
            BenchFile.Running(folder);
            await new StandPane(folder, TimeProvider.System).RunAsync(stop);
            return 0;
        });
}
