using Kiosk.Bench.Panel;
using Kiosk.Signals;

namespace Kiosk.Panel.Tests;

public sealed class OutputsTests
{
    private static readonly Wiring Rgb = new() { Lamps = new LampsWiring { Rgb = new RgbWiring { Red = 17, Green = 27, Blue = 22 } } };

    [Theory]
    [InlineData(Moment.LayCard, "blue")]
    [InlineData(Moment.OutOfOrder, "red")]
    public async Task Rgb_OneLampLit_HasItsColour(Moment moment, string colour)
    {
        await using var rig = new PanelRig(Rgb);

        rig.Panel.Show(SignalTable.For(moment));

        Assert.Equal(colour, Colour(rig));
        rig.Wait(600);
        Assert.Equal("dark", Colour(rig));
    }

    // Without the lamps' places, colour and rhythm must do, and the rhythm alone for whoever sees no colours; what rhythm leaves open, sound and voice tell.
    [Fact]
    public async Task Rgb_AnyTwoMoments_DifferInTheLampOrInSoundAndSentence()
    {
        Dictionary<string, Moment> seen = new(StringComparer.Ordinal);
        foreach (var moment in Enum.GetValues<Moment>().Except([Moment.PinWrong]))
        {
            await using var rig = new PanelRig(Rgb);
            rig.Panel.Show(SignalTable.For(moment));
            var pattern = "";
            for (var eighth = 0; eighth < 8; eighth++)
            {
                rig.Wait(eighth == 0 ? 60 : 125);
                pattern += Colour(rig)[0];
            }

            if (seen.TryGetValue(pattern, out var same))
            {
                Assert.NotEqual(SignalTable.For(same).Sound, SignalTable.For(moment).Sound);
                Assert.NotEqual(SignalTable.For(same).Sentence, SignalTable.For(moment).Sentence);
            }

            seen[pattern] = moment;
        }

        Assert.True(seen.Count >= 13);
    }

    [Fact]
    public async Task Rgb_WaitingLamp_IsYellow()
    {
        await using var rig = new PanelRig(Rgb);

        rig.Panel.Show(SignalTable.For(Moment.Processing));

        Assert.Equal("yellow", Colour(rig));
    }

    [Theory]
    [InlineData("2026-11-24T09:00", true)]
    [InlineData("2026-11-24T19:59", true)]
    [InlineData("2026-11-24T20:00", false)]
    [InlineData("2026-11-25T03:00", false)]
    [InlineData("2026-11-25T06:59", false)]
    [InlineData("2026-11-25T07:00", true)]
    public async Task Buzzer_QuietHoursAcrossMidnight_IsSilentInThem(string japanTime, bool heard)
    {
        await using var rig = new PanelRig(new Wiring { Quiet = new QuietHours { From = new TimeOnly(20, 0), To = new TimeOnly(7, 0) } });
        rig.Time.AdjustTime(DateTimeOffset.Parse(japanTime + "+09:00", System.Globalization.CultureInfo.InvariantCulture));

        rig.Panel.Show(SignalTable.For(Moment.Done));
        rig.Wait(1_500);

        Assert.Equal(heard ? "done" : "", rig.Heard());
    }

    [Fact]
    public async Task Set_QuietHoursWhileItRuns_AreObeyedFromTheNextSoundOn()
    {
        await using var rig = new PanelRig();
        rig.Panel.Set(rig.Wiring.Sound() with { QuietFrom = new TimeOnly(8, 0), QuietTo = new TimeOnly(10, 0) });
        rig.Panel.Show(SignalTable.For(Moment.Done));
        rig.Wait(1_500);
        Assert.Equal("", rig.Heard());

        rig.Panel.Set(rig.Wiring.Sound());
        rig.Panel.Show(SignalTable.For(Moment.LayCard));
        rig.Panel.Show(SignalTable.For(Moment.Done));
        rig.Wait(1_500);
        Assert.Equal("done", rig.Heard());
    }

    [Fact]
    public async Task TestLamps_NobodyThere_LightsOneAfterTheOtherAndThenAll()
    {
        await using var rig = new PanelRig();
        rig.Panel.Show(SignalTable.For(Moment.OutOfOrder));

        rig.Panel.TestLamps();

        List<string> lit = [];
        for (var i = 0; i < 5; i++)
        {
            rig.Wait(150);
            lit.Add(string.Join(' ', Enum.GetValues<Lamp>().Where(lamp => rig.Record(lamp).IsOn)));
            rig.Wait(150);
        }

        Assert.Equal(["Card", "Go", "Wait", "Stop", "Card Go Wait Stop"], lit);
        rig.Wait(3_000);
        Assert.Equal("off", LampMeter.Measure(rig.Record(Lamp.Card), rig.Time.GetUtcNow()));
        Assert.Equal("slow", LampMeter.Measure(rig.Record(Lamp.Stop), rig.Time.GetUtcNow()));
    }

    [Fact]
    public async Task TestLamps_ACardComes_EndsAtOnce()
    {
        await using var rig = new PanelRig();
        rig.Panel.Show(SignalTable.For(Moment.LayCard));
        rig.Panel.TestLamps();
        rig.Wait(1_000);

        rig.Panel.Show(SignalTable.For(Moment.Reading));
        rig.Panel.TestLamps();
        rig.Wait(10);

        Assert.Equal([Lamp.Card, Lamp.Wait], Enum.GetValues<Lamp>().Where(lamp => rig.Record(lamp).IsOn));
    }

    [Fact]
    public async Task Buzzer_PassiveOnAPlainLine_IsSwitchedFastWhileItSounds()
    {
        await using var rig = new PanelRig(new Wiring { Buzzer = new BuzzerWiring { Kind = BuzzerKind.Passive, Frequency = 1_000 } });
        Assert.Equal(0, rig.BuzzerChanges);

        rig.Panel.Show(SignalTable.For(Moment.SeeStaff));

        // Made by a thread in real time, whatever the test's clock says.
        await Task.Run(() => SpinWait.SpinUntil(() => rig.BuzzerChanges > 50, TimeSpan.FromSeconds(20)), TestContext.Current.CancellationToken);
        Assert.True(rig.BuzzerChanges > 50);
        await rig.Panel.DisposeAsync();
        Assert.False(rig.Record().IsOn);
    }

    private static string Colour(PanelRig rig) => (Level(rig, 17), Level(rig, 27), Level(rig, 22)) switch
    {
        (false, false, false) => "dark",
        (true, false, false) => "red",
        (true, true, false) => "yellow",
        (false, true, false) => "green",
        (false, false, true) => "blue",
        var other => $"?{other}",
    };

    private static bool Level(PanelRig rig, int line) => rig.Driver.RecordOf(line).IsOn;
}
