using System.Text.Json.Nodes;
using Kiosk.Authority;
using Kiosk.Card;
using Kiosk.Pi.Configuration;

namespace Kiosk.Pi.FirstBoot;

/// <summary>The certificates that belong to a boot file: the authority's CA and the JPKI CAs. They lie beside it, or are on this stand from an earlier time.</summary>
/// <param name="AuthorityCa">Where the authority's CA lies now.</param>
/// <param name="CardCas">The folder with the JPKI CAs as it is now.</param>
internal sealed record Certificates(string AuthorityCa, string CardCas)
{
    /// <summary>Where the file says that they are, or where they are looked for when it says nothing.</summary>
    public static Certificates Of(BootFile file, StandPlaces places) => new(
        Place(file, "Authority", nameof(KioskOptions.AuthoritySection.CaFile), places.AuthorityCa, places),
        Place(file, "Card", nameof(KioskOptions.CardSection.CaFolder), places.CardCas, places));

    /// <summary>What is wrong with them.</summary>
    public IEnumerable<string> Problems()
    {
        // The address is looked at elsewhere.
        if (new AuthorityOptions(new Uri("https://authority"), AuthorityCa).FindTrouble() is not null)
        {
            yield return $"Authority:CaFile: '{AuthorityCa}' must be there, with the CA of the authority's server certificate in PEM.";
        }

        if (PinnedCas.Load(CardCas).Error is { } error)
        {
            yield return $"Card:CaFolder: {error} It must hold the JPKI CA certificates for user authentication, PEM or DER, from https://www.jpki.go.jp/ca/.";
        }
    }

    /// <summary>The files to be written for those that are not on the stand yet.</summary>
    public IEnumerable<(string Path, byte[] Content)> Files(StandPlaces places)
    {
        if (AuthorityCa != places.AuthorityCa)
        {
            yield return (places.AuthorityCa, File.ReadAllBytes(AuthorityCa));
        }

        if (CardCas != places.CardCas)
        {
            foreach (var file in PinnedCas.FilesIn(CardCas))
            {
                yield return (Path.Combine(places.CardCas, Path.GetFileName(file)), File.ReadAllBytes(file));
            }
        }
    }

    /// <summary>The stand's JPKI CAs that these take the place of: whoever is not brought again is not trusted any more.</summary>
    public IEnumerable<string> Replaced(StandPlaces places) => CardCas != places.CardCas && Directory.Exists(places.CardCas) ? Directory.GetFiles(places.CardCas) : [];

    private static string Place(BootFile file, string section, string key, string onStand, StandPlaces places)
    {
        var told = (file.Configuration[section] as JsonObject)?[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        var beside = Path.Combine(file.Folder, told is null || Path.IsPathRooted(told) ? Path.GetFileName(onStand) : told);
        return told is not null && Path.IsPathRooted(told) ? places.Under(told)
            : told is null && !Path.Exists(beside) ? onStand
            : beside;
    }
}
