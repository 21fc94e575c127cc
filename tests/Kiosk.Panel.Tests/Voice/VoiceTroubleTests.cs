using Kiosk.Signals;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Panel.Tests;

/// <summary>A voice on computers that cannot play, or whose player misbehaves.</summary>
public sealed class VoiceTroubleTests : IDisposable
{
    private readonly DirectoryInfo files = Directory.CreateTempSubdirectory("voice");

    public void Dispose() => files.Delete(recursive: true);

    [Fact]
    public async Task Say_WithoutSoundCard_StaysSilentAndStartsNothing()
    {
        await using var rig = new VoiceRig(cards: "--- no soundcards ---");

        await rig.SayInVainAsync(Sentence.Done);

        Assert.Empty(rig.Started);
        Assert.Empty(rig.Troubles);
    }

    [Fact]
    public async Task Say_NotRendered_StaysSilentAndStartsNothing()
    {
        await using var rig = new VoiceRig(cards: VoiceRig.OneCard, options: new VoiceOptions { Folder = files.FullName });

        await rig.SayInVainAsync(Sentence.Done);

        Assert.Empty(rig.Started);
        Assert.Empty(rig.Troubles);
    }

    [Fact]
    public async Task Say_VolumeZero_StartsNothing()
    {
        await using var rig = new VoiceRig(cards: VoiceRig.OneCard, options: new VoiceOptions { Volume = 0 });

        await rig.SayInVainAsync(Sentence.Done);

        Assert.Empty(rig.Started);
    }

    [Fact]
    public void CanPlay_WithoutAplay_NoDeviceCan() =>
        Assert.False(new SoundSystem { Player = null, Configuration = "/some/asound.conf", Cards = () => [VoiceRig.OneCard] }.CanPlay("plughw:0"));

    [Theory]
    [InlineData(VoiceRig.OneCard, true)]
    [InlineData("--- no soundcards ---", false)]
    [InlineData("", false)]
    public void CanPlay_DefaultDevice_WhereTheKernelHasACard(string cards, bool expected) =>
        Assert.Equal(expected, new SoundSystem { Player = "/usr/bin/aplay", Configuration = null, Cards = () => [cards] }.CanPlay(""));

    [Fact]
    public void CanPlay_NamedDevice_IsLeftToAlsa() => Assert.True(new SoundSystem { Player = "/usr/bin/aplay", Configuration = null, Cards = () => [] }.CanPlay("bluealsa"));

    [Fact]
    public async Task Say_PlayerRefusesTheDevice_IsToldOnceInItsWords()
    {
        await using var rig = new VoiceRig("echo 'audio open error: No such device' >&2; exit 1");

        rig.Voice.Say(Sentence.Done, Language.English);
        await rig.UntilTroubleAsync();
        for (var times = 2; times <= 3; times++)
        {
            rig.Voice.Say(Sentence.SeeStaff, Language.English);
            await VoiceRig.UntilAsync(() => rig.Started.Count == times && !VoiceRig.IsThere(rig.Started[^1]));
        }

        Assert.Equal("audio open error: No such device", Assert.Single(rig.Troubles));
    }

    [Fact]
    public async Task Say_PlayerHangs_IsKilledAndTold()
    {
        var time = new FakeTimeProvider();
        await using var rig = new VoiceRig("exec sleep 1000", time: time);

        rig.Voice.Say(Sentence.Done, Language.English);
        await VoiceRig.UntilAsync(() => rig.Started.Count == 1);
        await VoiceRig.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return !VoiceRig.IsThere(rig.Started[0]);
        });

        await rig.UntilTroubleAsync();
        Assert.Contains("aplay hangs", Assert.Single(rig.Troubles), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Say_PlayerHangs_TheNextSentenceIsSaidAllTheSame()
    {
        await using var rig = new VoiceRig($"[ -e \"$0.hung\" ] && {VoiceRig.Aplay}; touch \"$0.hung\"; exec sleep 1000");
        rig.Voice.Say(Sentence.Done, Language.English);
        await VoiceRig.UntilAsync(() => rig.Started.Count == 1);

        rig.Voice.Say(Sentence.VoiceTest, Language.English);

        var heard = Assert.Single(await rig.Ear.UntilHeardAsync(1, VoiceRig.Cancellation));
        Assert.Equal((Sentence.VoiceTest, true), (heard.Sentence!.Value, heard.ToTheEnd));
        Assert.False(VoiceRig.IsThere(rig.Started[0]));
        Assert.Empty(rig.Troubles);
    }

    [Fact]
    public async Task Say_BrokenFile_IsToldWithTheCure()
    {
        var wav = Path.Combine(files.CreateSubdirectory("en").FullName, "Done.wav");
        await File.WriteAllTextAsync(wav, "RIFF, but no more", VoiceRig.Cancellation);
        await using var rig = new VoiceRig(options: new VoiceOptions { Folder = files.FullName });

        rig.Voice.Say(Sentence.Done, Language.English);
        await rig.UntilTroubleAsync();

        var trouble = Assert.Single(rig.Troubles);
        Assert.Contains(wav, trouble, StringComparison.Ordinal);
        Assert.Contains("scripts/voice", trouble, StringComparison.Ordinal);
        Assert.Empty(rig.Started);
    }
}
