using System.Security.Cryptography;
using Kiosk.Alternatives;
using Kiosk.Records;
using Kiosk.Vault.Audit;
using Kiosk.Vault.Keys;
using Kiosk.Vault.Tests.Audit;
using Kiosk.Visits;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests;

public sealed class RekeyTests : IDisposable
{
    private static readonly AuditEvent Changed = new(Noon, AuditKind.VaultRekeyed, Staff: "admin");

    private readonly TrailBench bench = new();
    private readonly KeptResult covered = Covered();
    private readonly KeptResult pending = Covered(Noon.AddSeconds(1)) with { Outcome = Outcome.CouldNotAsk, Reason = Reason.Unreachable, Confirmation = null };
    private readonly AlternativeCheck check = PendingTests.Check(visit: null);

    [Fact]
    public async Task Run_EverythingSealed_OpensWithTheNewKeyAlone()
    {
        await FillAsync();
        var old = await File.ReadAllBytesAsync(bench.Vault.Key, Token);
        var before = Envelopes();
        Assert.All(before, envelope => Assert.True(IsSomewhere(envelope)));

        var result = await RekeyAsync();

        Assert.Null(result.Failed);
        // Two results, a ticket, a check, a note.
        Assert.Equal((5, 0), (result.Sealed, result.Emptied));
        Assert.NotEqual(old, await File.ReadAllBytesAsync(bench.Vault.Key, Token));
        Assert.Equal("vault.db vault.key vault.lock", Files(bench.Vault.Folder));
        Assert.All(before, envelope => Assert.False(IsSomewhere(envelope)));
        Assert.All(Envelopes(), envelope => Assert.True(IsSomewhere(envelope)));
        await AssertWholeAsync(bench.Vault.Folder);
        Assert.Equal(("admin", "sealed=5 emptied=0"), Assert.Single(bench.Rows(), row => row.Kind == "vaultRekeyed") is var row ? (row.Staff, row.Detail) : default);

        await File.WriteAllBytesAsync(bench.Vault.Key, old, Token);
        Assert.Equal(VaultDefect.KeyWrong, bench.Vault.Defect());
    }

    /// <summary>The plug is pulled at each step: what lies on the disk then is copied, and opened.</summary>
    [Fact]
    public async Task Run_CutShortAtAnyStep_OpensWithEverythingAndNothingIsLeftOver()
    {
        await FillAsync();
        var before = Envelopes();
        var copies = new List<(string Step, string Folder)>();

        var result = await VaultRekey.RunAsync(bench.Vault.Folder, isSealed: false, Changed, step => copies.Add((step, Copy(bench.Vault.Folder, $"copy{copies.Count}"))));

        Assert.Null(result.Failed);
        Assert.Equal(["next key written", "results", "tickets", "checks", "pending", "keys", "committed", "WAL emptied", "old key gone", "new key in place"], copies.Select(copy => copy.Step));
        foreach (var (step, folder) in copies)
        {
            await AssertWholeAsync(folder);
            Assert.Equal("vault.db vault.key vault.lock", Files(folder));
            // From the commit on it is the new key, and nothing of the old one is left by the first start.
            var isDone = copies.FindIndex(copy => copy.Step == step) >= copies.FindIndex(copy => copy.Step == "committed");
            Assert.All(before, envelope => Assert.Equal(!isDone, IsSomewhere(envelope, folder)));
        }
    }

    /// <summary>The same, with the first key that follows torn: half of it was written.</summary>
    [Fact]
    public async Task Open_NextKeyWasHalfWritten_IsForgotten()
    {
        await FillAsync();
        await File.WriteAllBytesAsync(bench.Vault.Key + ".next", RandomNumberGenerator.GetBytes(13), Token);
        VaultFolderMode(bench.Vault.Key + ".next");

        await AssertWholeAsync(bench.Vault.Folder);

        Assert.Equal("vault.db vault.key vault.lock", Files(bench.Vault.Folder));
    }

    [Fact]
    public async Task Open_OldKeyWasHalfOverwritten_TakesTheNextOne()
    {
        await FillAsync();
        string? copy = null;
        await VaultRekey.RunAsync(bench.Vault.Folder, isSealed: false, Changed, step => copy = step == "WAL emptied" ? Copy(bench.Vault.Folder, "half") : copy);
        var old = await File.ReadAllBytesAsync(Path.Combine(copy!, "vault.key"), Token);
        old.AsSpan(0, 16).Clear();
        await File.WriteAllBytesAsync(Path.Combine(copy!, "vault.key"), old, Token);

        await AssertWholeAsync(copy!);

        Assert.Equal("vault.db vault.key vault.lock", Files(copy!));
    }

    [Fact]
    public async Task Run_SomebodyHasTheVaultOpen_IsBusyAndChangesNothing()
    {
        await FillAsync();
        var old = await File.ReadAllBytesAsync(bench.Vault.Key, Token);
        await using (bench.Vault.Open())
        {
            Assert.Equal(VaultDefect.Busy, (await RekeyAsync()).Failed!.Defect);
        }

        using (bench.Reader())
        {
            Assert.Equal(VaultDefect.Busy, (await RekeyAsync()).Failed!.Defect);
        }

        Assert.Equal(old, await File.ReadAllBytesAsync(bench.Vault.Key, Token));
    }

    [Fact]
    public async Task Run_NoRoom_ChangesNothing()
    {
        await FillAsync();
        var old = await File.ReadAllBytesAsync(bench.Vault.Key, Token);

        var result = await VaultRekey.RunAsync(bench.Vault.Folder, isSealed: false, Changed, step =>
        {
            if (step == "tickets")
            {
                throw new IOException("No space left on device", 28);
            }
        });

        Assert.Equal(VaultDefect.Full, result.Failed!.Defect);
        Assert.Equal(old, await File.ReadAllBytesAsync(bench.Vault.Key, Token));
        Assert.Equal("vault.db vault.key vault.lock", Files(bench.Vault.Folder));
        await AssertWholeAsync(bench.Vault.Folder);
    }

    [Fact]
    public async Task Run_NoVault_MakesNone()
    {
        Assert.Equal(VaultDefect.Missing, (await RekeyAsync()).Failed!.Defect);
        Assert.False(Directory.Exists(bench.Vault.Folder));
    }

    [Fact]
    public async Task Run_ValueThatDoesNotOpen_IsEmptiedAndTold()
    {
        await FillAsync();
        await using (var stranger = bench.Vault.Stranger())
        {
            // Another row's envelope, which the old key would open there.
            stranger.Execute("UPDATE results SET sealed = (SELECT sealed FROM results WHERE visit_id = $from) WHERE visit_id = $to", ("$from", Codes.Of(covered.VisitId)), ("$to", Codes.Of(pending.VisitId)));
        }

        var moved = Envelopes()[0];

        Assert.Equal((4, 1), await RekeyAsync() is var result ? (result.Sealed, result.Emptied) : default);

        Assert.False(IsSomewhere(moved));
        await using (var vault = bench.Vault.Open())
        {
            Assert.NotNull((await vault.FindAsync(covered.VisitId, Token)).Value);
            Assert.Null((await vault.FindAsync(pending.VisitId, Token)).Value);
            Assert.Equal(1, vault.Unreadable);
        }

        Assert.Equal((4, 0), await RekeyAsync() is var again ? (again.Sealed, again.Emptied) : default);
    }

    /// <summary>A new column of sealed values must be known here.</summary>
    [Fact]
    public async Task Columns_EveryBlobOfTheSchema_IsSealedAgainOrNotSealed()
    {
        await using var vault = bench.Vault.Open();
        await using var command = vault.Connection.Command("SELECT group_concat(t.name || '.' || c.name, ' ') FROM pragma_table_list t JOIN pragma_table_info(t.name) c WHERE t.schema = 'main' AND c.type = 'BLOB'");
        var blobs = (string)(await command.ExecuteScalarAsync(Token))!;

        Assert.Equal(SealedColumns.All.Select(all => $"{all.Table}.{all.Column}").Concat(["audit.mac", "audit.end_mark", "held_keys.sealed"]).Order(StringComparer.Ordinal), blobs.Split(' ').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Run_VaultOfBeforeKeysWereHeld_KeepsMarksAndTrail()
    {
        await FillAsync();
        bench.Vault.BackTo(6);

        Assert.Null((await RekeyAsync()).Failed);

        await AssertWholeAsync(bench.Vault.Folder);
    }

    public void Dispose() => bench.Dispose();

    private Task<RekeyResult> RekeyAsync() => VaultRekey.RunAsync(bench.Vault.Folder, isSealed: false, Changed);

    private async Task FillAsync()
    {
        await using var vault = bench.Vault.Open();
        Assert.Null(await vault.KeepAsync(covered with { Person = vault.MarkOf(Hanako) }, Token));
        Assert.Null(await vault.KeepAsync(pending, Token));
        Assert.Null(await vault.KeepTicketAsync(covered.VisitId, TicketTests.Ticket(), Today, new AuditEvent(Noon, AuditKind.TicketNoted), Token));
        Assert.Equal(PendingResult.Done, await vault.KeepCheckAsync(check, new AuditEvent(Noon, AuditKind.CheckRecorded), Token));
        Assert.Equal(PendingResult.Done, await vault.CloseAsync(pending.VisitId, CloseReason.Other, "a note", new AuditEvent(Noon, AuditKind.PendingClosed), Token));
    }

    // What FillAsync wrote is there, the person is known, and the trail is whole and goes on.
    private async Task AssertWholeAsync(string folder)
    {
        await using (var vault = OpenIn(folder))
        {
            Assert.NotNull((await vault.FindAsync(covered.VisitId, Token)).Value!.Ticket);
            Assert.Equal("a note", (await vault.FindAsync(pending.VisitId, Token)).Value!.Settlement!.Note);
            Assert.NotNull((await vault.FindCheckAsync(check.Id, Token)).Value);
            Assert.IsType<EarlierLook.Found>(await vault.FindEarlierAsync(vault.MarkOf(Hanako), Today, Token));
            Assert.Equal(0, vault.Unreadable);
            Assert.Null(await vault.AuditAsync([new AuditEvent(Noon, AuditKind.StandStarted)], Token));
        }

        using var reader = TrailReader.Open(folder, out var failed);
        Assert.Null(failed);
        Assert.Empty(reader!.Verify().Findings);
    }

    private List<byte[]> Envelopes()
    {
        using var stranger = bench.Vault.Stranger();
        var all = new List<byte[]>();
        foreach (var (table, _, column) in SealedColumns.All.Append(("held_keys", "", "sealed")))
        {
            using var command = stranger.Command($"SELECT {column} FROM {table} WHERE {column} IS NOT NULL");
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                all.Add(rows.GetFieldValue<byte[]>(0));
            }
        }

        return all;
    }

    // Any 16 bytes in a row of it count as a find.
    private bool IsSomewhere(byte[] envelope, string? folder = null) => Directory.GetFiles(folder ?? bench.Vault.Folder, "vault.db*").Select(File.ReadAllBytes).Any(bytes =>
        Enumerable.Range(0, (envelope.Length - 5) / 16).Any(i => bytes.AsSpan().IndexOf(envelope.AsSpan(5 + (i * 16), 16)) >= 0));

    private string Copy(string folder, string name)
    {
        var copy = bench.Vault.Beside(name);
        Directory.CreateDirectory(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in Directory.GetFiles(folder).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal) && !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var from = File.OpenRead(file);
            using var to = VaultFolder.CreateNew(Path.Combine(copy, Path.GetFileName(file)));
            from.CopyTo(to);
        }

        return copy;
    }

    private static void VaultFolderMode(string file) => File.SetUnixFileMode(file, VaultFolder.OwnerOnly);

    // Who only looks leaves SQLite's own files behind.
    private static string Files(string folder) =>
        string.Join(' ', Directory.GetFiles(folder).Select(Path.GetFileName).Where(name => name is not ("vault.db-wal" or "vault.db-shm")).Order(StringComparer.Ordinal));
}
