using System.Collections.Concurrent;
using Kiosk.Records;
using Kiosk.Search;

namespace Kiosk.Vault.Searching;

/// <summary>Some results, read for the index.</summary>
/// <param name="Last">The last id that was looked at; null: there are no more.</param>
/// <param name="Total">How many there are, told with the first ones.</param>
/// <param name="Trouble">Why they cannot be read.</param>
internal readonly record struct IndexBatch(string? Last, int? Total, VaultTrouble? Trouble);

/// <summary>Reads the next results behind an id, and hands each over before anybody else may use the vault.</summary>
internal delegate Task<IndexBatch> ReadBatch(string after, Action<KeptResult> take, CancellationToken cancellation);

/// <summary>
/// The index while somebody searches: made with the first search, kept up to date, zeroed and dropped when nobody has searched for a while. A result that is kept is only noted,
/// and read by the next search: the visit pays nothing for it.
/// </summary>
internal sealed class LiveIndex(ReadBatch read, TimeProvider time) : IAsyncDisposable
{
    /// <summary>How long it stays when nobody searches.</summary>
    public static readonly TimeSpan StaysFor = TimeSpan.FromMinutes(5);

    // Of a search, until it hears how far the reading is: shorter than the screen waits for an answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock sync = new();
    private readonly ResultIndex index = new();
    private readonly ConcurrentQueue<Guid> touched = new();
    private readonly CancellationTokenSource ending = new();
    private Task<VaultTrouble?>? building;
    private ITimer? drop;
    private volatile bool isAlive;
    private int users;
    private int total;

    /// <summary>How many results are in it, and how many bytes it takes; none of either: it is not there.</summary>
    public (int Rows, long Bytes) Size
    {
        get
        {
            lock (sync)
            {
                return (index.Count, index.Bytes);
            }
        }
    }

    /// <summary>It is there, or being made.</summary>
    public bool IsAlive => isAlive;

    /// <summary>Keeps it from being dropped until this is disposed.</summary>
    public IDisposable Use()
    {
        lock (sync)
        {
            users++;
        }

        return new InUse(this);
    }

    /// <summary>Makes it, where it is not there. Null: it can be searched; otherwise why not yet.</summary>
    public async Task<SearchAnswer?> ReadyAsync(CancellationToken cancellation)
    {
        Task<VaultTrouble?> underWay;
        lock (sync)
        {
            isAlive = true;
            underWay = building ??= Task.Run(BuildAsync, CancellationToken.None);
        }

        try
        {
            if (await underWay.WaitAsync(Patience, time, cancellation) is not { } trouble)
            {
                return null;
            }

            Forget(underWay);
            return SqliteVault.CannotRead(trouble);
        }
        catch (TimeoutException)
        {
            lock (sync)
            {
                return new SearchAnswer(SearchState.Preparing, Percent: total == 0 ? 0 : Math.Min(99, index.Count * 100 / total));
            }
        }
    }

    /// <summary>Notes that a visit's result or ticket was written.</summary>
    public void Touch(Guid visit)
    {
        if (isAlive)
        {
            touched.Enqueue(visit);
        }
    }

    /// <summary>Takes in what was noted. What cannot be read now stays noted.</summary>
    public void Refresh(Func<Guid, KeptResult?> find)
    {
        while (touched.TryPeek(out var visit))
        {
            if (find(visit) is { } result)
            {
                lock (sync)
                {
                    index.Put(result);
                }
            }

            touched.TryDequeue(out _);
        }
    }

    /// <inheritdoc cref="ResultIndex.Find"/>
    public (List<Guid> Page, int Total) Find(ResultSearch search, IReadOnlySet<Guid> pending)
    {
        lock (sync)
        {
            return index.Find(search, pending);
        }
    }

    /// <summary>Takes results out whose time is another now; the next search reads them anew.</summary>
    public void Renew(IReadOnlyCollection<Guid> visits)
    {
        lock (sync)
        {
            index.Remove(visits.ToHashSet());
        }

        foreach (var visit in visits)
        {
            Touch(visit);
        }
    }

    /// <inheritdoc cref="ResultIndex.Purge"/>
    public void Purge(DateOnly today)
    {
        lock (sync)
        {
            index.Purge(today);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        if (building is { } last)
        {
            await ((Task)last).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        lock (sync)
        {
            drop?.Dispose();
            Drop();
        }

        ending.Dispose();
    }

    private async Task<VaultTrouble?> BuildAsync()
    {
        IndexBatch batch;
        for (var after = ""; ; after = batch.Last)
        {
            batch = await read(after, Take, ending.Token);
            total = batch.Total ?? total;
            if (batch.Last is null)
            {
                break;
            }
        }

        lock (sync)
        {
            index.Sort();
        }

        return batch.Trouble;
    }

    private void Take(KeptResult result)
    {
        lock (sync)
        {
            index.Add(result);
        }
    }

    private void Release()
    {
        lock (sync)
        {
            users--;
            drop ??= time.CreateTimer(_ => DropWhenIdle(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            drop.Change(StaysFor, Timeout.InfiniteTimeSpan);
        }
    }

    private void DropWhenIdle()
    {
        lock (sync)
        {
            if (users == 0 && building is null or { IsCompleted: true })
            {
                Drop();
            }
            else
            {
                drop!.Change(StaysFor, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Forget(Task<VaultTrouble?> failed)
    {
        lock (sync)
        {
            if (building == failed)
            {
                Drop();
            }
        }
    }

    private void Drop()
    {
        isAlive = false;
        building = null;
        touched.Clear();
        index.Clear();
    }

    private sealed class InUse(LiveIndex index) : IDisposable
    {
        public void Dispose() => index.Release();
    }
}
