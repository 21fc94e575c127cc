using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Cards;

namespace Kiosk.Card.Jpki;

/// <summary>How a kind of key signs a message: what goes to the card, and whether what comes back fits the public key.</summary>
internal abstract class SignatureScheme : IDisposable
{
    /// <summary>The scheme of a certificate's key; null when that is not the kind of key that the card's profile says.</summary>
    public static SignatureScheme? For(X509Certificate2 certificate, SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.RS256 => certificate.GetRSAPublicKey() is { } key ? new RsaPkcs1Sha256(key) : null,
        SignatureAlgorithm.ES384 => certificate.GetECDsaPublicKey() is { } key ? new EcdsaSha384(key) : null,
    };

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

    // The coming card's commands are not published: that it takes the bare digest is an assumption, and stands only here.
    private sealed class EcdsaSha384(ECDsa key) : SignatureScheme
    {
        public override byte[] CardInput(ReadOnlySpan<byte> message) => SHA384.HashData(message);

        public override bool Fits(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
            key.VerifyData(message, signature, HashAlgorithmName.SHA384, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

        public override void Dispose() => key.Dispose();
    }
}
