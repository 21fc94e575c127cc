using System.Globalization;
using Kiosk.Records;
using Kiosk.Vault.Keys;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault.Audit;

/// <summary>The audit trail: rows are only ever added, each bound to the one before; the table itself refuses anything else. Not for two callers at once.</summary>
internal sealed class AuditTrail(SqliteConnection connection, TrailMacs macs, HeldKeys? held = null)
{
    /// <summary>How many rows are removed at once: a visitor's result must not wait for more.</summary>
    public const int MostAtOnce = 10_000;

    private const string Newest = "ORDER BY seq DESC LIMIT 1";

    // What was written last from here: whoever sets the file back while we run is found out by it.
    private TrailRow? written;

    /// <summary>Where the trail ends; null when there is none.</summary>
    public TrailHead? Head => TrailRow.Query(connection, Newest).SingleOrDefault() is { Mac: { } mac } last ? new TrailHead(last.Seq, Convert.ToHexStringLower(mac)) : null;

    /// <summary>Begins the chain, in the transaction that makes or migrates the vault. Rows that are there already are taken into it, and it is said how many.</summary>
    public void Begin(DateTimeOffset now)
    {
        var mac = TrailMacs.BeforeTheFirst;
        var rows = TrailRow.Query(connection, "ORDER BY seq").ToList();
        foreach (var row in rows)
        {
            mac = macs.Of(row, mac);
            connection.Execute("UPDATE audit SET mac = $mac WHERE seq = $seq", ("$mac", mac), ("$seq", row.Seq));
        }

        Chain([new AuditEvent(now, AuditKind.TrailBegan, Detail: $"adopted={rows.Count}")], after: rows.Count == 0 ? null : rows[^1] with { Mac = mac });
    }

    /// <summary>Adds events in their order, all or none.</summary>
    public void Append(IReadOnlyList<AuditEvent> events)
    {
        // Begun immediately: another process may add to the same trail.
        using var transaction = connection.BeginTransaction(deferred: false);
        var last = Add(events);
        transaction.Commit();
        written = last ?? written;
    }

    /// <summary>Adds events within a transaction of the caller's, which must have been begun immediately.</summary>
    /// <returns>The trail's last row, once the transaction is committed; null when there was nothing to add.</returns>
    public TrailRow? Add(IReadOnlyList<AuditEvent> events, long? through = null)
    {
        if (events.Count == 0)
        {
            return null;
        }

        return Chain(events, Mended(events[0].At), through: through);
    }

    /// <summary>Goes on with other keys, in the transaction of the caller's that changes them.</summary>
    /// <param name="first">The first row that is theirs.</param>
    /// <param name="keysFrom">Makes the keys, which serve from a row on.</param>
    public void GoOnWith(AuditEvent first, Func<long, TrailMacs> keysFrom)
    {
        var last = Mended(first.At);
        using var others = keysFrom(last.Seq + 1);
        new AuditTrail(connection, others).Chain([first], last);
    }

    /// <summary>Removes the rows that happened before <paramref name="keptSince"/>, as far as they lie before all others, and says from where the trail goes on. Of very many, the first.</summary>
    /// <param name="keptSince">What happened from then on stays.</param>
    /// <param name="now">The time, which must be right: what is later than it does not hold up what lies before.</param>
    public RotatedTrail Rotate(DateTimeOffset keptSince, DateTimeOffset now)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var stays = TrailRow.Query(
            connection, "WHERE at >= $since AND at <= $now ORDER BY seq LIMIT 1", ("$since", keptSince.ToUnixTimeMilliseconds()), ("$now", now.ToUnixTimeMilliseconds())).SingleOrDefault();
        if (stays is null || PastBefore(stays) is not { } past)
        {
            return new RotatedTrail(0, Doubtful: false, Trouble: null);
        }

        // What was tampered with stays for whoever looks into it.
        if (new TrailWalk(connection, macs).Run(through: past.Seq, witness: null).Findings.Count > 0)
        {
            return new RotatedTrail(0, Doubtful: true, Trouble: null);
        }

        var count = (int)connection.Number($"SELECT count(*) FROM audit WHERE seq <= {past.Seq.ToString(CultureInfo.InvariantCulture)}");
        var last = Add([new AuditEvent(now, AuditKind.TrailRotated, Detail: $"count={count} mac={Convert.ToHexStringLower(past.Mac!)}")], past.Seq);
        connection.Execute("DELETE FROM audit WHERE seq <= $seq", ("$seq", past.Seq));
        held?.ForgetTrailBefore(past.Seq + 1);
        transaction.Commit();
        written = last;
        return new RotatedTrail(count, Doubtful: false, Trouble: null);
    }

    // The last row; where it is not the end that was left here, one that says so.
    private TrailRow Mended(DateTimeOffset now)
    {
        var last = TrailRow.Query(connection, Newest).SingleOrDefault();
        if (IsTheEnd(last))
        {
            return last!;
        }

        // The gap stays to be seen, and so does this row.
        var lastNumber = Math.Max(last?.Seq ?? 0, written?.Seq ?? 0);
        return Chain([new AuditEvent(now, AuditKind.TrailBroken, Detail: $"after={last?.Seq ?? 0}")], last, lastNumber);
    }

    private TrailRow? PastBefore(TrailRow stays) => TrailRow.Query(
        connection, $"WHERE seq < min($seq, (SELECT min(seq) FROM audit) + $most) {Newest}", ("$seq", stays.Seq), ("$most", (long)MostAtOnce)).SingleOrDefault();

    private bool IsTheEnd(TrailRow? last) => last is { Mac: { } mac } && TrailMacs.AreSame(last.EndMark, macs.EndMark(last.Seq, mac))
        && (written is null || last.Seq > written.Seq || TrailMacs.AreSame(mac, written.Mac));

    // The last of them gets the mark of the end, which the one before gives up: on the same page as a rule, so that it costs the SD card next to nothing.
    private TrailRow Chain(IReadOnlyList<AuditEvent> events, TrailRow? after, long? lastNumber = null, long? through = null)
    {
        if (after is not null)
        {
            connection.Execute("UPDATE audit SET end_mark = NULL WHERE seq = $seq", ("$seq", after.Seq));
        }

        var mac = after?.Mac ?? TrailMacs.BeforeTheFirst;
        var seq = lastNumber ?? after?.Seq ?? 0;
        TrailRow? row = null;
        for (var i = 0; i < events.Count; i++)
        {
            row = TrailRow.Of(events[i], ++seq, through);
            mac = macs.Of(row, mac);
            row = row with { Mac = mac, EndMark = i == events.Count - 1 ? macs.EndMark(seq, mac) : null };
            Insert(row);
        }

        return row!;
    }

    private void Insert(TrailRow row) => connection.Execute(
        """
        INSERT INTO audit (seq, at, kind, visit_id, staff, outcome, reason, elapsed_ms, detail, through, mac, end_mark)
        VALUES ($seq, $at, $kind, $visit, $staff, $outcome, $reason, $elapsed, $detail, $through, $mac, $end)
        """,
        ("$seq", row.Seq), ("$at", row.At), ("$kind", row.Kind), ("$visit", row.VisitId), ("$staff", row.Staff), ("$outcome", row.Outcome), ("$reason", row.Reason),
        ("$elapsed", row.ElapsedMs), ("$detail", row.Detail), ("$through", row.Through), ("$mac", row.Mac), ("$end", row.EndMark));
}
