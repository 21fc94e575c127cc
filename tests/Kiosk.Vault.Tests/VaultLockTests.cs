using Kiosk.Vault.Keys;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests;

public sealed class VaultLockTests : IDisposable
{
    private readonly VaultBench bench = new();

    private VaultFolder Place => new(bench.Folder);

    [Fact]
    public async Task Alone_VaultIsOpen_IsBusyUntilItIsClosed()
    {
        await using (bench.Open())
        {
            Assert.Null(VaultLock.Alone(Place, TimeSpan.Zero, out var defect));
            Assert.Equal(VaultDefect.Busy, defect);
            await bench.Open().DisposeAsync();
        }

        using var alone = VaultLock.Alone(Place, TimeSpan.Zero, out _);
        Assert.NotNull(alone);
    }

    [Fact]
    public async Task Open_SomebodyHasItAlone_IsBusy()
    {
        await bench.Open().DisposeAsync();
        using (VaultLock.Alone(Place, TimeSpan.Zero, out _))
        {
            Assert.Equal(VaultDefect.Busy, bench.Defect());
        }

        await bench.Open().DisposeAsync();
    }

    [Fact]
    public async Task Open_AnyDefect_LetsGoOfTheLock()
    {
        await bench.Open().DisposeAsync();
        await File.WriteAllTextAsync(bench.Database, new string('x', 9000), Token);
        Assert.Equal(VaultDefect.NotAVault, bench.Defect());

        using var alone = VaultLock.Alone(Place, TimeSpan.Zero, out _);
        Assert.NotNull(alone);
    }

    public void Dispose() => bench.Dispose();
}
