using System.Security.Cryptography;

namespace Kiosk.Benchmarks.Soak.Torn;

/// <summary>
/// A disk behind a file system that promises no more than it must: what was synced is there; of what was written since, any sector may be there or not. Names come and go in their order, as a
/// journal keeps them, but the last of them may be missing until their folder is synced.
/// </summary>
internal sealed class Disk
{
    private readonly Dictionary<string, DiskFile> synced = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DiskFile> names = new(StringComparer.Ordinal);
    private readonly List<Action<Dictionary<string, DiskFile>>> unsynced = [];

    /// <summary>Something is done.</summary>
    public void Do(SystemCall call)
    {
        switch (call)
        {
            case SystemCall.Opened opened when !names.ContainsKey(opened.Path):
                var made = new DiskFile();
                Name(folder => folder[opened.Path] = made);
                break;
            case SystemCall.Opened { IsEmptied: true } emptied:
                names[emptied.Path].Truncate(0);
                break;
            case SystemCall.Written written:
                names[written.Path].Write(written.At, written.Bytes);
                break;
            case SystemCall.Truncated truncated:
                names[truncated.Path].Truncate(truncated.Length);
                break;
            case SystemCall.Synced file when names.TryGetValue(file.Path, out var known):
                known.Sync();
                break;
            case SystemCall.Synced:
                unsynced.ForEach(change => change(synced));
                unsynced.Clear();
                break;
            case SystemCall.Linked linked:
                var other = names[linked.From];
                Name(folder => folder[linked.To] = other);
                break;
            case SystemCall.Renamed renamed:
                var moved = names[renamed.From];
                Name(folder =>
                {
                    folder.Remove(renamed.From);
                    folder[renamed.To] = moved;
                });
                break;
            case SystemCall.Unlinked unlinked:
                Name(folder => folder.Remove(unlinked.Path));
                break;
        }
    }

    /// <summary>The power is cut: what is found afterwards, by name.</summary>
    public IReadOnlyDictionary<string, byte[]> Cut()
    {
        var found = new Dictionary<string, DiskFile>(synced, StringComparer.Ordinal);
        foreach (var change in unsynced.Take(RandomNumberGenerator.GetInt32(unsynced.Count + 1)))
        {
            change(found);
        }

        return found.ToDictionary(one => one.Key, one => one.Value.Cut(), StringComparer.Ordinal);
    }

    private void Name(Action<Dictionary<string, DiskFile>> change)
    {
        change(names);
        unsynced.Add(change);
    }
}
