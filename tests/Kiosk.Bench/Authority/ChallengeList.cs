using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Kiosk.Bench.Authority;

/// <summary>Challenges: one use, one device, 120 seconds.</summary>
internal sealed class ChallengeList(TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(120);

    private readonly ConcurrentDictionary<string, Entry> open = new(StringComparer.Ordinal);

    public (string Id, byte[] Bytes, DateTimeOffset ExpiresAt) New(string deviceId)
    {
        var now = time.GetUtcNow();
        foreach (var old in open.Where(pair => pair.Value.ExpiresAt < now))
        {
            open.TryRemove(old);
        }

        var id = RandomNumberGenerator.GetHexString(24, lowercase: true);
        var entry = new Entry(deviceId, RandomNumberGenerator.GetBytes(32), now + Life);
        open[id] = entry;
        return (id, entry.Bytes, entry.ExpiresAt);
    }

    /// <summary>Any use spends it; null when it was spent, expired, or is another device's.</summary>
    public byte[]? Spend(string id, string deviceId) =>
        open.TryGetValue(id, out var entry) && entry.DeviceId == deviceId && open.TryRemove(id, out _) && time.GetUtcNow() <= entry.ExpiresAt ? entry.Bytes : null;

    private sealed record Entry(string DeviceId, byte[] Bytes, DateTimeOffset ExpiresAt);
}
