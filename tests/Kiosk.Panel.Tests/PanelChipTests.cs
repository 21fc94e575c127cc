using Kiosk.Panel.Gpio;

namespace Kiosk.Panel.Tests;

public sealed class PanelChipTests
{
    private static readonly GpioDevice Header = new("/dev/gpiochip0", 0, "gpiochip0", "pinctrl-bcm2711", 58);
    private static readonly GpioDevice Expander = new("/dev/gpiochip1", 1, "gpiochip1", "raspberrypi-exp-gpio", 8);
    private static readonly GpioDevice Closed = new("/dev/gpiochip2", 2, "", "", 0, "no permission");

    [Fact]
    public void Find_NoChips_SaysSo() => Assert.Contains("no GPIO chip", PanelChip.Find(new Wiring(), []).Trouble, StringComparison.Ordinal);

    [Fact]
    public void Find_Default_TakesTheHeader() => Assert.Equal(Header, PanelChip.Find(new Wiring(), [Closed, Expander, Header]).Device);

    [Theory]
    [InlineData("pinctrl-bcm2711")]
    [InlineData("gpiochip0")]
    public void Find_LabelOrName_TakesIt(string chip) => Assert.Equal(Header, PanelChip.Find(new Wiring { Chip = chip }, [Expander, Header]).Device);

    [Fact]
    public void Find_NotThere_ListsThoseThatAre()
    {
        var trouble = PanelChip.Find(new Wiring { Chip = "pinctrl-rp1" }, [Header, Expander]).Trouble;

        Assert.Contains("Panel:Chip is pinctrl-rp1", trouble, StringComparison.Ordinal);
        Assert.Contains("gpiochip0 [pinctrl-bcm2711], gpiochip1 [raspberrypi-exp-gpio]", trouble, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_NotPermitted_NamesTheGroup()
    {
        var trouble = PanelChip.Find(new Wiring(), [Expander, Closed]).Trouble;

        Assert.Contains("/dev/gpiochip2 (no permission)", trouble, StringComparison.Ordinal);
        Assert.Contains("group", trouble, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_ChipWithTooFewLines_NamesTheKey() =>
        Assert.StartsWith("Panel:Rows:1 is 8", PanelChip.Find(new Wiring { Chip = "raspberrypi-exp-gpio", Rows = [5, 8, 13, 26] }, [Expander]).Trouble, StringComparison.Ordinal);

    [Fact]
    public void InUse_FreeLines_Null() => Assert.Null(PanelChip.InUse(new Wiring(), _ => null));

    [Fact]
    public void InUse_TakenLine_NamesKeyLineAndUser() =>
        Assert.Contains("Panel:Lamps:Card:Line (line 17) is used by w1-gpio", PanelChip.InUse(new Wiring(), line => line == 17 ? "w1-gpio" : null)!.Trouble, StringComparison.Ordinal);

    [Fact]
    public void All_FilesThatAreNoChips_AreToldWithTheReason()
    {
        var folder = Directory.CreateTempSubdirectory("chips");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "gpiochip7"), "");
            File.WriteAllText(Path.Combine(folder.FullName, "gpiochipX"), "");

            var device = Assert.Single(GpioDevice.All(folder.FullName));

            Assert.Equal((7, "Inappropriate ioctl for device"), (device.Number, device.Refusal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Open_ThisComputer_GivesAControllerOrAReason()
    {
        var result = PanelChip.Open(new Wiring { Chip = "no-such-chip" });

        Assert.Null(result.Controller);
        Assert.NotNull(result.Trouble);
    }
}
