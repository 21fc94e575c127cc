using System.Device.Gpio;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using Kiosk.Bench.Panel;
using Kiosk.Cards;
using Kiosk.Signals;

namespace Kiosk.Panel.Tests;

public sealed class PanelServerTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("panel");
    private readonly SimulatedGpioDriver driver = new(new Wiring(), TimeProvider.System);
    private readonly Pin pin = new();
    private readonly VisitorPanel panel;
    private readonly PanelServer server;
    private readonly PanelClient client;

    public PanelServerTests()
    {
        panel = new VisitorPanel(new GpioController(driver), new Wiring(), TimeProvider.System);
        server = new PanelServer(folder.FullName, driver, new Wiring(), TimeProvider.System);
        client = new PanelClient(folder.FullName);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await panel.DisposeAsync();
        pin.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Press_PinAndConfirm_ArrivesAndClicks()
    {
        panel.Listen(pin);

        await client.PressAsync("1234#", Cancellation);

        Assert.Equal([PanelKey.Digit, PanelKey.Digit, PanelKey.Digit, PanelKey.Digit, PanelKey.Confirm], Keys());
        Assert.Equal("1234", pin.Consume(Encoding.ASCII.GetString));
        Assert.Equal(5, (await client.SoundsAsync(Cancellation)).Count(sound => sound.Sound == "click"));
    }

    [Fact]
    public async Task Press_FourDigits_TakesNoLongerThanAHand()
    {
        panel.Listen(pin);
        var began = TimeProvider.System.GetTimestamp();

        await client.PressAsync("1234#", Cancellation);

        // A script that goes on only when the authority has long answered sees nothing of the asking.
        Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(5));
        Assert.Equal(5, Keys().Count);
    }

    [Fact]
    public async Task Lamps_EveryRhythm_IsMeasured()
    {
        panel.Show(new Signal(Rhythm.Slow, Rhythm.Fast, Rhythm.Double, Rhythm.Steady, Sound.None));

        var lamps = await client.LampsAsync(Cancellation);

        Assert.Equal(
            """{"card":{"colour":"blue","rhythm":"slow"},"go":{"colour":"green","rhythm":"fast"},"wait":{"colour":"yellow","rhythm":"double"},"stop":{"colour":"red","rhythm":"steady"}}""",
            JsonSerializer.Serialize(lamps, PanelJson.Default.PanelLamps));
    }

    [Fact]
    public async Task Sounds_TwoSignals_AreBothRecognised()
    {
        var before = TimeProvider.System.GetUtcNow();
        panel.Show(new Signal(Rhythm.Steady, Rhythm.Off, Rhythm.Off, Rhythm.Off, Sound.TryAgain));
        var first = await client.SoundsAsync(Cancellation);
        panel.Show(new Signal(Rhythm.Off, Rhythm.Steady, Rhythm.Off, Rhythm.Off, Sound.Done));
        var both = await client.SoundsAsync(Cancellation);

        Assert.Equal("tryAgain", Assert.Single(first).Sound);
        Assert.Equal("tryAgain done", string.Join(' ', both.Select(sound => sound.Sound)));
        Assert.InRange(both[0].At, before, both[1].At);
        Assert.StartsWith("""[{"at":"20""", JsonSerializer.Serialize(both, PanelJson.Default.IReadOnlyListPlayedSound), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hold_TwoKeys_CountsNone()
    {
        panel.Listen(pin);

        await client.HoldAsync("15", TimeSpan.FromMilliseconds(150), Cancellation);

        Assert.Empty(Keys());
    }

    [Fact]
    public async Task Press_NoSuchKey_SaysWhichThereAre()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => client.PressAsync("12A", Cancellation));

        Assert.Contains("0 to 9, * and #", error.Message, StringComparison.Ordinal);
        Assert.Empty(Keys());
    }

    [Fact]
    public async Task Press_NobodyServes_SaysSo()
    {
        await server.DisposeAsync();

        var error = await Assert.ThrowsAsync<IOException>(() => client.PressAsync("1", Cancellation));

        Assert.Contains("panel.sock", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_CallerLeavesWithAKeyDown_LetsItGo()
    {
        panel.Listen(pin);
        using (var caller = await PanelConnection.OpenAsync(folder.FullName, Cancellation))
        {
            await caller.SetContactAsync(0, closed: true, Cancellation);
        }

        // The key that hangs would refuse every other one.
        for (var presses = 0; presses < 100 && !Keys().Contains(PanelKey.Confirm); presses++)
        {
            await client.PressAsync("#", Cancellation);
        }

        Assert.Null(panel.Trouble);
        Assert.Equal(0, driver.ShortCircuits);
    }

    [Fact]
    public async Task Server_Garbage_EndsThatCallerOnly()
    {
        panel.Listen(pin);
        foreach (var garbage in new byte[] { 0x00, (byte)'1', 0x8C, 0xFF, 0x7F })
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(PanelWire.SocketPath(folder.FullName)), Cancellation);
            await socket.SendAsync(new[] { garbage }, Cancellation);
            Assert.Equal(0, await socket.ReceiveAsync(new byte[1], Cancellation));
        }

        await client.PressAsync("#", Cancellation);
        Assert.Equal([PanelKey.Confirm], Keys());
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void Socket_IsForItsUserOnly() =>
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PanelWire.SocketPath(folder.FullName)));

    [Fact]
    public void Wire_EveryContact_IsNoDigitAndComesBack()
    {
        for (var contact = 0; contact < PanelWire.Contacts; contact++)
        {
            foreach (var closed in new[] { false, true })
            {
                var encoded = PanelWire.Encode(contact, closed);
                Assert.InRange(encoded, (byte)0x80, (byte)0xFF);
                Assert.Equal((contact, closed), PanelWire.Decode(encoded));
            }
        }
    }

    private List<PanelKey> Keys()
    {
        List<PanelKey> keys = [];
        while (panel.Keys.TryRead(out var key))
        {
            keys.Add(key);
        }

        return keys;
    }
}
