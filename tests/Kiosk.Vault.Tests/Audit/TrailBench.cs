using Kiosk.Records;
using Kiosk.Vault.Audit;
using Kiosk.Visits;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests.Audit;

/// <summary>A trail that the real vault wrote, and what somebody with the file but without the key can do to it.</summary>
public sealed class TrailBench : IDisposable
{
    private const string Lift = "DROP TRIGGER audit_never_changes; DROP TRIGGER audit_mac_never_changes; DROP TRIGGER audit_never_goes; DROP TRIGGER audit_never_replaced; ";

    public VaultBench Vault { get; } = new();

    /// <summary>A minute apart, every column filled in some.</summary>
    public static IEnumerable<AuditEvent> Events(int count, DateTimeOffset? from = null) => Enumerable.Range(0, count).Select(i => new AuditEvent(
        (from ?? Noon).AddMinutes(i), i % 2 == 0 ? AuditKind.VisitEnded : AuditKind.ResultViewed, Guid.CreateVersion7(Noon.AddMinutes(i)), $"S{i:00}", Outcome.CouldNotAsk, Reason.ResultCount,
        TimeSpan.FromMilliseconds(i), $"n={i}"));

    /// <summary>A vault whose trail has <paramref name="rows"/> rows, the first of them its own.</summary>
    public async Task WriteAsync(int rows)
    {
        await using var vault = Vault.Open();
        foreach (var one in Events(rows - 1))
        {
            Assert.Null(await vault.AuditAsync([one], Token));
        }
    }

    /// <summary>A stand that starts, writes and stops.</summary>
    public async Task AddAsync(int events)
    {
        await using var vault = Vault.Open();
        Assert.Null(await vault.AuditAsync([.. Events(events)], Token));
    }

    public TrailReport Verify(TrailHead? witness = null)
    {
        using var reader = Reader();
        return reader.Verify(witness);
    }

    public TrailReader Reader()
    {
        var reader = TrailReader.Open(Vault.Folder, out var failed);
        Assert.Null(failed);
        return reader!;
    }

    public List<TrailRow> Rows()
    {
        using var reader = Reader();
        var rows = new List<TrailRow>();
        Assert.Null(reader.Read(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, rows.Add));
        return rows;
    }

    /// <summary>Changes the file past its guards, and sets them again as they were, so that only the chain can tell.</summary>
    public void Tamper(string sql)
    {
        using var stranger = Vault.Stranger();
        var guards = VaultSchema.Guards(stranger);
        stranger.Execute(Lift);
        stranger.Execute(sql);
        foreach (var guard in guards)
        {
            stranger.Execute(guard);
        }
    }

    public (TrailFault Fault, long From, long To)[] Findings(TrailHead? witness = null) => [.. Verify(witness).Findings.Select(finding => (finding.Fault, finding.From, finding.To))];

    public TrailHead Head()
    {
        using var reader = Reader();
        return reader.Head!;
    }

    /// <summary>The database's files as they are, to be put back later.</summary>
    public Action Copy()
    {
        var files = Directory.GetFiles(Vault.Folder, "vault.db*").ToDictionary(file => file, File.ReadAllBytes, StringComparer.Ordinal);
        return () =>
        {
            foreach (var now in Directory.GetFiles(Vault.Folder, "vault.db*"))
            {
                File.Delete(now);
            }

            foreach (var (file, bytes) in files)
            {
                File.WriteAllBytes(file, bytes);
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        };
    }

    public void Dispose() => Vault.Dispose();
}
