using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kiosk.Bench.Desk;
using Kiosk.Desk;
using Kiosk.Pi.Desk;
using Kiosk.Records;

namespace Kiosk.Bench.Commands;

/// <summary>What can be asked of the desk.</summary>
internal static class DeskCommands
{
    // For people's eyes: Japanese stays Japanese.
    private static readonly DeskJson Json = new(new JsonSerializerOptions(DeskJson.Default.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private const double LongestWait = 86_400;

    public static Command State() => new Command("state", "Print the desk's snapshot as JSON, as the staff socket gives it").Does(async (_, folder, stop) =>
    {
        using var desk = Open(folder);
        Console.WriteLine(JsonSerializer.Serialize(await desk.SnapshotAsync(stop), Json.Snapshot));
        return 0;
    });

    public static Command Wait()
    {
        var state = new Argument<string>("state") { Description = "idle: nobody at the stand. The others: the visit's state" }.AcceptOnlyFromAmong([.. WaitFor.States]);
        var timeout = new Option<double>("--timeout") { Description = "Seconds to wait", DefaultValueFactory = _ => 30, HelpName = "S" };
        timeout.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<double>() is not (>= 0 and <= LongestWait))
            {
                given.AddError($"--timeout is 0 to {LongestWait} seconds.");
            }
        });
        return new Command("wait", "Wait until the desk is in a state. Fails when it takes longer than the timeout. A state that came and went before is not waited for.")
        {
            state, timeout,
        }.Does(async (parsed, folder, stop) =>
        {
            using var desk = Open(folder);
            await WaitFor.StateAsync(desk, parsed.GetRequiredValue(state), TimeSpan.FromSeconds(parsed.GetValue(timeout)), TimeProvider.System, stop);
            return 0;
        });
    }

    public static Command History()
    {
        var day = new Option<string?>("--day") { Description = "The day, Japan time; today by default", HelpName = "YYYY-MM-DD" };
        return new Command("history", "Print the kept results of a day as JSON, newest first") { day }.Does(async (parsed, folder, stop) =>
        {
            using var desk = Open(folder);
            var date = parsed.GetValue(day) is not { } text ? JapanTime.DateOf(TimeProvider.System.GetUtcNow())
                : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var given) ? given
                : throw new BenchException($"--day '{text}' is no date such as 2026-11-24.");
            Console.WriteLine(JsonSerializer.Serialize(await desk.HistoryAsync(date, stop), Json.IReadOnlyListKeptResult));
            return 0;
        });
    }

    /// <summary>The desk itself: what <c>up</c> starts.</summary>
    public static Command Desk() => new Command("desk", "The desk with the simulated panel; 'up' starts it") { Hidden = true }.Does((_, folder, stop) => BenchDesk.RunAsync(folder, stop));

    internal static HttpDeskClient Open(BenchFolder folder) => new(BenchFile.Running(folder).DeskSocket, TimeProvider.System);
}
