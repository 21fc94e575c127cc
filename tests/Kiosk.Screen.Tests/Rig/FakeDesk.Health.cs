using Kiosk.Desk;

namespace Kiosk.Screen.Tests.Rig;

/// <content>How the stand is.</content>
internal sealed partial class FakeDesk
{
    public HealthView Health { get; set; } = new(
        "0.1.0", Samples.Now.AddHours(-5), "K0000001", Samples.Now.AddDays(80).AddHours(1), Samples.Now, 43, FreeBytes: 12_345L * 1024 * 1024, VaultBytes: 1_234_567, MemoryBytes: 61L * 1024 * 1024);

    public SelfTestView SelfTest { get; set; } = new(Passed: true, ["ok    configuration: facility 1329999997, method Pin", "ok    desk: running, Ready"]);

    /// <summary>Where bundles were wanted, and by whom.</summary>
    public List<(string Folder, string Staff)> Bundles { get; } = [];

    public BundleResult BundleResult { get; set; } = BundleResult.Done;

    public Task<BundleAnswer> BundleAsync(string folder, string staff, CancellationToken cancellation)
    {
        Bundles.Add((folder, staff));
        return Answer(() => new BundleAnswer(BundleResult, $"{folder}/kiosk-bundle.tar.gz"));
    }

    /// <summary>When set, the self-test is answered only after it.</summary>
    public TaskCompletionSource? HoldTest { get; set; }

    public Task<HealthView> HealthAsync(CancellationToken cancellation) => IsReachable ? Task.FromResult(Health) : Task.FromException<HealthView>(new DeskUnreachableException());

    public async Task<SelfTestView> SelfTestAsync(CancellationToken cancellation)
    {
        if (HoldTest is { } hold)
        {
#pragma warning disable VSTHRD003 // the test holds the answer back
            await hold.Task.ConfigureAwait(false);
#pragma warning restore VSTHRD003
        }

        return IsReachable ? SelfTest : throw new DeskUnreachableException();
    }
}
