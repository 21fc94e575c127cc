using System.CommandLine;
using Kiosk.Bench.Desk;
using Kiosk.Desk;
using Kiosk.Visits;

namespace Kiosk.Bench.Commands;

/// <summary>What the staff screen can send.</summary>
internal static class StaffCommands
{
    private static readonly Option<string> Staff = new("--staff") { Description = "Who of the staff", DefaultValueFactory = _ => "bench", HelpName = "ID", Recursive = true };
    private static readonly Option<Guid?> Visit = new("--visit") { Description = "Only when this visit is at the stand", HelpName = "UUID", Recursive = true };

    public static Command Create()
    {
        var method = new Argument<IdentityMethod>("method") { Description = "pin (method B, 暗証番号) or visual (method A, 目視確認), for the visits to come" };
        return new Command("staff", "Send what the staff screen can send")
        {
            Staff, Visit,
            Sends("photo-matches", "Method A: the face is the photo's", StaffAction.PhotoMatches),
            Sends("photo-differs", "Method A: it is not", StaffAction.PhotoDiffers),
            Sends("allow-last-try", "The visitor may spend the last PIN try", StaffAction.AllowLastTry),
            Sends("refuse-last-try", "The visitor may not", StaffAction.RefuseLastTry),
            Sends("cancel", "End the visit", StaffAction.Cancel),
            Sends("test-lamps", "Light the lamps one after the other, while nobody is at the stand", StaffAction.TestLamps),
            new Command("method", "Set how identity is confirmed") { method }
                .Does((parsed, folder, stop) => SendAsync(parsed, folder, StaffAction.SetMethod, parsed.GetValue(method), stop)),
        };
    }

    private static Command Sends(string name, string description, StaffAction action) =>
        new Command(name, description).Does((parsed, folder, stop) => SendAsync(parsed, folder, action, method: null, stop));

    private static async Task<int> SendAsync(ParseResult parsed, BenchFolder folder, StaffAction action, IdentityMethod? method, CancellationToken stop)
    {
        using var desk = DeskCommands.Open(folder);
        var result = await desk.SendAsync(new StaffCommand(action, parsed.GetRequiredValue(Staff), parsed.GetValue(Visit), method), stop);
        return result switch
        {
            CommandResult.Done => 0,
            CommandResult.NotNow => throw new BenchException($"Nobody waits for this decision: the desk is at {WaitFor.Name(await desk.SnapshotAsync(stop))}."),
            CommandResult.OtherVisit => throw new BenchException("Another visit is at the stand."),
            CommandResult.Incomplete => throw new BenchException("The desk finds the command incomplete: --staff must say who."),
            CommandResult.NoKeypad => throw new BenchException("This stand has no keypad (Panel:Chip=none): no PIN can be typed, so method pin cannot be set."),
            CommandResult.NotWritten => throw new BenchException("The desk cannot write the setting: its vault's folder is full or not writable."),
        };
    }
}
