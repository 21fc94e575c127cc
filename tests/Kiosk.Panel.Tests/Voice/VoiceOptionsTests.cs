using Kiosk.Signals;

namespace Kiosk.Panel.Tests;

public sealed class VoiceOptionsTests
{
    [Fact]
    public void Problems_Defaults_None() => Assert.Empty(new VoiceOptions().Problems());

    [Fact]
    public void Defaults_JapaneseBesideTheProgram()
    {
        Assert.Equal(Language.Japanese, new VoiceOptions().SpokenLanguage());
        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "voice"), new VoiceOptions().FolderPath());
    }

    [Fact]
    public void SpokenLanguage_En_IsEnglish() => Assert.Equal(Language.English, new VoiceOptions { Language = "en" }.SpokenLanguage());

    public static TheoryData<VoiceOptions, string, string> Bad => new()
    {
        { new VoiceOptions { Folder = "/there/is/none" }, "Panel:Voice:Folder is '/there/is/none'", "scripts/voice" },
        { new VoiceOptions { Device = "hw:1" }, "Panel:Voice:Device is 'hw:1'", "'plughw:1'" },
        { new VoiceOptions { Volume = -1 }, "Panel:Voice:Volume is -1", "0 (silence) to 100" },
        { new VoiceOptions { Volume = 101 }, "Panel:Voice:Volume is 101", "0 (silence) to 100" },
        { new VoiceOptions { Language = "fr" }, "Panel:Voice:Language is 'fr'", "ja or en" },
        { new VoiceOptions { Language = "" }, "Panel:Voice:Language is ''", "ja or en" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Problems_OneMistake_IsNamedWithTheCure(VoiceOptions options, string expected, string cure)
    {
        var problem = Assert.Single(options.Problems());
        Assert.StartsWith(expected, problem, StringComparison.Ordinal);
        Assert.Contains(cure, problem, StringComparison.Ordinal);
    }
}
