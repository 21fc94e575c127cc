using System.Globalization;
using Kiosk.Card;
using Kiosk.Cards;

namespace Kiosk.Pi.Configuration;

/// <summary>The generations of the card that the stand knows: today's, and those of <c>Card:Profiles</c>.</summary>
internal static class CardProfiles
{
    // ISO 7816-5.
    private const int ShortestAid = 5;
    private const int LongestAid = 16;

    /// <summary>All of them. Of one with a problem nothing is known here: see <see cref="Problems"/>.</summary>
    public static IReadOnlyList<CardProfile> Of(KioskOptions options) =>
        [CardProfile.Jpki, .. options.Card.Profiles.Select((section, at) => Read(section, at).Profile).OfType<CardProfile>()];

    /// <summary>What is wrong, with the key.</summary>
    public static IEnumerable<string> Problems(KioskOptions options) => options.Card.Profiles.SelectMany((section, at) => Read(section, at).Problems);

    private static (CardProfile? Profile, IReadOnlyList<string> Problems) Read(KioskOptions.CardProfileSection section, int at)
    {
        var problems = new List<string>();
        var profile = new CardProfile(
            section.Name ?? $"profile {at}", Aid(), FileId(nameof(section.Token), section.Token), FileId(nameof(section.Certificate), section.Certificate),
            FileId(nameof(section.Pin), section.Pin), FileId(nameof(section.Key), section.Key), Algorithm());
        return (problems.Count == 0 ? profile : null, problems);

        byte[] Aid()
        {
            // Two digits a byte; what is not hex has no bytes.
            var bytes = new byte[(section.Aid?.Length ?? 0) / 2];
            var isHex = section.Aid is { } text && text.Length % 2 == 0 && Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
            return isHex && bytes.Length is >= ShortestAid and <= LongestAid ? bytes : Wrong<byte[]>(nameof(section.Aid), section.Aid, $"{ShortestAid} to {LongestAid} bytes in hex", []);
        }

        ushort FileId(string key, string? text) => text is { Length: 4 } && ushort.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
            ? id
            : Wrong<ushort>(key, text, "a file id of four hex digits, such as 000A", 0);

        SignatureAlgorithm Algorithm() => Enum.TryParse<SignatureAlgorithm>(section.Algorithm, out var algorithm) && Enum.IsDefined(algorithm)
            ? algorithm
            : Wrong(nameof(section.Algorithm), section.Algorithm, string.Join(" or ", Enum.GetNames<SignatureAlgorithm>()), default(SignatureAlgorithm));

        T Wrong<T>(string key, string? value, string wanted, T instead)
        {
            problems.Add($"Card:Profiles:{at}:{key} is {(value is null ? "missing" : $"'{value}'")}: it must be {wanted}.");
            return instead;
        }
    }
}
