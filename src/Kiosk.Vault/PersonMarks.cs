using System.Security.Cryptography;
using Kiosk.Cards;
using Kiosk.Records;

namespace Kiosk.Vault;

/// <summary>
/// Makes marks of certificates: HMAC-SHA256 under a key of its own. A plain hash could be found by whoever has the certificate, which other programs read as well;
/// this one serves in this vault alone. The key stays when the vault's changes, and is zeroed here.
/// </summary>
internal sealed class PersonMarks(byte[] key) : IDisposable
{
    public PersonMark Of(AuthCertificate certificate)
    {
        Span<byte> print = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(certificate.Der.Span, print);
        return new PersonMark(Convert.ToHexStringLower(HMACSHA256.HashData(key, print)));
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(key);
}
