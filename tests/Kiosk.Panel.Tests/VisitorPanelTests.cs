using System.Device.Gpio;
using Kiosk.Bench.Panel;
using Kiosk.Signals;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Panel.Tests;

public sealed class VisitorPanelTests
{
    private static readonly Signal Everything = new(Rhythm.Steady, Rhythm.Fast, Rhythm.Slow, Rhythm.Double, Sound.SeeStaff);

    [Fact]
    public async Task Dispose_AllLitAndSounding_SwitchesOffAndGivesTheLinesBack()
    {
        var rig = new PanelRig();
        rig.Panel.Listen(rig.Pin);
        rig.Panel.Show(Everything);
        rig.Wait(50);
        Assert.True(rig.Record().IsOn);

        await rig.DisposeAsync();

        Assert.All(Enum.GetValues<Lamp>(), lamp => Assert.False(rig.Record(lamp).IsOn));
        Assert.False(rig.Record().IsOn);
        Assert.Equal(0, rig.Driver.OpenLines);
        Assert.True(rig.Panel.Keys.Completion.IsCompleted);
        Assert.Null(rig.Panel.Trouble);
    }

    [Fact]
    public async Task Dispose_ThenAnything_TouchesNothing()
    {
        var rig = new PanelRig();
        await rig.DisposeAsync();
        var uses = rig.Driver.Uses;

        await rig.Panel.DisposeAsync();
        rig.Panel.Listen(rig.Pin);
        rig.Panel.Show(Everything);
        rig.Press("1234#");
        rig.Wait(5_000);

        Assert.Equal(uses, rig.Driver.Uses);
        Assert.Empty(rig.Keys());
    }

    [Fact]
    public async Task Dispose_WhileAKeyIsHeld_LetsTheRowsGo()
    {
        var rig = new PanelRig();
        rig.Close('5');
        rig.Wait(12);

        await rig.DisposeAsync();

        Assert.Equal(0, rig.Driver.OpenLines);
        Assert.Null(rig.Panel.Trouble);
    }

    [Fact]
    public async Task ChipGone_WhileRunning_IsToldOnceAndNothingIsTouchedAnyMore()
    {
        await using var rig = new PanelRig();
        rig.Panel.Listen(rig.Pin);
        rig.Panel.Show(Everything);
        rig.Wait(300);

        rig.Driver.IsGone = true;
        rig.Wait(1_000);
        var uses = rig.Driver.Uses;
        rig.Press("12#");
        rig.Panel.Show(Everything with { Sound = Sound.Done });
        rig.Wait(20_000);

        Assert.Contains("No such device", rig.Panel.Trouble, StringComparison.Ordinal);
        Assert.Equal(new PanelTrouble(PanelFault.Lost, rig.Panel.Trouble!), Assert.Single(rig.Troubles));
        Assert.Equal(uses, rig.Driver.Uses);
        Assert.Empty(rig.Keys());
    }

    [Fact]
    public async Task ChipGone_FromTheBeginning_IsTroubleNotAnException()
    {
        var time = new FakeTimeProvider();
        await using var panel = new VisitorPanel(new GpioController(new SimulatedGpioDriver(new Wiring(), time) { IsGone = true }), new Wiring(), time);

        panel.Show(Everything);

        Assert.NotNull(panel.Trouble);
    }

    [Fact]
    public void Constructor_BadWiring_NamesTheKeys()
    {
        var wiring = new Wiring { Rows = [1, 2, 3], KeyMap = "123" };
        using var controller = new GpioController(new SimulatedGpioDriver(new Wiring(), TimeProvider.System));

        var error = Assert.Throws<ArgumentException>(() => new VisitorPanel(controller, wiring, TimeProvider.System));

        Assert.Contains("Panel:Rows", error.Message, StringComparison.Ordinal);
        Assert.Contains("Panel:KeyMap", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChipGone_WhileAKeyIsStuck_IsToldOnce()
    {
        await using var rig = new PanelRig();
        rig.Close('5');
        rig.Wait(21_000);

        rig.Driver.IsGone = true;
        rig.Panel.Show(Everything);
        rig.Wait(1_000);

        Assert.Equal([PanelFault.KeyStuck, PanelFault.Lost], rig.Troubles.Select(trouble => trouble?.Fault));
    }

    [Fact]
    public async Task UsbKeypad_NotThere_LampsBuzzerAndVoiceGoOnUndisturbed()
    {
        await using var rig = new PanelRig(new Wiring { Keypad = KeypadKind.Evdev, KeypadDevice = "No such keypad" });
        Assert.Equal(PanelFault.KeypadLost, Assert.Single(rig.Troubles)!.Fault);

        rig.Panel.Show(Everything);
        rig.Wait(60_000);

        Assert.Single(rig.Troubles);
        Assert.Equal(1, rig.Record(Lamp.Card).ChangeCount);
        Assert.Equal("seeStaff", rig.Heard());
    }
}
