using System.Formats.Tar;
using System.Text;
using System.Text.Json;
using Kiosk.Vault.Audit;
using Kiosk.Vault.Backup;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests.Backup;

/// <summary>What a backup is: whole, readable by others' programs, and no more.</summary>
public sealed class BackupTests : IDisposable
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly VaultBench bench = new();

    [Fact]
    public async Task Write_WhileTheDeskHasTheVault_HoldsAllThatWasAcknowledged()
    {
        await using var desk = bench.Open();
        var kept = Covered();
        Assert.Null(await desk.KeepAsync(kept, Token));

        var written = await bench.WriteAsync(bench.Beside("backup.gpg"));
        Assert.Null(await desk.KeepAsync(Covered(Noon.AddSeconds(1)), Token));

        Assert.Equal((1L, new DateOnly(2026, 12, 31), true), (written.Manifest!.Results, written.Manifest.Until, written.Manifest.AuditWhole));
        Assert.Equal(OwnerFile, File.GetUnixFileMode(written.Path));
        await BackupBench.RestoreAsync(written.Path, bench.Beside("new"));
        await using var restored = OpenIn(bench.Beside("new"));
        var found = (await restored.FindAsync(kept.VisitId, Token)).Value!;
        Assert.Equal("架空　花子", found!.Confirmation!.Records[0].Name);
        Assert.Single((await restored.OnDayAsync(Today, Token)).Value!);
    }

    [Fact]
    public async Task Write_Done_IsAuditedAndThatIsAllThatChanged()
    {
        await using (var desk = bench.Open())
        {
            await desk.KeepAsync(Covered(), Token);
        }

        await bench.BackUpAsync();

        Assert.Equal("vault.db vault.key vault.lock", Names(bench.Folder));
        using var reader = TrailReader.Open(bench.Folder, out _);
        var rows = new List<TrailRow>();
        reader!.Read(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, rows.Add);
        Assert.Equal(("vaultBackedUp", "S07", "results=1 until=2026-12-31"), (rows[^1].Kind, rows[^1].Staff, rows[^1].Detail));
    }

    [Fact]
    public async Task Write_Backup_OpensWithGpgAndTar()
    {
        await bench.Open().DisposeAsync();
        var backup = await bench.BackUpAsync();

        var tar = await bench.GpgAsync(await File.ReadAllBytesAsync(backup, Token), "-d");
        var names = Encoding.UTF8.GetString(await BackupBench.RunAsync(bench.Beside("gnupg"), "tar", ["t"], tar)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var packets = Encoding.UTF8.GetString(await bench.GpgAsync(await File.ReadAllBytesAsync(backup, Token), "--list-packets"));

        Assert.Equal(["manifest.json", "identity/device.key", "vault/vault.key", "vault/vault.db"], names);
        Assert.Contains("cipher 9, aead 0,s2k 3, hash 10", packets, StringComparison.Ordinal);
        Assert.Contains("count 65011712 (255)", packets, StringComparison.Ordinal);
        Assert.Contains("mdc_method: 2", packets, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("zlib")]
    [InlineData("none")]
    public async Task Restore_EncryptedAnewByGpg_IsTheSame(string compression)
    {
        var kept = Covered();
        await using (var desk = bench.Open())
        {
            await desk.KeepAsync(kept, Token);
        }

        var tar = await bench.GpgAsync(await File.ReadAllBytesAsync(await bench.BackUpAsync(), Token), "-d");
        var byGpg = bench.Beside("by-gpg.gpg");
        await File.WriteAllBytesAsync(byGpg, await bench.GpgAsync(tar, "-c", "--cipher-algo", "AES256", "--compress-algo", compression), Token);

        await BackupBench.RestoreAsync(byGpg, bench.Beside("new"));

        await using var restored = OpenIn(bench.Beside("new"));
        Assert.NotNull((await restored.FindAsync(kept.VisitId, Token)).Value);
    }

    [Fact]
    public async Task Write_Manifest_SaysWhatIsInItAndNamesNobody()
    {
        await using (var desk = bench.Open())
        {
            await desk.KeepAsync(Covered(), Token);
        }

        var tar = await bench.GpgAsync(await File.ReadAllBytesAsync(await bench.BackUpAsync(), Token), "-d");
        using var reader = new TarReader(new MemoryStream(tar));
        using var text = new StreamReader((await reader.GetNextEntryAsync(cancellationToken: Token))!.DataStream!);
        var manifest = JsonDocument.Parse(await text.ReadToEndAsync(Token)).RootElement;

        Assert.Equal(
            ["format", "version", "program", "madeAt", "facility", "results", "pending", "checks", "auditRows", "auditHead", "auditWhole", "until", "files"],
            manifest.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("kiosk-backup", 1, BackupBench.Facility), (manifest.GetProperty("format").GetString(), manifest.GetProperty("version").GetInt32(), manifest.GetProperty("facility").GetString()));
        // What is sealed in the vault is sealed in the tar, too.
        Assert.Equal(-1, tar.AsSpan().IndexOf(Encoding.UTF8.GetBytes("花子")));
    }

    [Fact]
    public async Task Write_ToAFolder_NamesTheDayByWhichItMustBeGone()
    {
        await bench.Open().DisposeAsync();
        var folder = Directory.CreateDirectory(bench.Beside("stick")).FullName;

        var written = await bench.WriteAsync(folder);

        Assert.Equal(Path.Combine(folder, "kiosk-backup-2026-11-22-until-2026-12-31.gpg"), written.Path);
        Assert.Equal(BackupTrouble.Exists, (await bench.WriteAsync(folder)).Failure!.Trouble);
        Assert.Null((await bench.WriteAsync(folder, replace: true)).Failure);
        Assert.Equal("kiosk-backup-2026-11-22-until-2026-12-31.gpg", Names(folder));
    }

    [Fact]
    public async Task Write_NowhereToWrite_SaysSoAndLeavesNothing()
    {
        await bench.Open().DisposeAsync();
        var file = bench.Beside("file");
        await File.WriteAllTextAsync(file, "precious", Token);

        Assert.Equal(BackupTrouble.NotWritable, (await bench.WriteAsync(bench.Beside("none/backup.gpg"))).Failure!.Trouble);
        Assert.Equal(BackupTrouble.Exists, (await bench.WriteAsync(file)).Failure!.Trouble);
        Assert.Equal("precious", await File.ReadAllTextAsync(file, Token));
        Assert.Equal("file", Names(bench.Beside(".")));
        using var reader = TrailReader.Open(bench.Folder, out _);
        Assert.Equal(1, reader!.Verify().Rows);
    }

    [Fact]
    public async Task Write_DiskFull_SaysSoAndLeavesNothing()
    {
        await bench.Open().DisposeAsync();
        var disk = bench.Beside("disk");
        Directory.CreateDirectory(disk);
        if (!await TryMountAsync(disk))
        {
            Assert.Skip("Only root mounts a small disk.");
        }

        try
        {
            var written = await bench.WriteAsync(disk);
            Assert.Equal(BackupTrouble.Full, written.Failure!.Trouble);
            Assert.Empty(Directory.GetFileSystemEntries(disk));
        }
        finally
        {
            await BackupBench.RunAsync(bench.Beside("gnupg"), "umount", [disk], []);
        }
    }

    [Fact]
    public async Task Write_NoVault_SaysSoAndMakesNone()
    {
        var written = await bench.WriteAsync(bench.Beside("backup.gpg"));

        Assert.Contains("no vault", written.Failure!.Cure, StringComparison.Ordinal);
        Assert.False(Directory.Exists(bench.Folder));
    }

    public void Dispose() => bench.Dispose();

    private static async Task<bool> TryMountAsync(string disk)
    {
        try
        {
            await BackupBench.RunAsync(disk + "-home", "mount", ["-t", "tmpfs", "-o", "size=32k", "tmpfs", disk], []);
            return true;
        }
        catch (Exception e) when (e is Xunit.Sdk.TrueException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string Names(string folder) => string.Join(' ', Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
}
