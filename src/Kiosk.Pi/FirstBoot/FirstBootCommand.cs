using System.CommandLine;
using Kiosk.Pi.Configuration;

namespace Kiosk.Pi.FirstBoot;

/// <summary><c>kiosk first-boot</c> on the command line.</summary>
internal static class FirstBootCommand
{
    private static readonly Argument<string[]> Folders = new("FOLDER") { Description = "Where kiosk.json may lie, such as /boot/firmware; the first one counts", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string> Root = new("--root") { Description = "The root of the stand's file system", DefaultValueFactory = _ => "/", HelpName = "FOLDER" };

    private static readonly Option<bool> OnlyNew = new("--only-new") { Description = "Take it only for a stand that is not enrolled yet: for a stick, which anybody can plug in" };

    /// <summary>With <c>blink</c>, which knows the panel's wiring from the configuration.</summary>
    public static Command With(Command blink)
    {
        var verb = new Command("first-boot", "Take a technician's kiosk.json (configuration, activation code, network) from a boot partition or a stick: check it, put it in its place, wipe it") { Folders, Root, OnlyNew, blink };
        verb.SetAction((parsed, _) =>
        {
            var places = new StandPlaces(Path.GetFullPath(parsed.GetValue(Root)!));
            return new FirstBootVerb(places, places.Under(BootStatus.PathOf(new KioskOptions())), Console.Out, Console.Error).RunAsync(parsed.GetValue(Folders)!, parsed.GetValue(OnlyNew));
        });
        return verb;
    }
}
