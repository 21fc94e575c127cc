using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Kiosk.Records;
using Kiosk.Search;
using Kiosk.Visits;

namespace Kiosk.Vault.Searching;

/// <summary>
/// What can be searched of the kept results, in memory only: an index on disk of parts of names, even hashed, would tell a thief by how often each occurs which names they are, and would cost
/// the card writes with every visit. Rows in the order of time, each with one text: names, then birth dates and insurers, then parts of numbers. Not for two callers at once.
/// </summary>
internal sealed class ResultIndex
{
    // Before and after every field: no search can hold it, so that nothing is found across two fields.
    private const char Edge = '\n';

    // Longer than any field that there is; what lies behind it is not found.
    private const int LongestField = 200;

    private readonly List<Row> rows = [];
    private readonly TextPool texts = new();

    public int Count => rows.Count;

    /// <summary>How many bytes it takes.</summary>
    public long Bytes => texts.Bytes + ((long)rows.Capacity * System.Runtime.CompilerServices.Unsafe.SizeOf<Row>());

    /// <summary>Takes a result in that is not in it, wherever its time is: before the first search <see cref="Sort"/> is due.</summary>
    public void Add(KeptResult result) => rows.Add(RowOf(result));

    /// <summary>Brings what was added into the order of time.</summary>
    public void Sort() => rows.Sort(Row.ByTime);

    /// <summary>Takes a result in, or what became of it.</summary>
    public void Put(KeptResult result)
    {
        var row = RowOf(result);
        var at = rows.BinarySearch(row, Row.ByTime);
        if (at >= 0)
        {
            texts.Remove(rows[at].Text);
            rows[at] = row;
        }
        else
        {
            rows.Insert(~at, row);
        }
    }

    /// <summary>Lets go of what is past its last day.</summary>
    public void Purge(DateOnly today) => Remove(row => Retention.IsPast(DateOnly.FromDayNumber(row.LastDay), today));

    /// <summary>Lets go of some visits.</summary>
    public void Remove(IReadOnlySet<Guid> visits) => Remove(row => visits.Contains(row.VisitId));

    /// <summary>Zeroes everything.</summary>
    public void Clear()
    {
        texts.Clear();
        CollectionsMarshal.AsSpan(rows).Clear();
        rows.Clear();
        rows.TrimExcess();
    }

    /// <summary>The visits that fit, newest first: those from the offset on, and how many there are in all.</summary>
    /// <param name="search">What is looked for.</param>
    /// <param name="pending">The visits that wait for staff.</param>
    public (List<Guid> Page, int Total) Find(ResultSearch search, IReadOnlySet<Guid> pending)
    {
        var terms = SearchTerms.Of(search.Text).Select(term => new Sought(term)).ToArray();
        var (first, end) = (search.From is { } from ? FirstSince(from) : 0, search.To is { } to ? FirstSince(to.AddDays(1)) : rows.Count);
        var page = new List<Guid>();
        var total = 0;
        var all = CollectionsMarshal.AsSpan(rows);
        for (var i = end - 1; i >= first; i--)
        {
            ref readonly var row = ref all[i];
            if ((search.Outcome is { } outcome && row.Outcome != outcome) || (search.Pending is { } waits && pending.Contains(row.VisitId) != waits) || !Fits(row, terms))
            {
                continue;
            }

            if (total++ >= search.Offset && page.Count < search.Limit)
            {
                page.Add(row.VisitId);
            }
        }

        return (page, total);
    }

    private void Remove(Predicate<Row> isGone) => rows.RemoveAll(row =>
    {
        var goes = isGone(row);
        if (goes)
        {
            texts.Remove(row.Text);
        }

        return goes;
    });

    private bool Fits(in Row row, Sought[] terms)
    {
        var text = texts[row.Text];
        foreach (var term in terms)
        {
            if (!term.IsIn(text[..row.Names], text[row.Names..row.Exact], text[row.Exact..], row.HasUnknown))
            {
                return false;
            }
        }

        return true;
    }

    private int FirstSince(DateOnly day)
    {
        var since = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), JapanTime.Offset).UtcTicks;
        var (low, high) = (0, rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = rows[middle].EndedAt < since ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private Row RowOf(KeptResult result)
    {
        var (text, names, exact) = TextOf(result);
        return new Row(
            result.EndedAt.UtcTicks, result.VisitId, result.LastDay.DayNumber, result.Outcome, text.AsSpan(0, names).Contains(SearchText.Unknown), names, exact, texts.Add(text));
    }

    private static (string Text, int Names, int Exact) TextOf(KeptResult result)
    {
        var text = new StringBuilder().Append(Edge);
        var records = result.Confirmation?.Records ?? [];
        foreach (var record in records)
        {
            Add(text, SearchText.Name(record.Name));
            Add(text, SearchText.Name(record.NameKana));
            Add(text, SearchText.Name(record.OtherName));
            Add(text, SearchText.Name(record.OtherNameKana));
        }

        var names = text.Length;
        text.Append(Edge);
        foreach (var record in records)
        {
            Add(text, record.Birthdate?.Day is { } birth ? Sought.Birth(birth) : "");
            Add(text, record.InsurerNumber is { Length: > 0 } insurer ? Sought.Insurer(SearchText.Number(insurer).PadLeft(8, '0')) : "");
        }

        var exact = text.Length;
        text.Append(Edge);
        foreach (var record in records)
        {
            Add(text, SearchText.Number(record.Symbol));
            Add(text, SearchText.Number(record.Number));
        }

        Add(text, result.Ticket?.Number?.Value ?? "");
        return (text.ToString(), names, exact);
    }

    private static void Add(StringBuilder text, string field)
    {
        if (field.Length > 0)
        {
            text.Append(field.AsSpan(0, Math.Min(LongestField, field.Length))).Append(Edge);
        }
    }

    private readonly record struct Row(long EndedAt, Guid VisitId, int LastDay, Outcome Outcome, bool HasUnknown, int Names, int Exact, PooledText Text)
    {
        public static IComparer<Row> ByTime { get; } = Comparer<Row>.Create((one, other) =>
            one.EndedAt.CompareTo(other.EndedAt) is not 0 and var time ? time : one.VisitId.CompareTo(other.VisitId));
    }

    // A term, ready to be looked for in one row after the other.
    private sealed class Sought(SearchTerm term)
    {
        private readonly string? birth = term.Birth is { } day ? $"{Edge}{Birth(day)}{Edge}" : null;
        private readonly string? insurer = term.Insurer is { } number ? $"{Edge}{Insurer(number)}{Edge}" : null;
        private readonly bool isOpen = term.Name?.Contains(SearchText.Unknown, StringComparison.Ordinal) == true;

        // What must be there as it is, unless a character of the name did not arrive.
        private readonly string certain = term.Name?.Split(SearchText.Unknown).MaxBy(piece => piece.Length) ?? "";

        public static string Birth(DateOnly day) => day.ToString("'B'yyyyMMdd", CultureInfo.InvariantCulture);

        public static string Insurer(string number) => $"I{number}";

        public bool IsIn(ReadOnlySpan<char> names, ReadOnlySpan<char> exact, ReadOnlySpan<char> parts, bool hasUnknown) =>
            (term.Name is { } name && (hasUnknown || names.Contains(certain, StringComparison.Ordinal)) && ((!hasUnknown && !isOpen) || Unknowns.IsIn(names, name)))
            || (birth is not null && exact.Contains(birth, StringComparison.Ordinal))
            || (insurer is not null && exact.Contains(insurer, StringComparison.Ordinal))
            || (term.Part is { } part && parts.Contains(part, StringComparison.Ordinal));
    }
}
