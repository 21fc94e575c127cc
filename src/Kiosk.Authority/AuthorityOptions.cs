using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Authority;

/// <summary>Where the authority is, and how it is known.</summary>
/// <param name="BaseAddress">The authority without <c>/v1</c>: https, perhaps with a path before it.</param>
/// <param name="CaFile">PEM file with the CA, or CAs, that may have issued the authority's certificate. No other is trusted, the system's neither.</param>
public sealed record AuthorityOptions(Uri BaseAddress, string CaFile)
{
    /// <summary>How long one question of a visit may take; shorter than the visit's own deadline, of which the card takes some, so that staff hear the true reason.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(16);

    /// <summary>What is wrong with these options; null when they can be used.</summary>
    public AuthorityOptionsTrouble? FindTrouble()
    {
        if (!BaseAddress.IsAbsoluteUri || BaseAddress.Scheme != Uri.UriSchemeHttps)
        {
            return AuthorityOptionsTrouble.NotHttps;
        }

        try
        {
            return LoadCas().Count == 0 ? AuthorityOptionsTrouble.CaFileEmpty : null;
        }
        catch (CryptographicException)
        {
            return AuthorityOptionsTrouble.CaFileEmpty;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return AuthorityOptionsTrouble.CaFileUnreadable;
        }
    }

    internal Uri ApiAddress => new(BaseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/v1/");

    internal X509Certificate2Collection LoadCas()
    {
        var cas = new X509Certificate2Collection();
        cas.ImportFromPemFile(CaFile);
        return cas;
    }
}

/// <summary>Why options cannot be used.</summary>
public enum AuthorityOptionsTrouble
{
    /// <summary>The address is not an absolute https address.</summary>
    NotHttps,

    /// <summary>The CA file is missing or cannot be read.</summary>
    CaFileUnreadable,

    /// <summary>The CA file holds no certificate in PEM.</summary>
    CaFileEmpty,
}
