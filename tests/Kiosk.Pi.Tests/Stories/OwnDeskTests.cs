using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Kiosk.Cards;
using Kiosk.Desk;
using Kiosk.Panel;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.Desk;
using Kiosk.Pi.Watches;
using Kiosk.Signals;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Stories;

/// <summary>A second desk beside the bench's own, enrolled as it is, with its own socket and vault.</summary>
public sealed class OwnDeskTests(RunningBench bench) : IClassFixture<RunningBench>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string folder = Directory.CreateTempSubdirectory("own").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Socket => Path.Combine(folder, "desk.sock");

    private string[] Settings => [$"--Vault:Folder={folder}/vault", $"--Desk:Socket={Socket}"];

    private string ConfigFile => bench.Facts["configFile"]!.GetValue<string>();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Run_NoKeypad_MethodPinRefusedAndEndsWellWhenTold()
    {
        using var kiosk = Start("--Panel:Chip=none", "--Identity:Method=visual");
        using var desk = new HttpDeskClient(Socket, TimeProvider.System);
        await foreach (var snapshot in desk.WatchAsync(Stop))
        {
            if (snapshot?.Stand.Reader == ReaderState.Ready)
            {
                break;
            }
        }

        Assert.Equal(CommandResult.NoKeypad, await desk.SendAsync(new StaffCommand(StaffAction.SetMethod, "reception-1", Method: IdentityMethod.Pin), Stop));
        Assert.Equal(IdentityMethod.Visual, (await desk.SnapshotAsync(Stop)).Stand.Method);

        using var follower = new HttpDeskClient(Socket, TimeProvider.System);
        await using var following = follower.WatchAsync(Stop).GetAsyncEnumerator(Stop);
        Assert.True(await following.MoveNextAsync());
        using var kill = Process.Start("kill", ["-TERM", kiosk.Id.ToString(CultureInfo.InvariantCulture)]);
        await kiosk.WaitForExitAsync(Stop).WaitAsync(Patience, Stop);
        Assert.Equal(0, kiosk.ExitCode);
        Assert.False(File.Exists(Socket));
    }

    [Fact]
    public async Task Run_PartOfTheDeskFails_EndsAsADefect() => Assert.Equal(ExitCode.Defect, await RunAsync(new FailingPanel()));

    [Fact]
    public async Task Run_ToldToEndAtOnce_EndsWell()
    {
        using var told = new CancellationTokenSource();
        await told.CancelAsync();
        Assert.Equal(ExitCode.Done, await RunAsync(NoPanel(), told.Token));
    }

    [Fact]
    public async Task Run_SocketIsAnotherFile_RefusedAndLeftAlone()
    {
        await File.WriteAllTextAsync(Socket, "precious", Stop);
        using var errors = new StringWriter();
        Assert.Equal(ExitCode.CannotWrite, await RunAsync(NoPanel(), Stop, errors));
        Assert.Contains("Desk:Socket", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(Socket, Stop));
    }

    [Fact]
    public async Task Run_SocketIsAFolder_SaysSo()
    {
        Directory.CreateDirectory(Socket);
        using var errors = new StringWriter();
        Assert.Equal(ExitCode.CannotWrite, await RunAsync(NoPanel(), Stop, errors));
        Assert.Contains("Desk:Socket", errors.ToString(), StringComparison.Ordinal);
    }

    private static VisitorPanel NoPanel() => new(controller: null, new Wiring { Chip = Wiring.NoChip }, TimeProvider.System);

    private async Task<int> RunAsync(IPanel panel, CancellationToken? stop = null, StringWriter? errors = null)
    {
        var options = KioskConfiguration.Bind(KioskConfiguration.Read(ConfigFile, Settings).Configuration!).Options!;
        await using var own = errors is null ? new StringWriter() : null;
        return await new KioskHost(errors ?? own!, TimeProvider.System, () => KernelClock.State, (_, _, _) => new Opened<IPanel>(panel, ExitCode.Done, "")).RunAsync(options, stop ?? Stop).WaitAsync(Patience, Stop);
    }

    private Process Start(params string[] more) => Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "kiosk"), ["run", "--config", ConfigFile, .. Settings, .. more])
    {
        UseShellExecute = false,
        Environment = { ["PCSCLITE_CSOCK_NAME"] = bench.Facts["pcscSocket"]!.GetValue<string>() },
    })!;

    private sealed class FailingPanel : IPanel
    {
        private readonly Channel<PanelKey> keys = Channel.CreateUnbounded<PanelKey>();

        public FailingPanel() => keys.Writer.Complete(new InvalidOperationException("a defect"));

        public ChannelReader<PanelKey> Keys => keys.Reader;

        public void Listen(Pin? pin)
        {
            // No key comes.
        }

        public void TestLamps()
        {
            // There is none.
        }

        public void Set(SoundSettings sound)
        {
            // Nor hears it.
        }

        public void Show(Signal signal)
        {
            // Nobody looks.
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
