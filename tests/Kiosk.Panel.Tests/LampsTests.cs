using Kiosk.Bench.Panel;
using Kiosk.Signals;

namespace Kiosk.Panel.Tests;

public sealed class LampsTests
{
    private static readonly Signal Dark = Signal.Dark;

    [Theory]
    [InlineData(Rhythm.Steady, new[] { 0 })]
    [InlineData(Rhythm.Slow, new[] { 0, 500, 1000, 1500, 2000, 2500, 3000 })]
    [InlineData(Rhythm.Fast, new[] { 0, 125, 250, 375, 500, 625, 750, 875, 1000 })]
    [InlineData(Rhythm.Double, new[] { 0, 125, 250, 375, 1000, 1125, 1250, 1375, 2000 })]
    public async Task Show_Rhythm_SwitchesAtItsTimes(Rhythm rhythm, int[] milliseconds)
    {
        await using var rig = new PanelRig();
        var begun = rig.Time.GetUtcNow();

        rig.Panel.Show(Dark with { Wait = rhythm });
        rig.Wait(milliseconds[^1] + 1);

        Assert.Equal(milliseconds, rig.Record(Lamp.Wait).Changes.Select(change => (int)(change.At - begun).TotalMilliseconds));
        Assert.True(rig.Record(Lamp.Wait).Changes[0].On);
        Assert.Equal(0, rig.Record(Lamp.Card).ChangeCount + rig.Record(Lamp.Go).ChangeCount + rig.Record(Lamp.Stop).ChangeCount);
    }

    [Fact]
    public async Task Show_EveryLampAnotherRhythm_IsMeasuredSo()
    {
        await using var rig = new PanelRig();

        rig.Panel.Show(new Signal(Rhythm.Slow, Rhythm.Fast, Rhythm.Double, Rhythm.Steady, Sound.None));
        rig.Wait(3_000);

        Assert.Equal("slow fast double steady", string.Join(' ', Enum.GetValues<Lamp>().Select(lamp => LampMeter.Measure(rig.Record(lamp), rig.Time.GetUtcNow()))));
    }

    [Fact]
    public async Task Show_NewSignal_LightsItsLampsAtOnce()
    {
        await using var rig = new PanelRig();
        rig.Panel.Show(Dark with { Card = Rhythm.Slow });
        rig.Wait(700);
        Assert.False(rig.Record(Lamp.Card).IsOn);

        rig.Panel.Show(Dark with { Card = Rhythm.Slow, Go = Rhythm.Slow });

        Assert.True(rig.Record(Lamp.Card).IsOn);
        Assert.True(rig.Record(Lamp.Go).IsOn);
    }

    [Fact]
    public async Task Show_SameSignalAgain_ChangesNothing()
    {
        await using var rig = new PanelRig();
        rig.Panel.Show(Dark with { Card = Rhythm.Slow });
        rig.Wait(700);

        rig.Panel.Show(Dark with { Card = Rhythm.Slow });
        rig.Wait(299);
        Assert.False(rig.Record(Lamp.Card).IsOn);
        rig.Wait(2);

        Assert.True(rig.Record(Lamp.Card).IsOn);
    }

    [Fact]
    public async Task Show_SteadyLamps_AreWrittenOnlyOnce()
    {
        await using var rig = new PanelRig(new Wiring { KeyEdges = true });
        rig.Panel.Show(Dark with { Go = Rhythm.Steady });
        rig.Panel.Show(Dark with { Go = Rhythm.Steady, Sound = Sound.Done });
        rig.Wait(5_000);

        Assert.Equal(1, rig.Record(Lamp.Go).ChangeCount);
    }

    [Fact]
    public async Task Show_SteadyAfterBlinking_StopsBlinking()
    {
        await using var rig = new PanelRig();
        rig.Panel.Show(Dark with { Stop = Rhythm.Fast });
        rig.Wait(1_125);
        rig.Panel.Show(Dark with { Stop = Rhythm.Steady });
        var changes = rig.Record(Lamp.Stop).ChangeCount;
        rig.Wait(3_000);

        Assert.True(rig.Record(Lamp.Stop).IsOn);
        Assert.Equal(changes, rig.Record(Lamp.Stop).ChangeCount);
    }

    [Fact]
    public async Task Show_ActiveLowLamp_IsDarkFromTheBeginningAndLights()
    {
        await using var rig = new PanelRig(new Wiring { Lamps = new LampsWiring { Go = new LampWiring { Line = 27, Colour = "green", ActiveLow = true } } });
        Assert.Equal(0, rig.Record(Lamp.Go).ChangeCount);

        rig.Panel.Show(Dark with { Go = Rhythm.Steady });
        Assert.True(rig.Record(Lamp.Go).IsOn);
        rig.Panel.Show(Dark);

        Assert.False(rig.Record(Lamp.Go).IsOn);
    }

    [Fact]
    public async Task Show_BlinkingForAnHour_DoesNotDrift()
    {
        await using var rig = new PanelRig();
        var begun = rig.Time.GetUtcNow();
        rig.Panel.Show(Dark with { Card = Rhythm.Slow });

        for (var i = 0; i < 3600 * 8; i++)
        {
            rig.Time.Advance(TimeSpan.FromMilliseconds(i % 2 == 0 ? 130 : 120));
        }

        Assert.Equal(7200, rig.Record(Lamp.Card).ChangeCount - 1, tolerance: 1);
        Assert.InRange((rig.Record(Lamp.Card).Changes[^1].At - begun).TotalSeconds % 0.5, 0, 0.01);
    }

    [Theory]
    [InlineData(Moment.LayCard, true)]
    [InlineData(Moment.CardGone, true)]
    [InlineData(Moment.Done, false)]
    public async Task Test_NoCardThere_LightsEveryLampEvenWhenTheLastOneLeftTooEarly(Moment moment, bool lights)
    {
        await using var rig = new PanelRig();
        rig.Panel.Show(SignalTable.For(moment));

        rig.Panel.TestLamps();
        rig.Wait(2_000);

        Assert.Equal(lights, rig.Record(Lamp.Stop).ChangeCount > 0);
    }
}
