using System.Security.Cryptography;

namespace Kiosk.Benchmarks.Soak.Torn;

/// <summary>What is in one file of a <see cref="Disk"/>.</summary>
internal sealed class DiskFile
{
    private const int Sector = 512;

    private readonly List<Change> unsynced = [];
    private byte[] bytes = [];

    public void Write(long at, byte[] written)
    {
        for (var from = 0; from < written.Length; from += Sector)
        {
            unsynced.Add(new Change(at + from, written[from..Math.Min(from + Sector, written.Length)]));
        }
    }

    public void Truncate(long length) => unsynced.Add(new Change(length, Written: null));

    public void Sync()
    {
        bytes = After(unsynced);
        unsynced.Clear();
    }

    /// <summary>What is found after the power was cut: each change since the last sync with a chance of one half, or now and then the first of them and no more, or all.</summary>
    public byte[] Cut() => After(RandomNumberGenerator.GetInt32(3) switch
    {
        0 => unsynced.Where(_ => RandomNumberGenerator.GetInt32(2) == 0),
        1 => unsynced.Take(RandomNumberGenerator.GetInt32(unsynced.Count + 1)),
        _ => unsynced,
    });

    private byte[] After(IEnumerable<Change> changes)
    {
        var after = (byte[])bytes.Clone();
        foreach (var (at, written) in changes)
        {
            if (written is null || at + written.Length > after.Length)
            {
                Array.Resize(ref after, (int)(at + (written?.Length ?? 0)));
            }

            written?.CopyTo(after, at);
        }

        return after;
    }

    // A sector at a place, or a new length.
    private sealed record Change(long At, byte[]? Written);
}
