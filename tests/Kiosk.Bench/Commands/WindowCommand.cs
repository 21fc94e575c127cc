using System.CommandLine;
using Kiosk.Bench.Window;

namespace Kiosk.Bench.Commands;

/// <summary><c>window</c>: the whole stand in one terminal window; what <c>make run</c> opens.</summary>
internal static class WindowCommand
{
    private static readonly Option<string?> Config = new("--config") { Description = "A kiosk.json whose values go before the bench's own", HelpName = "FILE" };

    public static Command Create() => new Command("window", "Start the bench and show it in this terminal: left the stand as the visitor has it, right the staff screen. Leaving it ends everything.")
    {
        Config,
    }.Does((parsed, folder, stop) => new TerminalWindow(folder, parsed.GetValue(Config), TimeProvider.System).RunAsync(stop));
}
