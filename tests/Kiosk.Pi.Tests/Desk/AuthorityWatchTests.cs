using Kiosk.Authority;
using Kiosk.Bench.Authority;
using Kiosk.Desk;
using Kiosk.Eligibility;
using Kiosk.Pi.Desk;
using Kiosk.Pi.Watches;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Pi.Tests.Desk;

public sealed class AuthorityWatchTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watch_NineIdleMinutes_KeepsTheOneConnectionThatTheNextVisitUses()
    {
        using var home = new TemporaryFolder();
        var folder = home.Path;
        await using var server = await StandInAuthority.StartAsync(Path.Combine(folder, "authority"), folder, TimeProvider.System, Stop);
        var (options, facility) = (new AuthorityOptions(server.Url, server.CaFile), FacilityCode.TryParse("1329999997", out var code) ? code : null!);
        await Enrolment.EnrolAsync(options, facility, "stand-1", server.NewActivationCode(), Path.Combine(folder, "device"), TimeProvider.System, Stop);
        using var authority = new HttpAuthority(options, DeviceIdentity.Load(Path.Combine(folder, "device")).Identity!, facility, TimeProvider.System);
        var enrolled = server.Requests.Count;

        var looks = await WatchAsync(authority, looks: 10);
        await authority.GetChallengeAsync(Stop);

        Assert.InRange(looks[^1].At - looks[0].At, 9 * Minute, 60 * Minute);
        Assert.All(looks, look => Assert.Equal(AuthorityState.Available, look.Checked.Status.State));
        var requests = server.Requests.Skip(enrolled).Select(request => request.Split(' ')).ToList();
        Assert.Equal("/v1/challenges", requests[^1][1]);
        Assert.Single(requests.Select(request => request[2]).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Watch_AuthorityIsAway_LooksLessAndLessOften()
    {
        var looks = await WatchAsync(new ScriptedAuthority { State = AuthorityState.Unreachable }, looks: 9);

        var waits = looks.Select(look => (look.Checked.Next - look.At).TotalSeconds).ToList();
        Assert.InRange(waits[0], 4.5, 5.5);
        Assert.InRange(waits[1], 9, 11);
        Assert.All(waits[5..], wait => Assert.InRange(wait, 27, 33));
        Assert.True(waits[5..].Distinct().Count() > 1, "Stands that lost the authority together come back together.");
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("watch").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }

    // Minutes pass until the watch has looked so often.
    private static async Task<List<(DateTimeOffset At, DeskMessage.AuthorityChecked Checked)>> WatchAsync(IAuthority authority, int looks)
    {
        var time = new FakeTimeProvider();
        var inbox = new DeskInbox();
        using var vault = new ScriptedVault();
        using var audit = new AuditWriter(vault, time, NullLogger<AuditWriter>.Instance);
        using var watch = new AuthorityWatch(authority, inbox, audit, new StandClock(() => ClockState.Synchronized, time, believed: null), time);
        await watch.StartAsync(Stop);
        await using var messages = inbox.ReadAllAsync(Stop).GetAsyncEnumerator(Stop);
        var seen = new List<(DateTimeOffset, DeskMessage.AuthorityChecked)>();
        while (seen.Count < looks)
        {
            var next = messages.MoveNextAsync().AsTask();
            while (await Task.WhenAny(next, Task.Delay(Moment, TimeProvider.System, Stop)) != next && !next.IsCompleted)
            {
                time.Advance(Minute);
            }

            Assert.True(await next);

            seen.Add((time.GetUtcNow(), Assert.IsType<DeskMessage.AuthorityChecked>(messages.Current)));
        }

        await watch.StopAsync(Stop);
        return seen;
    }
}
