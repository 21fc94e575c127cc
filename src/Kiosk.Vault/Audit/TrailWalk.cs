using Kiosk.Records;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault.Audit;

/// <summary>One walk along the trail, which recalculates every MAC and says where it does not come out. Used once.</summary>
internal sealed class TrailWalk(SqliteConnection connection, TrailMacs macs)
{
    private readonly TrailFindings findings = new();
    private long rows;
    private long start = 1;
    private long expected = 1;
    private byte[] before = TrailMacs.BeforeTheFirst;
    private TrailRow? first;
    private TrailRow? beforeLast;
    private TrailRow? last;
    private bool lastFits;
    private TrailRow? began;
    private bool headSeen;
    private bool headTooOld;

    /// <summary>Walks, to the end or to a row.</summary>
    /// <param name="through">The last row to look at; null: to the end, which is looked at, too.</param>
    /// <param name="witness">An end that was noted elsewhere, if there is one.</param>
    public TrailReport Run(long? through, TrailHead? witness)
    {
        try
        {
            Start(witness);
            foreach (var row in TrailRow.Query(connection, "WHERE seq <= $through ORDER BY seq", ("$through", through ?? long.MaxValue)))
            {
                Pass(row, witness);
            }

            if (through is null)
            {
                End(witness);
            }
        }
        catch (SqliteException e) when (SqliteTroubles.Of(e) is not null)
        {
            findings.Add(new TrailFinding(TrailFault.Unreadable, last?.Seq ?? 0, last?.Seq ?? 0, last?.When));
        }

        return new TrailReport(
            rows, first?.Seq ?? 0, first?.When, last is { Mac: { } mac } ? new TrailHead(last.Seq, Convert.ToHexStringLower(mac)) : null, last?.When,
            began?.Seq - 1 ?? 0, began?.When, headTooOld, findings.All, findings.Count);
    }

    // Where the trail goes on after rows whose time was over: the row that says so stands further on, and must itself be in its place.
    private void Start(TrailHead? witness)
    {
        var anchor = TrailRow.Query(connection, "WHERE through IS NOT NULL ORDER BY through DESC, seq DESC").FirstOrDefault(IsInPlace);
        if (anchor is not { Through: { } through } || MacOf(anchor) is not { } mac)
        {
            return;
        }

        expected = start = through + 1;
        before = mac;
        headTooOld = witness?.Seq < through;
        headSeen = headTooOld || (witness?.Seq == through && witness.Mac == Convert.ToHexStringLower(mac));
    }

    private bool IsInPlace(TrailRow anchor) =>
        TrailRow.Query(connection, "WHERE seq = $seq", ("$seq", anchor.Seq - 1)).SingleOrDefault() is { Mac: { } mac } && TrailMacs.AreSame(anchor.Mac, macs.Of(anchor, mac));

    private static byte[]? MacOf(TrailRow anchor)
    {
        const string Key = " mac=";
        var at = anchor.Detail?.IndexOf(Key, StringComparison.Ordinal) ?? -1;
        return at < 0 ? null : Convert.FromHexString(anchor.Detail.AsSpan(at + Key.Length));
    }

    private void Pass(TrailRow row, TrailHead? witness)
    {
        if (last is { EndMark: not null } && lastFits)
        {
            findings.Add(new TrailFinding(TrailFault.Altered, last.Seq, last.Seq, beforeLast?.When, last.When));
        }

        rows++;
        first ??= row;
        lastFits = row.Seq >= start && Judge(row);
        if (row.Seq < start)
        {
            Find(TrailFault.Returned, row);
        }
        else if (lastFits && row.Is(AuditKind.TrailBroken))
        {
            Find(TrailFault.Broken, row);
        }
        else if (lastFits && row.Is(AuditKind.TrailBegan))
        {
            began = row;
        }

        headSeen |= row.Seq == witness?.Seq && row.Mac is { } mac && Convert.ToHexStringLower(mac) == witness.Mac;
        (beforeLast, last) = (last, row);
    }

    // True when the row is as it was written. Behind a gap nobody can say, unless it was written when the gap was there already.
    private bool Judge(TrailRow row)
    {
        var fits = TrailMacs.AreSame(row.Mac, macs.Of(row, before));
        if (row.Seq > expected)
        {
            findings.Add(new TrailFinding(TrailFault.Missing, expected, row.Seq - 1, last?.When, row.When));
        }
        else if (!macs.Knows(row.Seq))
        {
            Find(TrailFault.KeyGone, row);
        }
        else if (!fits || row.Seq < expected)
        {
            Find(TrailFault.Altered, row);
        }

        before = row.Mac ?? TrailMacs.BeforeTheFirst;
        expected = row.Seq + 1;
        return fits;
    }

    private void End(TrailHead? witness)
    {
        if (last is not { Mac: { } mac } || !TrailMacs.AreSame(last.EndMark, macs.EndMark(last.Seq, mac)))
        {
            findings.Add(new TrailFinding(TrailFault.CutOff, last?.Seq ?? expected - 1, last?.Seq ?? expected - 1, last?.When));
        }

        if (!VaultSchema.Guards(connection).SequenceEqual(VaultSchema.IntendedGuards(), StringComparer.Ordinal))
        {
            findings.Add(new TrailFinding(TrailFault.Unguarded, 0, 0));
        }

        if (witness is not null && !headSeen)
        {
            findings.Add(new TrailFinding(TrailFault.HeadUnknown, witness.Seq, witness.Seq));
        }
    }

    private void Find(TrailFault fault, TrailRow row) => findings.Add(new TrailFinding(fault, row.Seq, row.Seq, last?.When, row.When));
}
