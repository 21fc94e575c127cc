using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Security;

namespace Kiosk.Vault.Backup;

/// <summary>OpenPGP (RFC 9580) under a passphrase: AES-256 with an integrity code at the end. What is written here, <c>gpg -d</c> reads, and the other way round.</summary>
internal static class OpenPgp
{
    // The highest that there is: whoever tries a passphrase hashes 65,011,712 bytes for each; so does the stand, once.
    private const int IterationsCode = 0xFF;
    private const int Chunk = 1 << 16;

    /// <summary>Writes a message whose content is written as it goes.</summary>
    public static void Write(Stream to, byte[] passphrase, string name, DateTimeOffset at, Action<Stream> content)
    {
        var sealing = new PgpEncryptedDataGenerator(SymmetricKeyAlgorithmTag.Aes256, withIntegrityPacket: true, new SecureRandom());
        sealing.AddMethodRaw(passphrase, HashAlgorithmTag.Sha512, IterationsCode);
        using var secret = sealing.Open(to, new byte[Chunk]);
        using var plain = new PgpLiteralDataGenerator().Open(secret, PgpLiteralData.Binary, name, at.UtcDateTime, new byte[Chunk]);
        content(plain);
    }

    /// <summary>Reads a message; what <paramref name="content"/> was given counts only when this returns null: the integrity code comes last.</summary>
    /// <param name="from">The message.</param>
    /// <param name="passphrase">Its passphrase.</param>
    /// <param name="content">Reads on in clear, and says what is wrong with it.</param>
    /// <exception cref="IOException">The message is cut off, or cannot be read.</exception>
    public static BackupFailure? Read(Stream from, byte[] passphrase, Func<Stream, BackupFailure?> content)
    {
        if (EncryptedIn(from) is not { } secret)
        {
            return new BackupFailure(BackupTrouble.NotABackup);
        }

        try
        {
            using var opened = secret.GetDataStreamRaw(passphrase);
            if (LiteralIn(new PgpObjectFactory(opened)) is not { } literal)
            {
                return new BackupFailure(BackupTrouble.WrongPassphrase);
            }

            using var plain = literal.GetInputStream();
            if (content(plain) is { } wrong)
            {
                return wrong;
            }

            plain.CopyTo(Stream.Null);
            return secret.IsIntegrityProtected() && secret.Verify() ? null : new BackupFailure(BackupTrouble.Altered);
        }
        catch (PgpDataValidationException)
        {
            return new BackupFailure(BackupTrouble.WrongPassphrase);
        }
        catch (Exception e) when (e is PgpException or UnsupportedPacketVersionException)
        {
            return new BackupFailure(BackupTrouble.Altered);
        }
    }

    private static PgpPbeEncryptedData? EncryptedIn(Stream from)
    {
        try
        {
            var objects = new PgpObjectFactory(from);
            for (var next = objects.NextPgpObject(); next is not null; next = objects.NextPgpObject())
            {
                if (next is PgpEncryptedDataList list)
                {
                    return list.GetEncryptedDataObjects().OfType<PgpPbeEncryptedData>().FirstOrDefault();
                }

                if (next is not PgpMarker)
                {
                    return null;
                }
            }

            return null;
        }
        catch (Exception e) when (IsNonsense(e))
        {
            return null;
        }
    }

    // Compressed by gpg, or as it is.
    private static PgpLiteralData? LiteralIn(PgpObjectFactory objects)
    {
        try
        {
            return objects.NextPgpObject() switch
            {
                PgpCompressedData compressed => LiteralIn(new PgpObjectFactory(compressed.GetDataStream())),
                PgpLiteralData literal => literal,
                _ => null,
            };
        }
        catch (Exception e) when (IsNonsense(e))
        {
            return null;
        }
    }

    // What the library makes of bytes that are no message; a disk that fails has an error number of its own.
    private static bool IsNonsense(Exception e) =>
        e is PgpException or UnsupportedPacketVersionException or ArgumentException or InvalidOperationException or EndOfStreamException or IOException { HResult: BackupFailure.NoErrorNumber };
}
