using System.CommandLine;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.FirstBoot;

namespace Kiosk.Pi.FactoryReset;

/// <summary><c>kiosk wipe</c> on the command line.</summary>
internal static class WipeCommand
{
    /// <summary>Where a request may lie.</summary>
    public static readonly Option<string[]> From = new("--from") { Description = "Where a file kiosk-wipe may lie, such as /boot/firmware", AllowMultipleArgumentsPerToken = true, HelpName = "FOLDER" };

    /// <summary>What tells that a wipe was begun.</summary>
    public static readonly Option<string> Mark = new("--mark") { Description = "A file that says that a wipe was begun, and must go on after a power cut; whoever forgets what else is to be forgotten removes it", HelpName = "FILE" };

    public static Task<int> InvokeAsync(KioskOptions options, ParseResult parsed, CancellationToken stop)
    {
        var places = new StandPlaces("/");
        return new WipeVerb(
            options, WipeRequest.Find(parsed.GetValue(From) ?? []), parsed.GetValue(Mark), [Path.GetDirectoryName(places.Enrol)!, places.Etc], RealPanel.Open, TimeProvider.System, Console.Out, Console.Error).RunAsync(stop);
    }
}
