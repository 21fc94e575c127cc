using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Kiosk.Vault;

/// <summary>The vault's key: 32 random bytes. Each use has a key of its own, derived from it.</summary>
internal sealed class VaultKey : IDisposable
{
    public const int Length = 32;

    private readonly byte[] master;

    private VaultKey(byte[] master)
    {
        this.master = master;
        Span<byte> id = stackalloc byte[sizeof(uint)];
        HKDF.Expand(HashAlgorithmName.SHA256, master, id, "kiosk-vault: key id"u8);
        Id = BinaryPrimitives.ReadUInt32BigEndian(id);
    }

    /// <summary>Tells keys apart without telling anything of the key.</summary>
    public uint Id { get; }

    /// <summary>The key itself, to be written into its file.</summary>
    public ReadOnlySpan<byte> Bytes => master;

    /// <summary>A new key.</summary>
    public static VaultKey Make()
    {
        var bytes = GC.AllocateArray<byte>(Length, pinned: true);
        RandomNumberGenerator.Fill(bytes);
        return new VaultKey(bytes);
    }

    /// <summary>The key of these bytes; null when they are not exactly one.</summary>
    public static VaultKey? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            return null;
        }

        var own = GC.AllocateArray<byte>(Length, pinned: true);
        bytes.CopyTo(own);
        return new VaultKey(own);
    }

    /// <summary>The key of one use. The caller zeroes it.</summary>
    public byte[] Derive(string use)
    {
        var derived = GC.AllocateArray<byte>(Length, pinned: true);
        HKDF.Expand(HashAlgorithmName.SHA256, master, derived, Encoding.ASCII.GetBytes($"kiosk-vault: {use}"));
        return derived;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(master);
}
