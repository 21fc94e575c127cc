using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Kiosk.Bench.Authority;

/// <summary>What a visit came to: who was asked about, and from when on the answer is ready.</summary>
internal sealed record Decision(Guid VisitId, string FacilityCode, DateOnly Date, string CommonName, DateTimeOffset ReadyAt);

/// <summary>Every visit is decided once; the same question gets the same answer again, another question under its number is refused.</summary>
internal sealed class VisitList
{
    private readonly ConcurrentDictionary<Guid, Entry> visits = new();
    private int decided;

    /// <summary>How often a question was really decided.</summary>
    public int Decided => Volatile.Read(ref decided);

    /// <summary>The visits that were asked about and have, or are about to have, an answer of their own.</summary>
    public ICollection<Guid> Ids => visits.Keys;

    public async Task<Decision> DecideAsync(Guid visitId, string deviceId, byte[] body, Func<Task<Decision>> decide)
    {
        var mine = new Entry(deviceId, SHA256.HashData(body));
        var entry = visits.GetOrAdd(visitId, mine);
        if (entry.DeviceId != deviceId || !mine.Body.AsSpan().SequenceEqual(entry.Body))
        {
            throw new RefusedException(409, "visit-reused", "この受付番号は別の照会で使われています。");
        }

        if (ReferenceEquals(entry, mine))
        {
            await RunAsync(visitId, mine, decide);
        }

        return await entry.AnswerAsync();
    }

    public async Task<Decision?> FindAsync(Guid visitId, string deviceId) =>
        visits.TryGetValue(visitId, out var entry) && entry.DeviceId == deviceId ? await entry.AnswerAsync() : null;

    private async Task RunAsync(Guid visitId, Entry entry, Func<Task<Decision>> decide)
    {
        Interlocked.Increment(ref decided);
        try
        {
            entry.Decided.SetResult((await decide(), null));
        }
        catch (RefusedException refused)
        {
            if (refused.Answer.Status != 422)
            {
                // Not the visit's answer: the same visit may come again.
                visits.TryRemove(new KeyValuePair<Guid, Entry>(visitId, entry));
            }

            entry.Decided.SetResult((null, refused));
        }
        catch (Exception defect)
        {
            // Nobody shall wait for what will not come.
            visits.TryRemove(new KeyValuePair<Guid, Entry>(visitId, entry));
            entry.Decided.SetException(defect);
        }
    }

    private sealed record Entry(string DeviceId, byte[] Body)
    {
        public TaskCompletionSource<(Decision? Decision, RefusedException? Refused)> Decided { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<Decision> AnswerAsync()
        {
            var (decision, refused) = await Decided.Task.WaitAsync(CancellationToken.None);
            return decision ?? throw refused!;
        }
    }
}
