using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault.Keys;

/// <summary>
/// The keys that outlive the vault's: with them were made marks of people and MACs of the trail, which cannot be made again when the vault's key changes. Each lies in the database, sealed
/// with the present one. Not for two callers at once.
/// </summary>
internal sealed class HeldKeys(SqliteConnection connection, VaultKey key) : IDisposable
{
    private const string PeopleUse = "people";
    private const string TrailUse = "trail";

    private readonly Sealer sealer = new(key, "held keys");

    /// <summary>The key of marks of people, which the caller zeroes; null when it is gone or was tampered with.</summary>
    public byte[]? People() => Open(PeopleUse) is { Length: VaultKey.Length } people ? people : null;

    /// <summary>The keys of the trail; null when they are gone or were tampered with.</summary>
    public TrailKeys? Trail() => Open(TrailUse) is { } trail ? TrailKeys.Of(trail) : null;

    /// <summary>Fills up what is missing, in the transaction that opens the vault.</summary>
    /// <param name="areNew">The vault has held none so far: those are held that were derived until now. Otherwise what is missing was taken away, and is made anew: what the old ones made stays unproved.</param>
    public void Complete(bool areNew)
    {
        if (People() is { } people)
        {
            CryptographicOperations.ZeroMemory(people);
        }
        else
        {
            var made = areNew ? key.Derive(PeopleUse) : RandomNumberGenerator.GetBytes(VaultKey.Length);
            Keep(PeopleUse, made);
            CryptographicOperations.ZeroMemory(made);
        }

        using var trail = Trail();
        if (trail is null)
        {
            using var made = areNew ? TrailKeys.Derived(key) : TrailKeys.None.AndNew(connection.Number("SELECT coalesce(max(seq), 0) + 1 FROM audit"));
            Keep(made);
        }
    }

    public void Keep(TrailKeys keys) => Keep(TrailUse, keys.Bytes);

    /// <summary>Forgets the keys that serve only rows before <paramref name="first"/>.</summary>
    public void ForgetTrailBefore(long first)
    {
        using var all = Trail();
        using var needed = all?.From(first);
        if (needed is not null && needed.Count < all!.Count)
        {
            Keep(needed);
        }
    }

    /// <summary>Takes over what is held with another key, for a vault whose key changes; the trail gets new keys from a row on.</summary>
    /// <returns>All keys of the trail.</returns>
    public TrailKeys TakeOver(HeldKeys before, long newSince)
    {
        if (before.People() is { } people)
        {
            Keep(PeopleUse, people);
            CryptographicOperations.ZeroMemory(people);
        }

        using var trail = before.Trail() ?? TrailKeys.None;
        var more = trail.AndNew(newSince);
        Keep(more);
        return more;
    }

    public void Dispose() => sealer.Dispose();

    private static string Column(string use) => $"held_keys.sealed.{use}";

    private byte[]? Open(string use)
    {
        using var command = connection.Command("SELECT sealed FROM held_keys WHERE use = $use", ("$use", use));
        return command.ExecuteScalar() is byte[] envelope ? sealer.Open(Column(use), Guid.Empty, envelope) : null;
    }

    private void Keep(string use, ReadOnlySpan<byte> secret) => connection.Execute(
        "INSERT INTO held_keys (use, sealed) VALUES ($use, $sealed) ON CONFLICT (use) DO UPDATE SET sealed = excluded.sealed",
        ("$use", use), ("$sealed", sealer.Seal(Column(use), Guid.Empty, secret)));
}
