using System.Device.Gpio;
using Kiosk.Bench.Panel;
using Kiosk.Panel;
using Kiosk.Pi.Configuration;
using Kiosk.Pi.FactoryReset;
using Kiosk.Signals;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Pi.Tests.FactoryReset;

/// <summary>A stand is made as it came only when it is asked for and confirmed by hand.</summary>
public sealed class WipeTests : IAsyncDisposable
{
    private readonly string top = Directory.CreateTempSubdirectory("wipe").FullName;
    private readonly SimulatedGpioDriver driver = new(new Wiring(), TimeProvider.System);
    private readonly PanelServer server;
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();
    private readonly KioskOptions options = new();

    public WipeTests()
    {
        server = new PanelServer(top, driver, new Wiring(), TimeProvider.System);
        options.Facility.Code = "1329999997";
        (options.Vault.Folder, options.Identity.Folder, options.Staff.Folder) = (In("vault"), In("identity"), In("staff"));
        foreach (var file in (string[])["vault/vault.db", "vault/aside/vault.db", "identity/device.key", "staff/accounts.json", "etc/kiosk.json"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(In(file))!);
            File.WriteAllText(In(file), "content");
        }

        Directory.CreateDirectory(In("stick"));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IEnumerable<string> Left => ((string[])["vault", "identity", "staff", "etc"]).SelectMany(folder => Directory.GetFiles(In(folder), "*", SearchOption.AllDirectories));

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await output.DisposeAsync();
        await error.DisposeAsync();
        Directory.Delete(top, recursive: true);
    }

    [Fact]
    public async Task Wipe_NothingAskedFor_TouchesNoLineAndNoFile()
    {
        Assert.Equal(ExitCode.Done, await RunAsync((_, _, _) => throw new InvalidOperationException("Nobody asked.")));

        Assert.Equal(5, Left.Count());
    }

    [Fact]
    public async Task Wipe_AskedForAndKeysTyped_LeavesNothingAndTheRequestIsGone()
    {
        await AskAsync("");
        var outside = In("outside.txt");
        await File.WriteAllTextAsync(outside, "another's", Stop);
        File.CreateSymbolicLink(In("vault/link"), outside);

        var wiping = RunAsync(Open);
        await TypeAsync($"12{WipeVerb.Keys}");

        Assert.Equal((ExitCode.Done, ""), (await wiping, error.ToString()));
        Assert.Empty(Left);
        Assert.Equal("another's", await File.ReadAllTextAsync(outside, Stop));
        Assert.Empty(Directory.GetFiles(In("stick")));
        Assert.Equal(0, driver.OpenLines);
    }

    [Fact]
    public async Task Wipe_OtherKeysTyped_WipesNothingAndSaysWhatToType()
    {
        await AskAsync("");
        var time = new FakeTimeProvider();

        var wiping = RunAsync(Open, time);
        await TypeAsync("1234#*0#0*#");
        time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(ExitCode.Refused, await wiping);
        Assert.Contains($"type {WipeVerb.Keys}", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(5, Left.Count());
        Assert.NotEmpty(Directory.GetFiles(In("stick")));
    }

    [Theory]
    [InlineData("1329999997\n", ExitCode.Done, 0)]
    [InlineData("", ExitCode.Refused, 5)]
    [InlineData("0110113719", ExitCode.Refused, 5)]
    public async Task Wipe_NoKeypad_IsConfirmedByTheFacilitysCodeInTheFile(string text, int expected, int left)
    {
        options.Panel = new Wiring { Chip = "none" };
        await AskAsync(text);

        Assert.Equal(expected, await RunAsync((_, _, _) => throw new InvalidOperationException("There is none.")));

        Assert.Equal(left, Left.Count());
    }

    [Fact]
    public async Task Wipe_KeypadIsBroken_IsConfirmedByTheFacilitysCodeInTheFile()
    {
        await AskAsync("1329999997");

        Assert.Equal(ExitCode.Done, await RunAsync((_, _, _) => throw new InvalidOperationException("It does not open.")));

        Assert.Empty(Left);
    }

    [Fact]
    public async Task Wipe_CutShort_GoesOnWithoutBeingAskedAgain()
    {
        await File.WriteAllTextAsync(In("begun"), "", Stop);

        Assert.Equal(ExitCode.Done, await RunAsync((_, _, _) => throw new InvalidOperationException("It was confirmed."), mark: In("begun")));

        Assert.Empty(Left);
        Assert.True(File.Exists(In("begun")));
    }

    [Theory]
    [InlineData("1329999997", true)]
    [InlineData("0110113719", false)]
    public async Task Wipe_WithAMark_IsMarkedOnceItIsConfirmed(string text, bool expected)
    {
        options.Panel = new Wiring { Chip = "none" };
        await AskAsync(text);

        await RunAsync((_, _, _) => throw new InvalidOperationException("There is none."), mark: In("begun"));

        Assert.Equal(expected, File.Exists(In("begun")));
    }

    [Theory]
    [InlineData("quiet kiosk.wipe ro\n", true)]
    [InlineData("quiet kiosk.wiped\n", false)]
    public async Task Request_ByTheKernel_IsAWordOfItsOwn(string commandLine, bool expected)
    {
        await File.WriteAllTextAsync(In("cmdline"), commandLine, Stop);

        Assert.Equal(expected, WipeRequest.Find([In("stick")], In("cmdline")).IsMade);
    }

    private string In(string name) => Path.Combine(top, name);

    private Task AskAsync(string text) => File.WriteAllTextAsync(In("stick/KIOSK-WIPE.TXT"), text, Stop);

    private Task<int> RunAsync(OpenPanel open, TimeProvider? time = null, string? mark = null) =>
        new WipeVerb(options, WipeRequest.Find([In("none"), In("stick")], In("none")), mark, [In("etc")], open, time ?? TimeProvider.System, output, error).RunAsync(Stop);

    // Whoever confirms sees the lamps flash first.
    private async Task TypeAsync(string keys)
    {
        while (driver.OpenLines == 0)
        {
            await Task.Yield();
        }

        await new PanelClient(top).PressBrisklyAsync(keys, Stop);
    }

    private Opened<IPanel> Open(Wiring wiring, TimeProvider time, Action<PanelTrouble?> onTrouble) => new VisitorPanel(new GpioController(driver), wiring, TimeProvider.System, onTrouble);
}
