using System.Threading.Channels;
using Kiosk.Panel.Evdev;

namespace Kiosk.Panel.Tests.Evdev;

public sealed class ReturningKeypadTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly UsbRig rig = new();
    private readonly Channel<string> told = Channel.CreateUnbounded<string>();
    private ReturningKeypad? keypad;

    public async ValueTask DisposeAsync()
    {
        await (keypad?.DisposeAsync() ?? ValueTask.CompletedTask);
        rig.Dispose();
    }

    [Fact]
    public async Task Unplugged_ThenPluggedAgain_IsToldAndHeardAgain()
    {
        Open();
        Assert.Equal("works", await NextAsync());
        await PressAsync('1');

        rig.Usb.Unplug();
        Assert.Contains("is unplugged", await NextAsync(), StringComparison.Ordinal);
        rig.Usb.Plug();

        await UntilItWorksAsync();
        await PressAsync('2');
    }

    [Fact]
    public async Task Missing_AtTheStart_IsToldAtOnceAndTakenWhenItComes()
    {
        rig.Usb.Unplug();
        Open();
        Assert.True(told.Reader.TryRead(out var missing));
        Assert.Contains("plug it in", missing, StringComparison.Ordinal);

        rig.Usb.Plug();

        await UntilItWorksAsync();
        await PressAsync('3');
    }

    [Fact]
    public async Task Dispose_WhileItIsThere_GivesItBack()
    {
        Open();

        await keypad!.DisposeAsync();
        keypad = null;

        using var again = rig.Open();
    }

    [Fact]
    public async Task Dispose_WhileItIsAway_EndsWithoutWaitingForIt()
    {
        rig.Usb.Unplug();
        Open();

        await keypad!.DisposeAsync().AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
        keypad = null;
    }

    private void Open() => keypad = new ReturningKeypad(
        () => rig.OpenDevice(), (device, lost) => new EvdevKeypad(device, rig.Time, rig.Gate, key => Tell($"{key}"), _ => { }, lost), rig.Time, trouble => Tell(trouble ?? "works"));

    private void Tell(string what) => told.Writer.TryWrite(what);

    private async Task PressAsync(char key)
    {
        rig.Usb.Press(key);
        Assert.Equal($"{key}", await NextAsync());
        rig.Usb.Release(key);
    }

    private async Task<string> NextAsync() => await told.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);

    // It returns beside the test: its pauses pass as the test's clock is moved, and it may be between two of them.
    private async Task UntilItWorksAsync()
    {
        for (string? next = null; next != "works";)
        {
            rig.Time.Advance(TimeSpan.FromSeconds(1));
            using var little = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
            try
            {
                next = await told.Reader.ReadAsync(little.Token);
            }
            catch (OperationCanceledException)
            {
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            }
        }
    }
}
