using System.Globalization;
using Kiosk.Pi.Desk;
using Kiosk.Records;
using Kiosk.Search;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Pi.Searching;

/// <summary>
/// Searches the kept results, and audits it: one row for what staff typed until they stopped for a second (ten seconds at most), whatever number of searches the screen made of it.
/// The trail tells by which kinds of things and how many were found; what was looked for stands nowhere.
/// </summary>
internal sealed class SearchDesk(ISearchVault vault, AuditWriter audit, TimeProvider time) : IHostedService, IDisposable
{
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Typing> typing = new(StringComparer.Ordinal);

    public async Task<SearchAnswer> SearchAsync(ResultSearch search, string staff, CancellationToken cancellation)
    {
        var answer = await vault.SearchAsync(search, JapanTime.DateOf(time.GetUtcNow()), cancellation);
        // Whoever is told that it takes a while has seen nobody.
        if (answer.Page is { } page)
        {
            Note(staff, SearchTerms.FieldsOf(search), page.Total);
        }

        return answer;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        string[] open;
        lock (gate)
        {
            open = [.. typing.Keys];
        }

        foreach (var staff in open)
        {
            Write(staff);
        }

        return Task.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var one in typing.Values)
        {
            one.Due.Dispose();
        }
    }

    private void Note(string staff, SearchFields fields, int found)
    {
        lock (gate)
        {
            if (!typing.TryGetValue(staff, out var one))
            {
                one = new Typing(time.GetTimestamp(), time.CreateTimer(_ => Write(staff), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
                typing.Add(staff, one);
            }

            one.Fields |= fields;
            one.Found = found;
            one.Searches++;
            var left = Longest - time.GetElapsedTime(one.Began);
            one.Due.Change(left < Held ? left < TimeSpan.Zero ? TimeSpan.Zero : left : Held, Timeout.InfiniteTimeSpan);
        }
    }

    private void Write(string staff)
    {
        Typing? one;
        lock (gate)
        {
            if (!typing.Remove(staff, out one))
            {
                return;
            }
        }

        one.Due.Dispose();
        audit.Write(new AuditEvent(
            time.GetUtcNow(), AuditKind.ResultsSearched, Staff: staff,
            Detail: string.Create(CultureInfo.InvariantCulture, $"by={Words(one.Fields)} found={one.Found} searches={one.Searches}")));
    }

    private static string Words(SearchFields fields) => fields == SearchFields.None
        ? "nothing"
        : string.Join('+', Enum.GetValues<SearchFields>().Where(field => field != SearchFields.None && fields.HasFlag(field)).Select(field => field.ToString().ToLowerInvariant()));

    private sealed class Typing(long began, ITimer due)
    {
        public long Began => began;

        public ITimer Due => due;

        public SearchFields Fields { get; set; }

        public int Found { get; set; }

        public int Searches { get; set; }
    }
}
