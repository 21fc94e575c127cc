using System.Globalization;
using Kiosk.Desk;
using Kiosk.Visits;
using Microsoft.Data.Sqlite;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>A bench whose desk waits only a few seconds for the authority.</summary>
public sealed class HurriedBench() : RunningBench("""{ "Deadlines": { "Authority": "00:00:04" } }""");

/// <summary>Everything that an authority can do wrong, at a whole desk over real TLS: the visit ends in time and in words, the stand serves on, nothing is half-stored, memory is bounded.</summary>
public sealed class MisbehaviourTableTests(HurriedBench bench) : IClassFixture<HurriedBench>, IAsyncLifetime
{
    // KiB: some answers of the largest size, and what the runtime's own heap makes of them.
    private const long MostGrowth = 24 * 1024;

    // Of proc(5): VmHWM begins anew.
    private const string ResetPeak = "5";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private int DeskPid => bench.Facts["kioskPid"]!.GetValue<int>();

    public async ValueTask InitializeAsync()
    {
        await bench.ResetAsync();
        await bench.UntilAsync(snapshot => snapshot.Stand is { State: StandState.Ready, Authority: Eligibility.AuthorityState.Available });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // Where several reasons stand, each of them is true: what the last attempt came to, or that time ran out meanwhile.
    [Theory]
    [InlineData("slow 60", Outcome.CouldNotAsk, Reason.Timeout)]
    [InlineData("slow 60 challenges", Outcome.CouldNotAsk, Reason.Timeout)]
    [InlineData("slowbody 60", Outcome.CouldNotAsk, Reason.Timeout)]
    [InlineData("reset", Outcome.CouldNotAsk, Reason.Unreachable, Reason.Timeout)]
    [InlineData("cut", Outcome.CouldNotAsk, Reason.BadAnswer, Reason.Timeout)]
    [InlineData("error", Outcome.CouldNotAsk, Reason.BadAnswer, Reason.Timeout)]
    [InlineData("html", Outcome.CouldNotAsk, Reason.BadAnswer)]
    [InlineData("wrongtype", Outcome.CouldNotAsk, Reason.BadAnswer)]
    [InlineData("oversized", Outcome.CouldNotAsk, Reason.BadAnswer)]
    [InlineData("endless", Outcome.CouldNotAsk, Reason.BadAnswer)]
    [InlineData("endless challenges", Outcome.CouldNotAsk, Reason.BadAnswer)]
    [InlineData("badxml", Outcome.CouldNotAsk, Reason.BadAnswer)]
    [InlineData("dtd", Outcome.CouldNotAsk, Reason.BadAnswer)]
    [InlineData("wrongvisit", Outcome.CouldNotAsk, Reason.BadAnswer)]
    [InlineData("wrongfacility", Outcome.CouldNotAsk, Reason.BadAnswer)]
    [InlineData("tls expired", Outcome.CouldNotAsk, Reason.Unreachable)]
    [InlineData("tls otherhost", Outcome.CouldNotAsk, Reason.Unreachable)]
    [InlineData("tls otherca", Outcome.CouldNotAsk, Reason.Unreachable)]
    [InlineData("tls old", Outcome.CouldNotAsk, Reason.Unreachable)]
    [InlineData("down", Outcome.CouldNotAsk, Reason.Unreachable, Reason.Timeout)]
    [InlineData("toomany 1", Outcome.CouldNotAsk, Reason.TooMany)]
    [InlineData("toomany 60", Outcome.CouldNotAsk, Reason.TooMany)]
    [InlineData("unavailable 1", Outcome.CouldNotAsk, Reason.Unavailable)]
    [InlineData("unavailable 60", Outcome.CouldNotAsk, Reason.Unavailable)]
    [InlineData("processing", Outcome.CouldNotAsk, Reason.Timeout)]
    [InlineData("spent 9", Outcome.CouldNotAsk, Reason.BadAnswer)]
    [InlineData("partial", Outcome.CouldNotAsk, Reason.Unavailable)]
    [InlineData("maintenance", Outcome.CouldNotAsk, Reason.Unavailable)]
    [InlineData("suspended", Outcome.AuthorityRefused, Reason.DeviceSuspended)]
    [InlineData("revoked", Outcome.AuthorityRefused, Reason.DeviceUnknown)]
    public async Task Visit_AuthorityMisbehaves_EndsInTimeAndTheNextIsServed(string misdeed, Outcome outcome, params Reason[] reasons)
    {
        // Whose card the authority has not seen yet, for that one misdeed.
        var (person, pin) = misdeed == "partial" ? ("ume", "5678") : ("taro", "2345");
        var before = await MemoryAsync("VmRSS");
        await File.WriteAllTextAsync($"/proc/{DeskPid}/clear_refs", ResetPeak, Stop);
        if (IsBeforeTheVisit(misdeed))
        {
            await bench.AuthorityAsync(misdeed.Split(' '));
        }

        await bench.InsertAsync(person);
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync(pin);
        if (!IsBeforeTheVisit(misdeed))
        {
            await bench.AuthorityAsync(misdeed.Split(' '));
        }

        var began = TimeProvider.System.GetTimestamp();
        await bench.PressAsync("#");
        var shown = (await bench.UntilAsync(VisitPhase.Finished)).Visit!;

        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, Deadline + Slack);
        Assert.Equal(outcome, shown.Outcome);
        Assert.Contains(shown.Reason!.Value, reasons);
        Assert.Equal(shown.Reason is Reason.TooMany or Reason.Unavailable or Reason.DeviceSuspended or Reason.DeviceUnknown, shown.AuthorityMessage is not null);
        await bench.UntilAsync(snapshot => snapshot.Visit is { Kept: true });
        Assert.Null((await bench.Desk.ResultAsync(shown.Id, "reception-1", Stop))!.Confirmation);
        Assert.Equal((1, 0), Rows(shown.Id));
        Assert.InRange(await MemoryAsync("VmHWM") - before, long.MinValue, MostGrowth);

        await bench.AuthorityAsync("normal");
        await bench.TakeCardAsync();
        await bench.UntilAsync(snapshot => snapshot is { Visit: null, Stand.State: StandState.Ready });
        await bench.ServeAsync();
    }

    // A visit is asked for under a lying clock as under a true one; staff hear of the clock.
    [Theory]
    [InlineData(10, -600)]
    [InlineData(-10, 600)]
    public async Task Visit_ClocksDisagree_IsServedAndStaffAreTold(int minutes, int expected)
    {
        await bench.AuthorityAsync("skew", minutes.ToString(CultureInfo.InvariantCulture));
        await bench.ServeAsync();
        // Any trouble makes the desk look at the authority.
        await bench.AuthorityAsync("html", "1");
        await bench.InsertAsync("taro");
        await bench.UntilAsync(VisitPhase.Pin);
        await bench.PressAsync("2345#");
        await bench.UntilAsync(VisitPhase.Finished);
        var off = (await bench.UntilAsync(snapshot => snapshot.Stand.ClockOffSeconds is not null)).Stand.ClockOffSeconds!.Value;
        Assert.InRange(off, expected - 30, expected + 30);
        await bench.TakeCardAsync();
        await bench.ServeAsync();
    }

    // What happens to the challenge, which is fetched while the visitor types.
    private static bool IsBeforeTheVisit(string misdeed) => misdeed.EndsWith("challenges", StringComparison.Ordinal);

    private async Task<long> MemoryAsync(string line)
    {
        var lines = await File.ReadAllLinesAsync($"/proc/{DeskPid}/status", Stop);
        return long.Parse(lines.First(text => text.StartsWith(line, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
    }

    // Kept once, and not left open.
    private (long Kept, long Open) Rows(Guid visit)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(bench.Folder, "vault", "vault.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT count(*) FROM results WHERE visit_id = $id), (SELECT count(*) FROM asked WHERE visit_id = $id)";
        command.Parameters.AddWithValue("$id", visit.ToString("D"));
        using var row = command.ExecuteReader();
        Assert.True(row.Read());
        return (row.GetInt64(0), row.GetInt64(1));
    }
}
