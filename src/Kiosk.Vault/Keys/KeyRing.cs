namespace Kiosk.Vault.Keys;

/// <summary>One file of a key, and what it holds: a key, or why none can be had from it.</summary>
internal readonly record struct FoundKey(string File, bool IsNext, VaultKey? Key, VaultDefect? Defect);

/// <summary>The keys that lie in a vault's folder: one as a rule, two while the key is changed or sealed, or when that was cut short. Which of them is the vault's, its database says.</summary>
internal sealed class KeyRing(IReadOnlyList<FoundKey> found) : IDisposable
{
    public IReadOnlyList<FoundKey> Found => found;

    /// <summary>The key of a vault that belongs to none yet.</summary>
    public VaultKey? First => found.FirstOrDefault(file => file is { Key: not null, IsNext: false }).Key;

    /// <summary>Why none of the keys is the vault's. What an administrator can mend in a minute goes first, and what is only of the next key last.</summary>
    public (VaultDefect Defect, string File) Missed => found.Where(file => file.Defect is not null).OrderBy(file => file.IsNext).Select(file => (file.Defect!.Value, file.File)).FirstOrDefault((VaultDefect.KeyWrong, found[0].File));

    public void Dispose()
    {
        foreach (var file in found)
        {
            file.Key?.Dispose();
        }
    }
}
