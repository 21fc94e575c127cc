using Kiosk.Bench.Panel;
using Kiosk.Signals;

namespace Kiosk.Panel.Tests;

public sealed class KeypadTests
{
    [Theory]
    [InlineData(EdgeSupport.Reported)]
    [InlineData(EdgeSupport.Refused)]
    public async Task Press_EveryDigit_ReachesThePin(EdgeSupport edges)
    {
        await using var rig = new PanelRig(edges: edges);
        rig.Panel.Listen(rig.Pin);

        foreach (var digit in "1234567890")
        {
            rig.Press($"{digit}");
            Assert.Equal([PanelKey.Digit], rig.Keys());
            Assert.Equal(digit, rig.TypedDigit());
        }
    }

    [Fact]
    public async Task Press_FourDigitsAndConfirm_GivesThePinInOrder()
    {
        await using var rig = new PanelRig();
        rig.Panel.Listen(rig.Pin);

        rig.Press("9070#");

        Assert.Equal([PanelKey.Digit, PanelKey.Digit, PanelKey.Digit, PanelKey.Digit, PanelKey.Confirm], rig.Keys());
        Assert.Equal("9070", rig.Typed());
    }

    [Fact]
    public async Task Press_ColumnsPulledUpByResistors_AsksTheChipForNoPull()
    {
        await using var rig = new PanelRig(new Wiring { PullUps = PullUps.External });
        rig.Panel.Listen(rig.Pin);

        rig.Press("9070#");

        Assert.Equal("9070", rig.Typed());
        Assert.Equal(0, rig.Driver.Pulls);
        Assert.Equal(0, rig.Driver.ShortCircuits);
    }

    [Fact]
    public async Task Press_Star_ClearsThePin()
    {
        await using var rig = new PanelRig();
        rig.Panel.Listen(rig.Pin);

        rig.Press("12*3456");

        Assert.Equal([PanelKey.Digit, PanelKey.Digit, PanelKey.Clear, PanelKey.Digit, PanelKey.Digit, PanelKey.Digit, PanelKey.Digit], rig.Keys());
        Assert.Equal("3456", rig.Typed());
    }

    [Fact]
    public async Task Press_OtherKeyMap_IsObeyed()
    {
        await using var rig = new PanelRig(new Wiring { KeyMap = "789/456/123/0#*" });
        rig.Panel.Listen(rig.Pin);

        // The keys in the places where a telephone has 1, 2, 5, 7 and 0.
        rig.Press("12570");

        Assert.Equal([PanelKey.Digit, PanelKey.Digit, PanelKey.Digit, PanelKey.Digit, PanelKey.Confirm], rig.Keys());
        Assert.Equal("7851", rig.Typed());
    }

    [Fact]
    public async Task Press_NobodyListens_IsIgnored()
    {
        await using var rig = new PanelRig();

        rig.Press("12#*");
        rig.Panel.Listen(rig.Pin);
        rig.Panel.Listen(null);
        rig.Press("34");

        Assert.Empty(rig.Keys());
        Assert.Equal(0, rig.BuzzerChanges);
        Assert.False(rig.Pin.IsComplete);
    }

    [Fact]
    public async Task Press_BegunBeforeListening_DoesNotCount()
    {
        await using var rig = new PanelRig();
        rig.Close('7');
        rig.Wait(50);

        rig.Panel.Listen(rig.Pin);
        rig.Wait(500);
        rig.Open('7');
        rig.Wait(60);
        Assert.Empty(rig.Keys());

        rig.Press("8");
        Assert.Equal([PanelKey.Digit], rig.Keys());
        Assert.Equal('8', rig.TypedDigit());
    }

    [Fact]
    public async Task Press_HeldForAMinute_CountsOnce()
    {
        await using var rig = new PanelRig();
        rig.Panel.Listen(rig.Pin);

        rig.Press("5", hold: 60_000);

        Assert.Equal([PanelKey.Digit], rig.Keys());
    }

    [Fact]
    public async Task Press_HeldFor20Seconds_IsToldAsStuckOnceAndAsFreeOnce()
    {
        await using var rig = new PanelRig();
        rig.Panel.Listen(rig.Pin);

        rig.Close('5');
        rig.Wait(19_900);
        Assert.Empty(rig.Troubles);
        rig.Wait(60_000);
        var stuck = Assert.Single(rig.Troubles)!;
        Assert.Equal(PanelFault.KeyStuck, stuck.Fault);
        Assert.Contains("key", stuck.Words, StringComparison.Ordinal);

        rig.Open('5');
        rig.Wait(300);
        Assert.Equal([stuck, null], rig.Troubles);
        rig.Press("6");
        Assert.Equal([PanelKey.Digit, PanelKey.Digit], rig.Keys());
    }

    [Fact]
    public async Task Start_KeyIsDownAlready_IsToldAsStuckAndCountsForNothing()
    {
        await using var rig = new PanelRig();
        rig.Close('1');
        rig.Close('2');
        rig.Wait(21_000);
        rig.Panel.Listen(rig.Pin);

        Assert.Single(rig.Troubles);
        Assert.Empty(rig.Keys());
    }

    [Fact]
    public async Task Stuck_ForAnHour_CostsLittle()
    {
        await using var rig = new PanelRig();
        rig.Close('5');
        rig.Wait(21_000);
        var before = rig.Driver.Uses;

        rig.Wait(10_000);

        Assert.InRange(rig.Driver.Uses - before, 1, 10_000 / 100 * 3);
    }

    [Fact]
    public async Task Press_TwoKeysOfAnyPlace_CountsNeither()
    {
        await using var rig = new PanelRig();
        rig.Panel.Listen(rig.Pin);
        foreach (var pair in new[] { "12", "14", "15", "1#", "*3", "70" })
        {
            rig.Close(pair[0]);
            rig.Wait(3);
            rig.Close(pair[1]);
            rig.Wait(80);
            rig.Open(pair[0]);
            rig.Wait(80);
            rig.Open(pair[1]);
            rig.Wait(80);

            Assert.Empty(rig.Keys());
        }

        Assert.Equal(0, rig.Driver.ShortCircuits);
        rig.Press("6");
        Assert.Equal('6', rig.TypedDigit());
    }

    [Fact]
    public async Task Press_ThreeCornersOfARectangle_InventsNoFourth()
    {
        await using var rig = new PanelRig();
        rig.Panel.Listen(rig.Pin);

        foreach (var key in "137")
        {
            rig.Close(key);
        }

        rig.Wait(100);
        rig.Open('1');
        rig.Wait(100);
        rig.Open('3');
        rig.Wait(100);
        rig.Open('7');
        rig.Wait(100);

        Assert.Empty(rig.Keys());
        Assert.Equal(0, rig.Driver.ShortCircuits);
    }

    [Fact]
    public async Task Press_SecondKeyWhileTheFirstIsHeld_IsRefusedUntilBothAreUp()
    {
        await using var rig = new PanelRig();
        rig.Panel.Listen(rig.Pin);

        rig.Close('1');
        rig.Wait(60);
        rig.Close('2');
        rig.Wait(60);
        rig.Open('1');
        rig.Wait(60);
        rig.Open('2');
        rig.Wait(60);

        Assert.Equal([PanelKey.Digit], rig.Keys());
        Assert.Equal('1', rig.TypedDigit());
    }

    [Theory]
    [InlineData('5', 0.3, 6.4)]
    [InlineData('2', 8, 40)]
    [InlineData('2', 4.9, 0.2)]
    public async Task Press_NeverSteadyFor10Milliseconds_IsNoise(char key, double closed, double open)
    {
        await using var rig = new PanelRig();
        rig.Panel.Listen(rig.Pin);
        for (var i = 0; i < 200; i++)
        {
            rig.Close(key);
            rig.Wait(TimeSpan.FromMilliseconds(closed));
            rig.Open(key);
            rig.Wait(TimeSpan.FromMilliseconds(open));
        }

        Assert.Empty(rig.Keys());
    }

    [Fact]
    public async Task Press_EdgesPromisedButNeverTold_AfterALongPressAllAreSeen()
    {
        await using var rig = new PanelRig(edges: EdgeSupport.Silent);
        rig.Panel.Listen(rig.Pin);

        rig.Press("*", hold: 1200);
        rig.Press("1234#");

        Assert.Equal("1234", rig.Typed());
    }

    [Fact]
    public async Task Press_EdgesTurnedOffByTheWiring_IsPolledFastEnough()
    {
        await using var rig = new PanelRig(new Wiring { KeyEdges = false }, EdgeSupport.Silent);
        rig.Panel.Listen(rig.Pin);

        rig.Press("1234#");

        Assert.Equal("1234", rig.Typed());
    }

    [Fact]
    public async Task Press_CleanContact_ClicksWithin30Milliseconds()
    {
        await using var rig = new PanelRig();
        rig.Panel.Listen(rig.Pin);
        foreach (var key in "1234567890*#")
        {
            var pressed = rig.Time.GetUtcNow();
            rig.Press($"{key}");

            Assert.InRange((rig.Record().Changes[^2].At - pressed).TotalMilliseconds, 1, 30);
        }
    }

    [Fact]
    public async Task Click_OfEveryKey_IsTheSame()
    {
        await using var rig = new PanelRig();
        rig.Panel.Listen(rig.Pin);

        rig.Press("1234567890*#");

        var clicks = SoundMeter.Measure(rig.Record());
        Assert.Equal(12, clicks.Count);
        Assert.All(clicks, click => Assert.Equal(("click", 6), (click.Sound, click.Pulses.Single()[0])));
    }

    [Fact]
    public async Task Press_DeskDoesNotRead_StopsClickingInsteadOfPilingUp()
    {
        await using var rig = new PanelRig();
        rig.Panel.Listen(rig.Pin);

        rig.Press(new string('#', 40));

        Assert.Equal(32, rig.Keys().Count);
        Assert.Equal(64, rig.BuzzerChanges);
    }

    [Fact]
    public async Task Idle_WithEdges_TouchesHardlyALine()
    {
        await using var rig = new PanelRig();
        var before = rig.Driver.Uses;

        rig.Wait(10_000);

        Assert.InRange(rig.Driver.Uses - before, 1, 10_000 / 250 * 3);
    }

    [Fact]
    public async Task ConstructorAndPresses_RowsAreNeverDrivenHigh()
    {
        await using var rig = new PanelRig(new Wiring { KeyEdges = false });
        rig.Panel.Listen(rig.Pin);
        foreach (var key in "147*")
        {
            rig.Close(key);
        }

        rig.Wait(1_000);

        Assert.Equal(0, rig.Driver.ShortCircuits);
        Assert.Empty(rig.Keys());
    }
}
