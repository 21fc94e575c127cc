using Kiosk.Signals;

namespace Kiosk.Panel.Tests;

/// <summary>The voice by what is heard of it: real aplay, into the bench's ear.</summary>
public sealed class VoiceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.Japanese)]
    public async Task Say_Sentence_IsHeardToItsEnd(Language language)
    {
        Assert.SkipUnless(File.Exists(VoiceRules.FileOf(new VoiceOptions().FolderPath(), Sentence.VoiceTest, language)), "Not rendered.");
        await using var rig = new VoiceRig();
        var before = TimeProvider.System.GetUtcNow();

        rig.Voice.Say(Sentence.VoiceTest, language);
        var heard = Assert.Single(await rig.Ear.UntilHeardAsync(1, Cancellation));

        Assert.Equal((Sentence.VoiceTest, language, true), (heard.Sentence, heard.Language, heard.ToTheEnd));
        Assert.InRange(heard.At, before, TimeProvider.System.GetUtcNow());
        Assert.Empty(rig.Troubles);
    }

    [Fact]
    public async Task Say_WhileAnotherIsSaid_BreaksItOff()
    {
        await using var rig = new VoiceRig();
        rig.Voice.Say(Sentence.EnterPinTwoLeft, Language.English);
        await rig.Ear.UntilWordsAsync(Cancellation);
        var said = TimeProvider.System.GetUtcNow();

        rig.Voice.Say(Sentence.VoiceTest, Language.English);
        var heard = await rig.Ear.UntilHeardAsync(2, Cancellation);

        Assert.Equal([(Sentence.EnterPinTwoLeft, false), (Sentence.VoiceTest, true)], heard.Select(one => (one.Sentence!.Value, one.ToTheEnd)));
        Assert.InRange(heard[1].At - said, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Empty(rig.Troubles);
    }

    [Fact]
    public async Task Say_ManyAtOnce_OnlyTheLastIsHeardToItsEnd()
    {
        await using var rig = new VoiceRig();

        foreach (var sentence in Enum.GetValues<Sentence>())
        {
            rig.Voice.Say(sentence, Language.English);
        }

        var heard = await rig.Ear.UntilHeardAsync(1, Cancellation);
        Assert.Equal((Sentence.VoiceTest, true), (heard[^1].Sentence!.Value, heard[^1].ToTheEnd));
        Assert.InRange(rig.Started.Count, 1, Enum.GetValues<Sentence>().Length);
        Assert.Empty(rig.Troubles);
    }

    [Fact]
    public async Task BeQuiet_WhileSaying_BreaksItOff()
    {
        await using var rig = new VoiceRig();
        rig.Voice.Say(Sentence.EnterPinTwoLeft, Language.English);
        await rig.Ear.UntilWordsAsync(Cancellation);

        rig.Voice.BeQuiet();

        var heard = Assert.Single(await rig.Ear.UntilHeardAsync(1, Cancellation));
        Assert.Equal((Sentence.EnterPinTwoLeft, false), (heard.Sentence!.Value, heard.ToTheEnd));
        Assert.Empty(rig.Troubles);
    }

    [Fact]
    public async Task Volume_WhileRunning_ChangesHowLoudTheNextSentenceIs()
    {
        await using var rig = new VoiceRig(VoiceRig.Keep);

        rig.Voice.Volume = 10;
        var quiet = await rig.UntilPlayedAsync(Sentence.Done);
        rig.Voice.Volume = 100;
        var loud = await rig.UntilPlayedAsync(Sentence.Done);

        Assert.InRange((double)loud / quiet, 9.9, 10.1);
        Assert.Empty(rig.Troubles);
    }

    [Fact]
    public async Task Dispose_WhileSaying_LeavesNoProcess()
    {
        var rig = new VoiceRig();
        rig.Voice.Say(Sentence.EnterPinTwoLeft, Language.English);
        await rig.Ear.UntilWordsAsync(Cancellation);
        var aplay = Assert.Single(rig.Started);
        Assert.True(VoiceRig.IsThere(aplay));

        await rig.Voice.DisposeAsync();

        Assert.False(VoiceRig.IsThere(aplay));
        Assert.Empty(rig.Troubles);
        await rig.DisposeAsync();
    }

    [Fact]
    public async Task Say_AfterDispose_StartsNothing()
    {
        await using var rig = new VoiceRig();

        await rig.Voice.DisposeAsync();
        rig.Voice.Say(Sentence.Done, Language.English);
        rig.Voice.BeQuiet();

        Assert.Empty(rig.Started);
    }
}
