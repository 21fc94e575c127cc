using System.CommandLine;

namespace Kiosk.Machine;

/// <summary>The command line of <c>kiosk-machine</c>.</summary>
internal static class MachineCommand
{
    public static async Task<int> InvokeAsync(string[] args)
    {
        var card = new Argument<string>("CARD") { Description = "An SD card with the image, as image/card makes it; it is written" };
        var module = new Option<string>("--module") { Description = "The kernel module kiosksim.ko, built for the image's kernel", Required = true, HelpName = "FILE" };
        var folder = new Option<string>("--dir") { Description = "Where the run has its files", DefaultValueFactory = _ => "artifacts/machine", HelpName = "FOLDER" };
        var cuts = new Option<int>("--cuts") { Description = "How often the power is cut during a visit", DefaultValueFactory = _ => 1 };
        var test = new Command("test", "From the first boot on: enrolment, visits, power cuts. Each step is told with its time") { card, module, folder, cuts };
        test.SetAction(async (parsed, stop) =>
        {
            var root = Path.GetFullPath(parsed.GetValue(folder)!);
            Directory.CreateDirectory(root);
            var run = new MachineFolder(Directory.GetCurrentDirectory(), root, Path.GetFullPath(parsed.GetValue(card)!));
            try
            {
                await using var all = new MachineTest(run, Path.GetFullPath(parsed.GetValue(module)!), Console.Out);
                await all.RunAsync(parsed.GetValue(cuts), stop);
                await Console.Out.WriteLineAsync("good");
                return 0;
            }
            catch (MachineException found)
            {
                await Console.Error.WriteLineAsync($"kiosk-machine: {found.Message}\nThe serial console's log: {run.SerialLog}");
                return 1;
            }
        });
        return await new RootCommand("A whole stand in a virtual machine: the image as it is, with an emulated card, keypad, lamps and authority.") { test }.Parse(args).InvokeAsync();
    }
}
