using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Kiosk.Signals;

namespace Kiosk.Panel.Tests;

/// <summary>What the stand says, as text and as scripts/voice rendered it.</summary>
public sealed partial class SentencesTests
{
    private const int HeaderBytes = 44;
    private const int SamplesPerSecond = 16_000;

    // Where Debian's package puts it: without it there is no Japanese to be tested, and scripts/install-missing has said so.
    private const string JapaneseVoice = "/usr/share/hts-voice/nitech-jp-atr503-m001";

    private const string OfEnter = ".enter";

    public static TheoryData<Language, Sentence> All => new(from language in Enum.GetValues<Language>() from sentence in Enum.GetValues<Sentence>() select (language, sentence));

    public static TheoryData<Language> Languages => [.. Enum.GetValues<Language>()];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Texts_EverySentence_OnceAndNoOther(Language language) =>
        Assert.Equal(Enum.GetNames<Sentence>().Order(StringComparer.Ordinal), Texts(language).Select(text => text.Name).Where(name => !name.EndsWith(OfEnter, StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    // A USB keypad has no #.
    [Theory]
    [InlineData(Language.Japanese, "シャープ", "エンター")]
    [InlineData(Language.English, "hash", "enter")]
    public void Texts_SentenceThatNamesTheHash_HasOneThatNamesEnterInstead(Language language, string hash, string enter)
    {
        var named = Texts(language).Where(text => text.Words.Contains(hash, StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(named);
        Assert.Equal(
            named.Select(text => (text.Name + OfEnter, text.Words.Replace(hash, enter, StringComparison.Ordinal))),
            Texts(language).Where(text => text.Name.EndsWith(OfEnter, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void FileOf_KeypadWithEnter_IsItsOwnWhereTheKeyIsNamed(Language language)
    {
        Assert.SkipUnless(language != Language.Japanese || Directory.Exists(JapaneseVoice), "The Japanese voice is not installed.");
        var folder = new VoiceOptions().FolderPath();

        Assert.EndsWith("EnterPin.enter.wav", VoiceRules.FileOf(folder, Sentence.EnterPin, language, hasEnter: true), StringComparison.Ordinal);
        Assert.EndsWith("EnterPin.wav", VoiceRules.FileOf(folder, Sentence.EnterPin, language), StringComparison.Ordinal);
        Assert.EndsWith("Done.wav", VoiceRules.FileOf(folder, Sentence.Done, language, hasEnter: true), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Texts_AreWholeSentences(Language language) =>
        Assert.All(Texts(language), text => Assert.Matches(language == Language.Japanese ? "^[^。 ]+。" : "^[A-Z].*[.]$", text.Words));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Texts_Digits_OnlyHowManyThePinHasAndHowManyTriesAreLeft(Language language) =>
        Assert.All(Texts(language), text => Assert.DoesNotMatch(@"\p{N}", AllowedDigits().Replace(text.Words, "")));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Texts_NothingOfTheVerdict(Language language) =>
        Assert.All(Texts(language), text => Assert.DoesNotMatch("資格|保険|有効|無効|insur|valid|eligib|covered", text.Words));

    [Theory]
    [MemberData(nameof(All))]
    public void Rendered_EverySentence_IsAudibleAndShortAndNotCut(Language language, Sentence sentence)
    {
        Assert.SkipUnless(language != Language.Japanese || Directory.Exists(JapaneseVoice), "The Japanese voice is not installed.");
        var bytes = File.ReadAllBytes(VoiceRules.FileOf(new VoiceOptions().FolderPath(), sentence, language));
        var header = WavHeader.Read(new MemoryStream(bytes));
        Assert.Equal((HeaderBytes, SamplesPerSecond * sizeof(short)), (header.Bytes.Length, header.BytesPerSecond));
        var samples = MemoryMarshal.Cast<byte, short>(bytes.AsSpan(HeaderBytes)).ToArray();

        Assert.InRange((double)samples.Length / SamplesPerSecond, 1, 12);
        Assert.InRange(samples.Max(sample => Math.Abs((int)sample)), 8_000, short.MaxValue - 200);
        // All of them are as loud as one another, so that one volume suits them.
        Assert.InRange(20 * Math.Log10(Math.Sqrt(samples.Average(sample => (double)sample * sample)) / short.MaxValue), -22.5, -20);
    }

    private static IEnumerable<(string Name, string Words)> Texts(Language language) =>
        from line in File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, $"Sentences.{(language == Language.Japanese ? "ja" : "en")}.txt"))
        let parts = line.Split('\t')
        select (parts[0], parts[1]);

    [GeneratedRegex("4桁|あと[12]回", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AllowedDigits();
}
