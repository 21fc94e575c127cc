using System.Text.Json;
using Kiosk.Bench.Panel;
using Kiosk.Bench.Voice;
using Kiosk.Signals;

namespace Kiosk.Panel.Tests;

/// <summary>The bench's ear: what it would not tell apart, no test could.</summary>
public sealed class EarTests
{
    private readonly RenderedVoice voice = new(new VoiceOptions().FolderPath());

    public static TheoryData<Language> Languages => [.. Enum.GetValues<Language>()];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Recognise_EverySentenceAtAnyVolume_IsThatSentence(Language language)
    {
        foreach (var sentence in Enum.GetValues<Sentence>())
        {
            var rendered = voice.Read(sentence, language).ToArray();
            Assert.SkipUnless(rendered.Length > 0, "Not rendered.");

            Assert.Equal((sentence, language, true), voice.Recognise(At(100, rendered)));
            Assert.Equal((sentence, language, true), voice.Recognise(At(2, rendered)));
            Assert.Equal((sentence, language, false), voice.Recognise(At(50, rendered[..(rendered.Length * 2 / 3)])));
        }
    }

    [Fact]
    public void Recognise_SomethingElse_IsNone()
    {
        var rendered = voice.Read(Sentence.Done, Language.English).ToArray();

        Assert.Null(voice.Recognise([]));
        Assert.Null(voice.Recognise(new short[rendered.Length]));
        Assert.Null(voice.Recognise([.. rendered.Reverse()]));
        Assert.Null(voice.Recognise([.. rendered, .. rendered]));
    }

    [Fact]
    public void Take_NextPlayerBeginsBehindAKilledOne_TellsThemApart()
    {
        byte[] header = [.. "RIFF"u8, 0, 0, 0, 0, .. "WAVEfmt "u8, .. new byte[12], 0, 0x7D, 0, 0, .. new byte[12]];
        byte[] all = [.. header, 1, 1, 1, 1, .. header, 2, 2, .. header, 3, 3];
        foreach (var piece in Enumerable.Range(1, all.Length))
        {
            var stream = new WavStream();
            List<string> ended = [];
            foreach (var part in all.Chunk(piece))
            {
                stream.Take(part, () => ended.Add(Convert.ToHexString(stream.Content)));
            }

            Assert.Equal(["01010101", "0202"], ended);
            Assert.Equal("0303", Convert.ToHexString(stream.Content));
        }
    }

    [Fact]
    public async Task Heard_OverThePanelsSocket_IsWhatTheEarHeard()
    {
        await using var rig = new VoiceRig();
        var folder = Directory.CreateTempSubdirectory("panel");
        await using var server = new PanelServer(folder.FullName, new SimulatedGpioDriver(new Wiring(), TimeProvider.System), new Wiring(), TimeProvider.System, rig.Ear);
        rig.Voice.Say(Sentence.VoiceTest, Language.English);
        await rig.Ear.UntilWordsAsync(VoiceRig.Cancellation);

        // It is still being said: whoever asks waits.
        var heard = await new PanelClient(folder.FullName).HeardAsync(VoiceRig.Cancellation);

        Assert.Equal(rig.Ear.Heard, heard);
        Assert.Matches(
            """^\[{"at":"20[^"]+","sentence":"voiceTest","language":"english","toTheEnd":true}\]$""",
            JsonSerializer.Serialize(heard, PanelJson.Default.IReadOnlyListHeardSentence));
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static short[] At(int volume, short[] samples) => [.. samples.Select(sample => (short)(sample * volume / 100))];
}
