using System.Text;
using Kiosk.Records;
using Kiosk.Vault.Audit;
using Kiosk.Vault.Backup;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests.Backup;

/// <summary>Restoring: all or nothing, whatever the file is and wherever it is cut short.</summary>
public sealed class RestoreTests : IDisposable
{
    private readonly VaultBench bench = new();

    private string Target => bench.Beside("new");

    [Fact]
    public async Task Restore_Done_TrailGoesOnAndSaysSo()
    {
        await MakeAsync();
        var backup = await bench.BackUpAsync();
        using var before = TrailReader.Open(bench.Folder, out _);

        await BackupBench.RestoreAsync(backup, Target, Noon.AddDays(1));

        using var reader = TrailReader.Open(Target, out _);
        Assert.Empty(reader!.Verify().Findings);
        var rows = new List<TrailRow>();
        reader.Read(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, rows.Add);
        Assert.Equal(("vaultRestored", "S08"), (rows[^1].Kind, rows[^1].Staff));
        Assert.StartsWith("madeAt=2026-11-22T12:00:00+09:00 head=1:", rows[^1].Detail, StringComparison.Ordinal);
        // A restore is a setting back: what was noted after the backup is not in it, and an earlier end is.
        Assert.Equal(TrailFault.HeadUnknown, Assert.Single(reader.Verify(before!.Head).Findings).Fault);
    }

    [Fact]
    public async Task Restore_PastItsDate_IsPurgedAtOnceWhereTheClockIsRight()
    {
        var old = Covered();
        await MakeAsync(old, Covered(Noon.AddDays(20)));
        var backup = await bench.BackUpAsync();

        var restore = await BackupBench.RestoreAsync(backup, Target, new DateTimeOffset(2027, 1, 3, 12, 0, 0, JapanTime.Offset), isClockSet: true);

        Assert.Equal(1, restore.Purged);
        await using var vault = OpenIn(Target);
        Assert.Null((await vault.FindAsync(old.VisitId, Token)).Value);
        Assert.Equal(1, vault.Connection.Number("SELECT count(*) FROM results"));
    }

    [Fact]
    public async Task Restore_VaultIsThere_IsMovedAsideAndOpens()
    {
        var kept = Covered();
        await MakeAsync(kept);
        var backup = await bench.BackUpAsync();
        var later = Covered(Noon.AddSeconds(5));
        await MakeAsync(later);

        var restore = await BackupBench.RestoreAsync(backup, bench.Folder, Noon.AddDays(1));

        Assert.Equal(Path.Combine(bench.Folder, "vault.aside-20261123T030000Z"), restore.Aside);
        await using var now = OpenIn(bench.Folder);
        await using var before = OpenIn(restore.Aside!);
        Assert.Null((await now.FindAsync(later.VisitId, Token)).Value);
        Assert.NotNull((await now.FindAsync(kept.VisitId, Token)).Value);
        Assert.NotNull((await before.FindAsync(later.VisitId, Token)).Value);
        Assert.False(Directory.Exists(Path.Combine(bench.Folder, "restoring")));
    }

    [Fact]
    public async Task Restore_DeskRuns_IsBusyAndChangesNothing()
    {
        await MakeAsync();
        var backup = await bench.BackUpAsync();
        await using var desk = bench.Open();

        Assert.Equal(BackupTrouble.Busy, BackupBench.Read(backup, bench.Folder).Failure!.Trouble);

        Assert.Null(await desk.KeepAsync(Covered(), Token));
        Assert.Empty(Directory.GetDirectories(bench.Folder));
    }

    [Fact]
    public async Task Open_WhileRestoring_WaitsUntilThatIsOver()
    {
        await MakeAsync();
        var backup = await bench.BackUpAsync();

        using (BackupBench.Read(backup, bench.Folder).Restore)
        {
            Assert.Equal(VaultDefect.Busy, bench.Defect());
        }

        await bench.Open().DisposeAsync();
        Assert.Empty(Directory.GetDirectories(bench.Folder));
    }

    [Fact]
    public async Task Read_AnotherPassphrase_SaysSo()
    {
        await MakeAsync();
        var backup = await bench.BackUpAsync();

        foreach (var wrong in new[] { "seven quiet kiosks", "", "Seven quiet kiosks 七つ" })
        {
            Assert.Equal(BackupTrouble.WrongPassphrase, BackupBench.Read(backup, Target, Encoding.UTF8.GetBytes(wrong)).Failure!.Trouble);
        }

        Assert.False(Directory.Exists(Target));
    }

    [Fact]
    public async Task Read_NoBackup_SaysSo()
    {
        byte[][] others = [[], [0x42], Encoding.UTF8.GetBytes("-----BEGIN PGP MESSAGE-----\n\nhQ\n"), new byte[4096], await bench.GpgAsync(Encoding.UTF8.GetBytes("hello"), "-c"), await bench.GpgAsync(new byte[2048], "-c")];
        foreach (var bytes in others)
        {
            var file = bench.Beside("other");
            await File.WriteAllBytesAsync(file, bytes, Token);
            Assert.Equal(BackupTrouble.NotABackup, BackupBench.Read(file, Target).Failure!.Trouble);
        }

        Assert.Equal(BackupTrouble.NotReadable, BackupBench.Read(bench.Beside("none"), Target).Failure!.Trouble);
        Assert.Equal(BackupTrouble.NotReadable, BackupBench.Read(bench.Beside("."), Target).Failure!.Trouble);
    }

    [Fact]
    public async Task Read_CutOffAnywhere_SaysSoAndChangesNothing()
    {
        await MakeAsync(Covered());
        var whole = await File.ReadAllBytesAsync(await bench.BackUpAsync(), Token);
        var file = bench.Beside("cut");
        for (var i = 1; i <= 5; i++)
        {
            await File.WriteAllBytesAsync(file, whole[..(whole.Length * i / 6)], Token);
            Assert.Equal(BackupTrouble.CutOff, BackupBench.Read(file, Target).Failure!.Trouble);
        }

        await File.WriteAllBytesAsync(file, whole[..^1], Token);
        Assert.Equal(BackupTrouble.CutOff, BackupBench.Read(file, Target).Failure!.Trouble);
        Assert.False(File.Exists(Path.Combine(Target, "vault.db")));
    }

    [Fact]
    public async Task Read_AByteAltered_NeverCounts()
    {
        await MakeAsync(Covered());
        var whole = await File.ReadAllBytesAsync(await bench.BackUpAsync(), Token);
        var file = bench.Beside("altered");
        var told = new HashSet<BackupTrouble>();
        int[] places = [0, 5, 14, 20, 40, 90, 1600, whole.Length / 2, whole.Length - 22, whole.Length - 1];
        foreach (var at in places)
        {
            var altered = whole.ToArray();
            altered[at] ^= 0x10;
            await File.WriteAllBytesAsync(file, altered, Token);
            var read = BackupBench.Read(file, Target);
            Assert.True(read.Failure is { IsOfTheFile: true }, $"byte {at}: {read.Failure}");
            told.Add(read.Failure.Trouble);
        }

        Assert.Contains(BackupTrouble.Altered, told);
        Assert.False(File.Exists(Path.Combine(Target, "vault.db")));
    }

    [Fact]
    public async Task Read_NewerFormat_SaysSo()
    {
        await MakeAsync();
        var tar = await bench.GpgAsync(await File.ReadAllBytesAsync(await bench.BackUpAsync(), Token), "-d");
        var at = tar.AsSpan().IndexOf("\"version\": 1"u8);
        tar[at + "\"version\": ".Length] = (byte)'2';
        var file = bench.Beside("newer");
        await File.WriteAllBytesAsync(file, await bench.GpgAsync(tar, "-c"), Token);

        Assert.Equal(BackupTrouble.NewerFormat, BackupBench.Read(file, Target).Failure!.Trouble);
    }

    [Fact]
    public async Task Read_AFileWasExchanged_ItsHashTells()
    {
        await MakeAsync();
        var tar = await bench.GpgAsync(await File.ReadAllBytesAsync(await bench.BackUpAsync(), Token), "-d");
        tar[tar.AsSpan().IndexOf(BackupBench.Device.Content)] ^= 1;
        var file = bench.Beside("exchanged");
        await File.WriteAllBytesAsync(file, await bench.GpgAsync(tar, "-c"), Token);

        var failure = BackupBench.Read(file, Target).Failure!;

        Assert.Equal(BackupTrouble.Altered, failure.Trouble);
        Assert.Contains("identity/device.key", failure.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_TrailWasCutSinceTheBackupSaidWhole_IsRefused()
    {
        await MakeAsync();
        var backup = await bench.BackUpAsync();
        using var restore = BackupBench.Read(backup, Target).Restore!;
        using (var stranger = VaultDatabase.Open(Path.Combine(Target, "restoring", "vault.db"), TimeSpan.Zero))
        {
            stranger.Execute("UPDATE audit SET end_mark = NULL");
        }

        Assert.Equal(BackupTrouble.Altered, (await restore.VerifyAsync(Noon, "S08", isClockSet: false))!.Trouble);
    }

    /// <summary>Killed after each step: before the decision the old vault stays, after it the new one comes; nothing is ever half.</summary>
    [Theory]
    [InlineData("unpacked", false)]
    [InlineData("verified", false)]
    [InlineData("decided", true)]
    [InlineData("besides", true)]
    [InlineData("half aside", true)]
    [InlineData("placing", true)]
    [InlineData("half placed", true)]
    public async Task Restore_KilledAfter_OldOrNewOnceItIsFinished(string step, bool isNew)
    {
        var old = Covered();
        await MakeAsync(old);
        var backup = await bench.BackUpAsync();
        var later = Covered(Noon.AddSeconds(5));
        await MakeAsync(later);
        await KillAsync(step, backup);
        if (isNew)
        {
            Assert.Equal(VaultDefect.RestoreUnfinished, bench.Defect());
        }

        var besides = 0;
        Assert.Equal((isNew, null), VaultRestore.FinishBegun(bench.Folder, _ => besides++));

        Assert.Equal(isNew && !step.Contains("plac", StringComparison.Ordinal) ? 1 : 0, besides);
        Assert.False(Directory.Exists(Path.Combine(bench.Folder, "restoring")));
        await using var vault = bench.Open();
        Assert.NotNull((await vault.FindAsync(old.VisitId, Token)).Value);
        Assert.Equal(isNew, (await vault.FindAsync(later.VisitId, Token)).Value is null);
        Assert.Equal((false, null), VaultRestore.FinishBegun(bench.Folder, _ => besides++));
    }

    public void Dispose() => bench.Dispose();

    // What a process that is killed leaves: its files as they are, and no lock.
    private async Task KillAsync(string step, string backup)
    {
        using var restore = BackupBench.Read(backup, bench.Folder).Restore!;
        var staging = Path.Combine(bench.Folder, "restoring");
        var aside = Path.Combine(bench.Folder, "vault.aside-20261122T030000Z");
        Assert.Null(step == "unpacked" ? null : await restore.VerifyAsync(Noon, "S08", isClockSet: false));
        if (step is "unpacked" or "verified")
        {
            // The lock goes with the process, and what it unpacked stays.
            Copy(staging, bench.Beside("left"));
            restore.Dispose();
            Copy(bench.Beside("left"), staging);
            return;
        }

        Assert.Null(restore.Decide(Noon));
        if (step == "besides")
        {
            Assert.NotNull(restore.Finish(_ => throw new IOException("The power went.")));
        }
        else if (step != "decided")
        {
            Directory.CreateDirectory(aside);
            File.Move(bench.Database, Path.Combine(aside, "vault.db"));
            if (step.Contains("plac", StringComparison.Ordinal))
            {
                File.Move(bench.Key, Path.Combine(aside, "vault.key"));
                File.Move(Path.Combine(staging, "decided"), Path.Combine(staging, "placing"));
            }

            if (step == "half placed")
            {
                File.Move(Path.Combine(staging, "vault.key"), bench.Key);
            }
        }
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private async Task MakeAsync(params Records.KeptResult[] results)
    {
        await using var desk = bench.Open();
        foreach (var result in results)
        {
            Assert.Null(await desk.KeepAsync(result, Token));
        }
    }
}
