using System.Security.Cryptography;
using Kiosk.Access;
using NSec.Cryptography;

namespace Kiosk.Accounts;

/// <summary>Argon2id (RFC 9106) of a passphrase, with what it was made with: a later stand may ask for more, and older ones still open.</summary>
/// <param name="MemoryKiB">The memory that one try costs, in KiB.</param>
/// <param name="Passes">How often it is gone through.</param>
/// <param name="Salt">Of this account alone.</param>
/// <param name="Hash">What came out.</param>
public sealed record PassphraseHash(int MemoryKiB, int Passes, IReadOnlyList<byte> Salt, IReadOnlyList<byte> Hash)
{
    // RFC 9106, section 4, the second recommended choice, on one lane: libsodium has no more. 0.1 s here; a Raspberry Pi 4 is reckoned at half a second.
    private const int UsualMemoryKiB = 64 * 1024;
    private const int UsualPasses = 3;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    // A file that was meddled with must not take all memory.
    private const int MostMemoryKiB = 1024 * 1024;
    private const int MostPasses = 20;

    /// <summary>Fits nothing, and takes as long as any other to find that out.</summary>
    public static PassphraseHash Nobodys { get; } = new(UsualMemoryKiB, UsualPasses, RandomNumberGenerator.GetBytes(SaltBytes), RandomNumberGenerator.GetBytes(HashBytes));

    /// <summary>True when new ones cost more than this one.</summary>
    public bool IsWeak => MemoryKiB < UsualMemoryKiB || Passes < UsualPasses;

    /// <summary>Hashes a passphrase.</summary>
    /// <param name="passphrase">The passphrase.</param>
    /// <param name="memoryKiB">The memory that one try shall cost, in KiB.</param>
    /// <param name="passes">How often it is gone through.</param>
    public static PassphraseHash Of(Passphrase passphrase, int memoryKiB = UsualMemoryKiB, int passes = UsualPasses)
    {
        ArgumentNullException.ThrowIfNull(passphrase);
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new PassphraseHash(memoryKiB, passes, salt, Derive(passphrase, salt, memoryKiB, passes, HashBytes));
    }

    /// <summary>Whether it is the passphrase.</summary>
    public bool Fits(Passphrase passphrase)
    {
        ArgumentNullException.ThrowIfNull(passphrase);
        if (MemoryKiB is < 8 or > MostMemoryKiB || Passes is < 1 or > MostPasses || Salt.Count != SaltBytes || Hash.Count != HashBytes)
        {
            return false;
        }

        var derived = Derive(passphrase, [.. Salt], MemoryKiB, Passes, HashBytes);
        try
        {
            return CryptographicOperations.FixedTimeEquals(derived, [.. Hash]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
        }
    }

    /// <summary>Never the hash.</summary>
    public override string ToString() => $"argon2id m={MemoryKiB} t={Passes}";

    private static byte[] Derive(Passphrase passphrase, byte[] salt, int memoryKiB, int passes, int bytes) =>
        PasswordBasedKeyDerivationAlgorithm.Argon2id(new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = memoryKiB, NumberOfPasses = passes }).DeriveBytes(passphrase.Utf8, salt, bytes);
}
