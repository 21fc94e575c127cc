using System.CommandLine;

namespace Kiosk.Machine;

/// <summary>The command line of <c>kiosk-machine</c>.</summary>
internal static class MachineCommand
{
    private static readonly Argument<string> Image = new("IMAGE") { Description = "The SD card image, unpacked" };
    private static readonly Option<string> Module = new("--module") { Description = "The kernel module kiosksim.ko, built for the image's kernel", Required = true, HelpName = "FILE" };
    private static readonly Option<string> Folder = new("--dir") { Description = "Where the run has its files", DefaultValueFactory = _ => "artifacts/machine", HelpName = "FOLDER" };
    private static readonly Option<int> Cuts = new("--cuts") { Description = "How often the power is cut during a visit", DefaultValueFactory = _ => 3 };
    private static readonly Option<string> Update = new("--update") { Description = "A signed update", Required = true, HelpName = "FILE" };
    private static readonly Option<string> Bad = new("--bad") { Description = "A signed update that does not start", Required = true, HelpName = "FILE" };
    private static readonly Option<string> Lost = new("--lost") { Description = "A signed update that starts, but has lost what reads cards", Required = true, HelpName = "FILE" };

    public static async Task<int> InvokeAsync(string[] args)
    {
        var test = new Command("test", "From the first boot on: enrolment, visits, power cuts, update, rollback, wipe") { Image, Module, Update, Bad, Lost, Folder, Cuts };
        test.SetAction((parsed, stop) => InvokeAsync(
            parsed, (site, run) => new WholeTest(site, run).RunAsync(parsed.GetValue(Image)!, parsed.GetValue(Update)!, parsed.GetValue(Bad)!, parsed.GetValue(Lost)!, parsed.GetValue(Cuts), stop), stop));
        var cuts = new Command("cuts", "First boot, then power cuts at random moments of visits, and nothing else") { Image, Module, Folder, Cuts };
        cuts.SetAction((parsed, stop) => InvokeAsync(parsed, (site, run) => new PowerCuts(site, run).RunAsync(parsed.GetValue(Image)!, parsed.GetValue(Cuts), stop), stop));
        return await new RootCommand("A whole stand in a virtual machine: the image as it is, with an emulated card, keypad, lamps and authority. Each step is told with its time.") { test, cuts }.Parse(args).InvokeAsync();
    }

    private static async Task<int> InvokeAsync(ParseResult parsed, Func<Site, Run, Task> act, CancellationToken stop)
    {
        var folder = new MachineFolder(Directory.GetCurrentDirectory(), Path.GetFullPath(parsed.GetValue(Folder)!));
        Directory.CreateDirectory(folder.Root);
        try
        {
            await using var site = await Site.OpenAsync(folder, Path.GetFullPath(parsed.GetValue(Module)!), stop);
            await using var run = new Run(site, Console.Out);
            await act(site, run);
            await Console.Out.WriteLineAsync("good");
            return 0;
        }
        catch (MachineException found)
        {
            await Console.Error.WriteLineAsync($"kiosk-machine: {found.Message}\nThe serial console's log: {folder.SerialLog}");
            return 1;
        }
    }
}
