using Kiosk.Signals;

namespace Kiosk.Bench.Voice;

/// <summary>The sentences' texts, as the voice was rendered from them.</summary>
internal static class Sentences
{
    private static readonly Dictionary<Language, Dictionary<string, string>> Texts = Enum.GetValues<Language>().ToDictionary(language => language, Read);

    public static string Of(Sentence sentence, Language language) => Texts[language][sentence.ToString()];

    private static Dictionary<string, string> Read(Language language)
    {
        var name = language == Language.Japanese ? "Sentences.ja.txt" : "Sentences.en.txt";
        using var reader = new StreamReader(typeof(Sentences).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
    }
}
