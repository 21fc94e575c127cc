using Kiosk.Records;
using Kiosk.Search;
using Kiosk.Vault.Searching;
using Microsoft.Extensions.Time.Testing;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests.Searching;

/// <summary>When the index is made, and when it is gone.</summary>
public sealed class LiveIndexTests
{
    private static readonly HashSet<Guid> NonePending = [];

    private readonly FakeTimeProvider time = new(Noon);
    private readonly TaskCompletionSource<IndexBatch> held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int builds;

    [Fact]
    public async Task Index_NobodySearchesForFiveMinutes_IsGoneAndMadeAnew()
    {
        await using var index = new LiveIndex(ReadOneAsync, time);
        await SearchAsync(index);
        await SearchAsync(index);
        time.Advance(LiveIndex.StaysFor / 2);
        await SearchAsync(index);
        time.Advance(LiveIndex.StaysFor - TimeSpan.FromSeconds(1));
        Assert.Equal((1, 1), (index.Size.Rows, builds));

        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((0, 0L), index.Size);
        await SearchAsync(index);
        Assert.Equal(2, builds);
    }

    [Fact]
    public async Task Index_SomebodySearchesStill_Stays()
    {
        await using var index = new LiveIndex(ReadOneAsync, time);
        await SearchAsync(index);
        using (index.Use())
        {
            time.Advance(LiveIndex.StaysFor * 2);
            Assert.Equal(1, index.Size.Rows);
        }
    }

    [Fact]
    public async Task Index_TakesLong_SaysHowFarItIs()
    {
        await using var index = new LiveIndex(ReadSlowlyAsync, time);
        using var use = index.Use();
        var asked = index.ReadyAsync(Token);
        while (index.Size.Rows == 0)
        {
            await Task.Yield();
        }

        // Once the second batch is under way, the first one's total is known.
        await slow.Task.WaitAsync(Token);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(new SearchAnswer(SearchState.Preparing, Percent: 25), await asked);

        held.SetResult(new IndexBatch(Last: null, Total: null, Trouble: null));
        Assert.Null(await index.ReadyAsync(Token));
    }

    [Fact]
    public async Task Index_Disposed_IsZeroed()
    {
        var index = new LiveIndex(ReadOneAsync, time);
        await SearchAsync(index);

        await index.DisposeAsync();

        Assert.Equal((0, 0L), index.Size);
    }

    [Fact]
    public void Pool_TextsGo_AreZeroedAndTheirRoomIsUsedAgain()
    {
        var pool = new TextPool();
        var texts = Enumerable.Range(0, 3000).Select(_ => pool.Add(new string('花', 100))).ToList();
        var bytes = pool.Bytes;
        var first = pool[texts[0]];
        foreach (var text in texts)
        {
            pool.Remove(text);
        }

        Assert.True(first.IndexOfAnyExcept('\0') < 0);
        foreach (var _ in texts)
        {
            pool.Add(new string('子', 100));
        }

        Assert.Equal(bytes, pool.Bytes);
        pool.Clear();
        Assert.True(first.IndexOfAnyExcept('\0') < 0);
        Assert.Equal(0, pool.Bytes);
    }

    private readonly TaskCompletionSource slow = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static async Task SearchAsync(LiveIndex index)
    {
        using var use = index.Use();
        Assert.Null(await index.ReadyAsync(Token));
        Assert.Equal(1, index.Find(new ResultSearch("花子"), NonePending).Total);
    }

    private Task<IndexBatch> ReadOneAsync(string after, Action<KeptResult> take, CancellationToken cancellation)
    {
        if (after.Length > 0)
        {
            return Task.FromResult(new IndexBatch(Last: null, Total: null, Trouble: null));
        }

        builds++;
        take(Covered());
        return Task.FromResult(new IndexBatch("a", Total: 1, Trouble: null));
    }

    private Task<IndexBatch> ReadSlowlyAsync(string after, Action<KeptResult> take, CancellationToken cancellation)
    {
        if (after.Length == 0)
        {
            take(Covered());
            return Task.FromResult(new IndexBatch("a", Total: 4, Trouble: null));
        }

        slow.TrySetResult();
        return held.Task.WaitAsync(cancellation);
    }
}
