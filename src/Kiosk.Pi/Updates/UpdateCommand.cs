using System.CommandLine;
using Kiosk.Pi.Configuration;

namespace Kiosk.Pi.Updates;

/// <summary><c>kiosk update</c> on the command line.</summary>
internal static class UpdateCommand
{
    public static readonly Option<string> File = new("--file", "-f") { Description = "The update, a signed bundle (.raucb)", HelpName = "FILE" };
    public static readonly Option<string> From = new("--from") { Description = "Or a folder with one, which is tried once: for a stick that stays plugged in", HelpName = "FOLDER" };
    public static readonly Option<string> Noted = new("--noted") { Description = "Where --from notes what was tried", DefaultValueFactory = _ => "/data/rauc/kiosk-tried", HelpName = "FILE" };
    public static readonly Option<bool> Restart = new("--restart") { Description = "Start the stand anew as soon as nobody is at it" };

    /// <summary>Installs what was named.</summary>
    public static async Task<int> InvokeAsync(KioskOptions options, ParseResult parsed, CancellationToken stop)
    {
        var verb = new UpdateVerb(options, parsed.GetValue(Noted)!, TimeProvider.System, Console.Out, Console.Error);
        if (parsed.GetValue(From) is { } folder)
        {
            return await verb.InstallFromAsync(folder, stop);
        }

        if (parsed.GetValue(File) is { } file)
        {
            return await verb.InstallAsync(file, parsed.GetValue(Restart), stop);
        }

        await Console.Error.WriteLineAsync("kiosk: --file FILE is missing: the update, a signed bundle (.raucb).");
        return ExitCode.Usage;
    }
}
