using Kiosk.Signals;

namespace Kiosk.Panel;

/// <summary>What the voice's options must obey, and how its files are named.</summary>
internal static class VoiceRules
{
    public const string Japanese = "ja";
    public const string English = "en";
    public const int Loudest = 100;

    // A card's own device plays nothing but the card's own formats, which one voice's hardly ever is.
    private const string Bare = "hw:";

    public static IEnumerable<string> Problems(VoiceOptions options)
    {
        if (options.Folder.Length > 0 && !Directory.Exists(options.Folder))
        {
            yield return $"Panel:Voice:Folder is '{options.Folder}': there is no such folder. Render the voice with scripts/voice, or leave the key out for the folder voice beside the program.";
        }

        if (options.Device.StartsWith(Bare, StringComparison.Ordinal))
        {
            yield return $"Panel:Voice:Device is '{options.Device}', which plays only the card's own formats: give 'plug{options.Device}'.";
        }

        if (options.Volume is < 0 or > Loudest)
        {
            yield return $"Panel:Voice:Volume is {options.Volume}: it must be 0 (silence) to {Loudest}.";
        }

        if (options.Language is not (Japanese or English))
        {
            yield return $"Panel:Voice:Language is '{options.Language}': it must be {Japanese} or {English}.";
        }
    }

    /// <summary>The file of a sentence, whether or not it is there.</summary>
    /// <param name="hasEnter">The keypad has Enter where others have #: a sentence that names the key has a file of its own for it.</param>
    public static string FileOf(string folder, Sentence sentence, Language language, bool hasEnter = false)
    {
        var file = Path.Combine(folder, CodeOf(language), $"{sentence}.wav");
        return hasEnter && Path.ChangeExtension(file, "enter.wav") is var other && File.Exists(other) ? other : file;
    }

    private static string CodeOf(Language language) => language switch
    {
        Language.Japanese => Japanese,
        Language.English => English,
    };
}
