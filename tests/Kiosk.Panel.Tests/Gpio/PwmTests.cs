using Kiosk.Bench.Gpio;

namespace Kiosk.Panel.Tests.Gpio;

/// <summary>A lamp and a passive buzzer on the kernel's PWM, as a whole process sees it.</summary>
public sealed class PwmTests : IAsyncDisposable
{
    private const int Lamp = 0, Buzzer = 1;
    private readonly GpioRig rig = new();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task Show_LampAndBuzzerOnPwm_AreBrightnessAndTone()
    {
        var pwm = new PwmChip(rig.Chip, 0, channels: 2);
        await rig.OpenAsync(1, Wirings.Pwm);
        Assert.Equal((2_000_000, 0, false), pwm.Channel(Lamp));
        Assert.Equal((500_000, 0, false), pwm.Channel(Buzzer));

        rig.Show("Done");

        // A quarter of the brightness at 500 hertz; a tone is loudest at half of its period.
        await rig.SeeAsync("the lamp", _ => pwm.Channel(Lamp) == (2_000_000, 500_000, true));
        await rig.SeeAsync("the tone", _ => pwm.Channel(Buzzer) == (500_000, 250_000, true));
        await rig.SeeAsync("silence", _ => !pwm.Channel(Buzzer).Runs);
        Assert.Null(rig.Chip.LevelOf(27));
        Assert.Null(rig.Chip.LevelOf(18));
        Assert.Equal("closed", await rig.EndAsync());
        Assert.False(pwm.Channel(Lamp).Runs);
    }

    [Fact]
    public async Task Open_NoPwm_NamesTheOverlay() => Assert.StartsWith(
        "lost GPIO, PWM chip 0, channel 0: the kernel has no PWM. On a Raspberry Pi add dtoverlay=pwm,pin=18,func=2 to config.txt", await TroubleAsync(), StringComparison.Ordinal);

    [Fact]
    public async Task Open_OtherChip_NamesIt()
    {
        _ = new PwmChip(rig.Chip, 2, channels: 2);

        Assert.Equal("lost GPIO, PWM chip 0, channel 0: there is no such chip. There is 2: set Pwm:Chip to it.", await TroubleAsync());
    }

    [Fact]
    public async Task Open_TooFewChannels_SaysWhich()
    {
        _ = new PwmChip(rig.Chip, 0, channels: 1);

        Assert.Equal("lost GPIO, PWM chip 0, channel 1: the chip has only the channels 0 to 0: set Pwm:Channel to one of them.", await TroubleAsync());
    }

    [Fact]
    public async Task Open_NoPermission_NamesTheGroup()
    {
        new PwmChip(rig.Chip, 0, channels: 2).Forbid();

        var trouble = await TroubleAsync();
        Assert.StartsWith("lost GPIO, PWM chip 0, channel 0: Access to the path '/sys/class/pwm/pwmchip0/export' is denied. The stand's user must be in the group", trouble, StringComparison.Ordinal);
    }

    private async Task<string> TroubleAsync()
    {
        Assert.SkipUnless(Libgpiod.Has(1), "libgpiod 1 is neither installed nor fetched (scripts/other-libgpiod).");
        rig.Start(1, Wirings.Pwm);
        Assert.Equal("watches", await rig.NextAsync());
        return await rig.NextAsync();
    }
}
