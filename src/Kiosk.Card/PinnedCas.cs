using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Card;

/// <summary>The JPKI authorities that the stand trusts: published roots, put into a folder by whoever sets the stand up.</summary>
public sealed class PinnedCas
{
    private static readonly string[] Clutter = ["desktop.ini", "Thumbs.db"];

    private readonly X509Certificate2[] authorities;

    private PinnedCas(X509Certificate2[] authorities) => this.authorities = authorities;

    /// <summary>How many there are.</summary>
    public int Count => authorities.Length;

    /// <summary>The files of a folder with authorities, but for those that macOS and Windows put beside others by themselves.</summary>
    public static IEnumerable<string> FilesIn(string folder) =>
        Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file) is { } name && name[0] != '.' && !Clutter.Contains(name, StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal);

    /// <summary>Reads every file of the folder (PEM or DER). A file that is no certificate is an error, not something to pass over.</summary>
    public static PinnedCasResult Load(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var found = new List<X509Certificate2>();
        var reading = folder;
        try
        {
            foreach (var file in FilesIn(folder))
            {
                reading = file;
                found.AddRange(ReadFile(file));
            }
        }
        catch (DirectoryNotFoundException)
        {
            return new(Cas: null, $"The folder {folder} does not exist.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new(Cas: null, $"{reading} cannot be read: {failure.Message}");
        }
        catch (CryptographicException)
        {
            return new(Cas: null, $"{reading} is not a certificate in PEM or DER.");
        }

        return found.Count == 0 ? new(Cas: null, $"The folder {folder} holds no certificate.") : new(new PinnedCas([.. found]), Error: null);
    }

    /// <summary>Whether one of them issued this certificate. Dates count for nothing here, neither the certificate's nor the authority's.</summary>
    internal bool Issued(X509Certificate2 certificate) => Array.Exists(authorities, authority => Issued(authority, certificate));

    // One authority at a time: the generations of JPKI all bear the same name, and the chain engine must not choose by name and date.
    private static bool Issued(X509Certificate2 authority, X509Certificate2 certificate)
    {
        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid,
                DisableCertificateDownloads = true,
            },
        };
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        try
        {
            return chain.Build(certificate);
        }
        finally
        {
            // Copies of both certificates, in memory that the collector does not see: it would let them pile up.
            foreach (var element in chain.ChainElements)
            {
                element.Certificate.Dispose();
            }
        }
    }

    private static X509Certificate2Collection ReadFile(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var certificates = new X509Certificate2Collection();
        if (bytes.AsSpan().IndexOf("-----BEGIN CERTIFICATE-----"u8) < 0)
        {
            certificates.Add(X509CertificateLoader.LoadCertificate(bytes));
            return certificates;
        }

        certificates.ImportFromPemFile(file);
        return certificates.Count > 0 ? certificates : throw new CryptographicException("A certificate begins but does not end.");
    }
}

/// <summary>The pinned authorities, or in one sentence why there are none.</summary>
/// <param name="Cas">Null when there is an error.</param>
/// <param name="Error">For whoever sets the stand up.</param>
public readonly record struct PinnedCasResult(PinnedCas? Cas, string? Error);
