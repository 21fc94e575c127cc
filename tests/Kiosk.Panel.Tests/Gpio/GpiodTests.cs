using Kiosk.Bench.Gpio;

namespace Kiosk.Panel.Tests.Gpio;

/// <summary>
/// The panel on a GPIO chip as a whole process sees it: System.Device.Gpio and Debian's own libgpiod, 1 and 2, speak to the kernel's interface, behind which is the bench's chip.
/// </summary>
public sealed class GpiodTests : IAsyncDisposable
{
    private const int Card = 17, Go = 27, Wait = 22, Stop = 23, Buzzer = 18;
    private const string Keys = "123456789*0#";
    private static readonly int[] Rows = [5, 6, 13, 26];
    private static readonly int[] Columns = [16, 20, 21];

    private readonly GpioRig rig = new();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Theory]
    [InlineData(1, Wirings.Header)]
    [InlineData(2, Wirings.Header)]
    [InlineData(1, Wirings.ByName)]
    [InlineData(2, Wirings.ByName)]
    public async Task Press_EachKey_IsHeardOnce(int version, string wiring)
    {
        await rig.OpenAsync(version, wiring);

        for (var key = 0; key < Keys.Length; key++)
        {
            Assert.Equal($"key {Keys[key]}", await rig.PressAsync(Rows[key / Columns.Length], Columns[key % Columns.Length]));
        }

        Assert.Equal("closed", await rig.EndAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Watch_FallingLine_IsToldByTheKernel(int version)
    {
        await rig.OpenAsync(version, Wirings.Header);

        Assert.Equal("edge 25", await rig.PressAsync(24, 25));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Idle_ColumnsAreWatched_NobodyWakes(int version)
    {
        await rig.OpenAsync(version, Wirings.Header);

        // A driver that polls would wake twenty times a second.
        var before = rig.WakesOf("GPIO line");
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Equal(Columns.Length + 1, before.Length);
        Assert.Equal(before, rig.WakesOf("GPIO line"));
    }

    [Theory]
    [InlineData(1, Wirings.Header)]
    [InlineData(2, Wirings.Header)]
    [InlineData(1, Wirings.ByName)]
    [InlineData(2, Wirings.ByName)]
    public async Task Show_Moment_IsSeenOnTheLampsAndHeardFromTheBuzzer(int version, string wiring)
    {
        await rig.OpenAsync(version, wiring);
        Assert.All([Card, Go, Wait, Stop, Buzzer], line => Assert.False(rig.Chip.LevelOf(line)));

        rig.Show("Done");
        await rig.SeeAsync("short long", chip => Of(chip, Buzzer) is [false, true, false, true, false]);
        Assert.Equal((false, true, false, false), Lamps());

        rig.Show("SeeStaff");
        await rig.SeeAsync("STOP", chip => chip.LevelOf(Stop) == true);
        Assert.Equal((false, false, false, true), Lamps());

        rig.Show("TakeCard");
        await rig.SeeAsync("CARD flashing", chip => Of(chip, Card) is [false, true, false, true, ..]);

        Assert.Equal("closed", await rig.EndAsync());
        Assert.Equal((false, false, false, false), Lamps());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Unplug_WhileItRuns_IsTold(int version)
    {
        await rig.OpenAsync(version, Wirings.Header);

        rig.Chip.Unplug();

        Assert.StartsWith("lost GPIO, line ", await rig.NextAsync(), StringComparison.Ordinal);
        Assert.EndsWith("closed", await rig.EndAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Unplug_LampsAlone_IsToldWhenOneIsSwitched(int version)
    {
        Assert.Equal("watches", await FirstAsync(version, Wirings.LampsAlone));
        Assert.StartsWith("lost Panel:KeypadDevice is nowhere", await rig.NextAsync(), StringComparison.Ordinal);
        Assert.Equal("open", await rig.NextAsync());

        rig.Chip.Unplug();
        rig.Show("Done");

        Assert.StartsWith("lost GPIO, line ", await rig.NextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Open_OneVersionInstalled_ThatIsUsed(int version)
    {
        await rig.OpenAsync(version, Wirings.Header);

        Assert.Equal([Libgpiod.NameOf(version)], Loaded());
    }

    [Fact]
    public async Task Open_BothVersionsInstalled_TheFirstIsUsed()
    {
        Assert.SkipUnless(Libgpiod.Has(1) && Libgpiod.Has(2), "There is only one libgpiod (scripts/other-libgpiod).");
        rig.Start(3, Wirings.Header);
        Assert.Equal("watches", await rig.NextAsync());

        Assert.Equal([Libgpiod.NameOf(1)], Loaded());
    }

    [Fact]
    public async Task Open_NoneInstalled_SaysWhatToInstall() => Assert.Equal(
        "trouble libgpiod is not installed: apt install libgpiod2 (Debian 12) or libgpiod3 (Debian 13).", await FirstAsync(0, Wirings.Header));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Open_LineThatAnotherProgramHolds_NamesKeyLineAndProgram(int version)
    {
        rig.Chip.Occupy(Card, "w1-gpio");

        Assert.StartsWith("trouble Panel:Lamps:Card:Line (line 17) is used by w1-gpio: stop that program", await FirstAsync(version, Wirings.Header), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ChipOfAnotherName_NamesThoseThatThereAre() => Assert.Equal(
        "trouble Panel:Chip is pinctrl-rp1, but there is no such chip. There are: gpiochip0 [pinctrl-bcm2711]. Set Panel:Chip to one of these labels.", await FirstAsync(1, Wirings.OtherChip));

    [Fact]
    public async Task Open_LineOfAnUnknownName_NamesKeyChipAndNames() => Assert.StartsWith(
        "trouble Panel:Buzzer:Line is BELL, but gpiochip0 [pinctrl-bcm2711] has no line of that name: there are GPIO0, GPIO1, GPIO2,", await FirstAsync(1, Wirings.UnknownName), StringComparison.Ordinal);

    [Fact]
    public async Task Open_NoPermission_NamesTheGroup()
    {
        rig.Chip.Forbid();

        var trouble = await FirstAsync(1, Wirings.Header);
        Assert.Contains("/dev/gpiochip0 (no permission)", trouble, StringComparison.Ordinal);
        Assert.Contains("usermod -aG gpio", trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_NoChip_SaysSo()
    {
        rig.Chip.Unplug();

        Assert.StartsWith("trouble This computer has no GPIO chip", await FirstAsync(1, Wirings.Header), StringComparison.Ordinal);
    }

    private static bool[] Of(GpioChip chip, int line) => [.. chip.Changes.Where(change => change.Line == line).Select(change => change.High)];

    private (bool? Card, bool? Go, bool? Wait, bool? Stop) Lamps() => (rig.Chip.LevelOf(Card), rig.Chip.LevelOf(Go), rig.Chip.LevelOf(Wait), rig.Chip.LevelOf(Stop));

    private string[] Loaded() => [.. File.ReadLines($"/proc/{rig.Id}/maps").Where(line => line.Contains("libgpiod.so.", StringComparison.Ordinal))
        .Select(line => Path.GetFileName(line)[.."libgpiod.so.N".Length]).Distinct(StringComparer.Ordinal)];

    private async Task<string> FirstAsync(int version, string wiring)
    {
        Assert.SkipUnless(version == 0 || Libgpiod.Has(version), $"libgpiod {version} is neither installed nor fetched (scripts/other-libgpiod).");
        rig.Start(version, wiring);
        return await rig.NextAsync();
    }
}
