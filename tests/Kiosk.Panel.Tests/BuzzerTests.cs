using Kiosk.Bench.Panel;
using Kiosk.Signals;

namespace Kiosk.Panel.Tests;

public sealed class BuzzerTests
{
    private static readonly Signal Silent = Signal.Dark;

    [Theory]
    [InlineData(Sound.CardSeen, "cardSeen", new[] { 100 })]
    [InlineData(Sound.EnterPin, "enterPin", new[] { 100, 100, 100 })]
    [InlineData(Sound.EnterPinFewTries, "enterPinFewTries", new[] { 100, 100, 100, 100, 500 })]
    [InlineData(Sound.TryAgain, "tryAgain", new[] { 500, 100, 100, 100, 100 })]
    [InlineData(Sound.CallStaff, "callStaff", new[] { 100, 100, 100, 100, 100 })]
    [InlineData(Sound.Done, "done", new[] { 100, 100, 500 })]
    [InlineData(Sound.SeeStaff, "seeStaff", new[] { 500, 100, 500 })]
    [InlineData(Sound.TakeCard, "takeCard", new[] { 80, 80, 80, 80, 80, 80, 80 })]
    public async Task Show_Sound_PlaysItsPulses(Sound sound, string name, int[] milliseconds)
    {
        await using var rig = new PanelRig();
        var begun = rig.Time.GetUtcNow();

        rig.Panel.Show(Silent with { Sound = sound });
        rig.Wait(3_000);

        var played = Assert.Single(SoundMeter.Measure(rig.Record()));
        Assert.Equal(name, played.Sound);
        Assert.InRange((played.At - begun).TotalMilliseconds, 0, 2);
        Assert.Equal(milliseconds, played.Pulses.SelectMany(pulse => pulse).SkipLast(1));
    }

    [Fact]
    public void Table_EverySoundIsThere_AndSoundsUnlikeTheOthers()
    {
        var rhythms = Enum.GetValues<Sound>().Where(sound => sound != Sound.None)
            .Select(sound => string.Concat(Melodies.Of(sound)!.Milliseconds.Where((_, at) => int.IsEvenInteger(at)).Select(beep => beep < 300 ? '.' : '-'))).ToArray();

        Assert.Equal(rhythms.Length, rhythms.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(Sound.CallStaff, 10)]
    [InlineData(Sound.TakeCard, 5)]
    public async Task Show_CallingSound_ComesAgain(Sound sound, int seconds)
    {
        await using var rig = new PanelRig();

        rig.Panel.Show(Silent with { Sound = sound });
        rig.Wait((seconds * 2000) + 1000);

        var played = SoundMeter.Measure(rig.Record());
        Assert.Equal([0, seconds, seconds * 2], played.Select(again => (int)Math.Round((again.At - played[0].At).TotalSeconds)));
        Assert.Single(played.Select(again => again.Sound).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Show_SoundlessSignal_LetsTheSoundEndAndNotComeAgain()
    {
        await using var rig = new PanelRig();
        rig.Panel.Show(Silent with { Sound = Sound.CallStaff });
        rig.Wait(150);

        rig.Panel.Show(Silent with { Card = Rhythm.Slow });
        rig.Wait(30_000);

        Assert.Equal("callStaff", rig.Heard());
    }

    [Fact]
    public async Task Show_SoundlessSignalBetweenTwoCalls_EndsTheCalling()
    {
        await using var rig = new PanelRig();
        rig.Panel.Show(Silent with { Sound = Sound.TakeCard });
        rig.Wait(2_000);

        rig.Panel.Show(Silent);
        rig.Wait(30_000);
        Assert.Single(SoundMeter.Measure(rig.Record()));

        rig.Panel.Show(Silent with { Sound = Sound.Done });
        rig.Wait(2_000);
        Assert.Equal("done", SoundMeter.Measure(rig.Record())[^1].Sound);
    }

    [Fact]
    public async Task Show_AnotherSound_BreaksOffTheOldOneAudibly()
    {
        await using var rig = new PanelRig();
        rig.Panel.Show(Silent with { Sound = Sound.TryAgain });
        rig.Wait(400);

        rig.Panel.Show(Silent with { Sound = Sound.EnterPin });
        Assert.False(rig.Record().IsOn);
        rig.Wait(20_000);

        var played = SoundMeter.Measure(rig.Record());
        Assert.Equal(2, played.Count);
        Assert.Equal([400, 0], played[0].Pulses.Single());
        Assert.Equal("enterPin", played[1].Sound);
    }

    [Fact]
    public async Task Show_AnotherSoundRightAfterTheOldOneEnded_IsHeardApart()
    {
        await using var rig = new PanelRig();
        rig.Panel.Show(Silent with { Sound = Sound.CardSeen });
        rig.Wait(110);

        rig.Panel.Show(Silent with { Sound = Sound.EnterPin });
        rig.Wait(2_000);

        Assert.Equal("cardSeen enterPin", rig.Heard());
    }

    [Fact]
    public async Task Show_AnotherSoundBetweenTwoCalls_BeginsAtOnce()
    {
        await using var rig = new PanelRig();
        rig.Panel.Show(Silent with { Sound = Sound.CallStaff });
        rig.Wait(3_000);
        var shown = rig.Time.GetUtcNow();

        rig.Panel.Show(Silent with { Sound = Sound.EnterPin });
        rig.Wait(20_000);

        var played = SoundMeter.Measure(rig.Record());
        Assert.Equal("callStaff enterPin", rig.Heard());
        Assert.InRange((played[1].At - shown).TotalMilliseconds, 0, 2);
    }

    [Fact]
    public async Task Click_WhileASoundPlays_LeavesItsRhythmAlone()
    {
        await using var rig = new PanelRig();
        rig.Panel.Listen(rig.Pin);
        foreach (var sound in new[] { Sound.TryAgain, Sound.TakeCard, Sound.EnterPin, Sound.Done })
        {
            rig.Panel.Show(Silent with { Sound = sound });
            rig.Press("12*3", hold: 41, gap: 47);
            rig.Panel.Show(Silent);
            rig.Wait(2_000);
        }

        Assert.Equal("tryAgain takeCard enterPin done", rig.Heard());
    }

    [Fact]
    public async Task Show_ActiveLowBuzzer_IsSilentFromTheBeginning()
    {
        await using var rig = new PanelRig(new Wiring { Buzzer = new BuzzerWiring { ActiveLow = true } });
        Assert.Equal(0, rig.BuzzerChanges);

        rig.Panel.Show(Silent with { Sound = Sound.CardSeen });
        rig.Wait(1_000);

        Assert.Equal("cardSeen", Assert.Single(SoundMeter.Measure(rig.Record())).Sound);
    }
}
