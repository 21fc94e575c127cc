using Kiosk.Bench.Cards;
using Kiosk.Bench.Pcsc;

[assembly: AssemblyFixture(typeof(Kiosk.Card.Tests.Desk.RigFixture))]

namespace Kiosk.Card.Tests.Desk;

/// <summary>One real pcscd for all tests: libpcsclite looks for its service once in a process.</summary>
public sealed class RigFixture : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("kiosk-card-").FullName;

    public PcscRig Rig { get; private set; } = null!;

    public CardHostClient Cards { get; private set; } = null!;

    public JpkiTestAuthority Authority { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Authority = JpkiTestAuthority.Open(folder, TimeProvider.System);
        Rig = await PcscRig.StartAsync(folder, StatusPoll.Quick, CancellationToken.None);
        Rig.UseInThisProcess();
        await Rig.StartCardHostAsync(CancellationToken.None);
        Cards = new CardHostClient(folder);
    }

    public async ValueTask DisposeAsync()
    {
        if (Rig is not null)
        {
            await Rig.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }
}
