using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Card.Jpki;

/// <summary>How a kind of key signs a message: what goes to the card, and whether what comes back fits the public key.</summary>
internal abstract class SignatureScheme : IDisposable
{
    /// <summary>The scheme of a certificate's key; null for a kind of key that no card of today has.</summary>
    public static SignatureScheme? For(X509Certificate2 certificate) => certificate.GetRSAPublicKey() is { } rsa ? new RsaPkcs1Sha256(rsa) : null;

    /// <summary>What the card is given to sign.</summary>
    public abstract byte[] CardInput(ReadOnlySpan<byte> message);

    /// <summary>Whether this key made the signature of this message.</summary>
    public abstract bool Fits(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);

    public abstract void Dispose();

    private sealed class RsaPkcs1Sha256(RSA key) : SignatureScheme
    {
        // The card pads whatever it is given: the DigestInfo is the caller's.
        private static readonly byte[] DigestInfo = Convert.FromHexString("3031300D060960864801650304020105000420");

        public override byte[] CardInput(ReadOnlySpan<byte> message) => [.. DigestInfo, .. SHA256.HashData(message)];

        public override bool Fits(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
            key.VerifyData(message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        public override void Dispose() => key.Dispose();
    }
}
