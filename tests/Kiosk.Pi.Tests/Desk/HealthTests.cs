using Kiosk.Pi.Tests.Stories;

namespace Kiosk.Pi.Tests.Desk;

/// <summary>How a running desk says that it is.</summary>
public sealed class HealthTests(RunningBench bench) : IClassFixture<RunningBench>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Health_OfARunningDesk_IsItsOwn()
    {
        await bench.UntilAsync(snapshot => snapshot.Stand.Authority == Eligibility.AuthorityState.Available);

        var health = await bench.Desk.HealthAsync(Stop);

        Assert.Matches(@"^\d+\.\d+\.\d+$", health.Version);
        Assert.StartsWith("K", health.Device, StringComparison.Ordinal);
        Assert.True(health.CertificateUntil > TimeProvider.System.GetUtcNow());
        Assert.InRange(health.StartedAt, TimeProvider.System.GetUtcNow().AddHours(-1), TimeProvider.System.GetUtcNow());
        Assert.InRange(health.AuthorityMilliseconds!.Value, 0, 60_000);
        Assert.True(health.FreeBytes > 0 && health.VaultBytes > 4096 && health.MemoryBytes > 1_000_000);
    }

    [Fact]
    public async Task SelfTest_AskedOfTheDesk_LooksAtEveryPart()
    {
        var test = await bench.Desk.SelfTestAsync(Stop);

        Assert.All(["configuration", "identity", "reader", "panel", "vault", "audit trail", "authority"], part => Assert.Contains(test.Lines, line => line[6..].StartsWith(part, StringComparison.Ordinal)));
        Assert.Equal(test.Passed, !test.Lines.Any(line => line.StartsWith("FAIL", StringComparison.Ordinal)));
    }
}
