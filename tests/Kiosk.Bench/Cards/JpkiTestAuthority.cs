using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Bench.Pcsc;
using Kiosk.Bench.People;

namespace Kiosk.Bench.Cards;

/// <summary>
/// Throwaway authorities, one that the stand pins for the cards of today, one that it pins for the card to come, and one that nobody does; and the papers of every
/// card. Kept in a folder, made when first asked for.
/// </summary>
public sealed class JpkiTestAuthority
{
    private const int KeyBits = 2048;
    private const string Pinned = "pinned";
    private const string PinnedNext = "pinned-p384";
    private const string Unpinned = "unpinned";

    private readonly string folder;
    private readonly DateTimeOffset today;

    private JpkiTestAuthority(string folder, DateTimeOffset today) => (this.folder, this.today) = (folder, today);

    /// <summary>The folder that the stand pins (Card:CaFolder): the pinned CA certificates, no key.</summary>
    public string CaFolder => Path.Combine(folder, "ca");

    /// <summary>Uses what lies in the bench's folder, and makes the pinned authorities where there are none.</summary>
    public static JpkiTestAuthority Open(string benchFolder, TimeProvider time)
    {
        var authority = new JpkiTestAuthority(Path.Combine(benchFolder, "jpki"), time.GetUtcNow());
        Directory.CreateDirectory(authority.CaFolder);
        NativeBench.MakeFolder(authority.KeyFolder, forOthersToo: false);
        authority.Ca(Pinned).Dispose();
        authority.Ca(PinnedNext).Dispose();
        return authority;
    }

    /// <summary>A person's card. The dates are those of the person's <see cref="CertificateKind"/> as of today.</summary>
    public CardPapers PapersOf(Person person)
    {
        var issuerName = person.Card == CardKind.Next ? PinnedNext : person.Certificate == CertificateKind.Untrusted ? Unpinned : Pinned;
        using var issuer = Ca(issuerName);
        using var key = Key(person.Key, person.Card == CardKind.Next);
        var (from, until) = Dates(person.Certificate);
        var file = Path.Combine(KeyFolder, person.Key + ".cert.pem");
        using var certificate = Stored(file, from, until) ?? Issue(file, issuer, issuerName, person, key, from, until);
        return new(certificate.RawData, issuer.RawData, key.ExportPkcs8PrivateKey());
    }

    private string KeyFolder => Path.Combine(folder, "keys");

    private (DateTimeOffset From, DateTimeOffset Until) Dates(CertificateKind kind)
    {
        var day = new DateTimeOffset(today.UtcDateTime.Date, TimeSpan.Zero);
        var until = kind switch
        {
            CertificateKind.Good or CertificateKind.Untrusted => day.AddYears(3),
            CertificateKind.Expiring => day.AddMonths(1),
            CertificateKind.Grace => day.AddMonths(-1),
            CertificateKind.Expired => day.AddMonths(-5),
            CertificateKind.NotYetValid => day.AddMonths(1).AddYears(5),
        };
        return (until.AddYears(-5), until);
    }

    // Papers of an earlier day are re-issued when their dates no longer say what the person's story says.
    private static X509Certificate2? Stored(string file, DateTimeOffset from, DateTimeOffset until)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        var stored = X509CertificateLoader.LoadCertificateFromFile(file);
        if (stored.NotBefore.ToUniversalTime() == from.UtcDateTime && stored.NotAfter.ToUniversalTime() == until.UtcDateTime)
        {
            return stored;
        }

        // Here and not where it is issued: who issues a moment later takes what the other process issued.
        File.Delete(file);
        stored.Dispose();
        return null;
    }

    private X509Certificate2 Issue(
        string file, X509Certificate2 issuer, string issuerName, Person person, AsymmetricAlgorithm key, DateTimeOffset from, DateTimeOffset until)
    {
        using var issuerKey = Key(issuerName, issuerName == PinnedNext);
        using var issued = JpkiProfile.Issue(issuer, issuerKey, person.CommonName, key, from, until);
        return X509Certificate2.CreateFromPem(Keep(file, issued.ExportCertificatePem()));
    }

    private X509Certificate2 Ca(string name)
    {
        var file = Path.Combine(name == Unpinned ? KeyFolder : CaFolder, name + ".pem");
        if (File.Exists(file))
        {
            return X509CertificateLoader.LoadCertificateFromFile(file);
        }

        using var key = Key(name, name == PinnedNext);
        using var made = JpkiProfile.SelfSigned($"Kiosk.Pi bench, {name} authority", key, today.AddYears(-7), today.AddYears(10));
        return X509Certificate2.CreateFromPem(Keep(file, made.ExportCertificatePem()));
    }

    private AsymmetricAlgorithm Key(string name, bool isP384)
    {
        var file = Path.Combine(KeyFolder, name + ".key.pem");
        AsymmetricAlgorithm key = isP384 ? ECDsa.Create(ECCurve.NamedCurves.nistP384) : RSA.Create(KeyBits);
        key.ImportFromPem(File.Exists(file) ? File.ReadAllText(file) : Keep(file, key.ExportPkcs8PrivateKeyPem()));
        return key;
    }

    // What lies in the file in the end: two processes share the folder, and who comes second takes what the first one made.
    private static string Keep(string file, string text)
    {
        var draft = $"{file}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}";
        File.WriteAllText(draft, text);
        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }

        return File.ReadAllText(file);
    }
}
