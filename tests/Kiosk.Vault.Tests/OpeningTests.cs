using System.Security.Cryptography;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests;

public sealed class OpeningTests : IDisposable
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly VaultBench bench = new();

    [Fact]
    public async Task Open_NothingThere_MakesEverythingForTheOwnerOnly()
    {
        await using var vault = bench.Open();
        await vault.KeepAsync(Covered(), Token);

        Assert.Equal(OwnerFile | UnixFileMode.UserExecute, File.GetUnixFileMode(bench.Folder));
        Assert.Equal(32, new FileInfo(bench.Key).Length);
        var files = Directory.GetFiles(bench.Folder);
        Assert.Equal("vault.db vault.db-shm vault.db-wal vault.key vault.lock", Names(files));
        Assert.All(files, file => Assert.Equal(OwnerFile, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task Open_FolderOfTheOwnerOpenToOthers_IsClosedToThem()
    {
        Directory.CreateDirectory(bench.Folder, OwnerFile | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute | UnixFileMode.GroupWrite);

        await using var vault = bench.Open();

        Assert.Equal(OwnerFile | UnixFileMode.UserExecute, File.GetUnixFileMode(bench.Folder));
    }

    [Fact]
    public async Task Open_Connection_IsDurableAndOverwritesWhatIsDeleted()
    {
        await using var vault = bench.Open();

        Assert.Equal("wal", Text("PRAGMA journal_mode"));
        Assert.Equal("2", Text("PRAGMA synchronous"));
        Assert.Equal("1", Text("PRAGMA secure_delete"));
        Assert.Equal("1", Text("PRAGMA foreign_keys"));
        Assert.Equal("2", Text("PRAGMA temp_store"));

        string? Text(string sql)
        {
            using var command = vault.Connection.Command(sql);
            return command.ExecuteScalar()?.ToString();
        }
    }

    [Fact]
    public async Task Open_Schema_HasStrictTablesOnly()
    {
        await using var vault = bench.Open();

        Assert.Equal(10, vault.Connection.Number("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'"));
        Assert.Equal(0, vault.Connection.Number("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' AND strict = 0"));
    }

    [Fact]
    public void Open_FolderUnderAFile_IsNotWritable()
    {
        File.WriteAllText(bench.Folder, "a file");

        Assert.Equal(VaultDefect.FolderNotWritable, bench.Defect());
    }

    [Theory]
    [InlineData("/proc/kiosk-vault")]
    [InlineData("/sys/kiosk-vault")]
    public void Open_FolderThatNobodyCanMake_IsNotWritable(string folder) => Assert.Equal(VaultDefect.FolderNotWritable, SqliteVault.Open(folder).Defect);

    [Fact]
    public void Open_DatabaseIsAFolder_IsADefect()
    {
        Directory.CreateDirectory(bench.Database);

        Assert.Equal(VaultDefect.FolderNotWritable, bench.Defect());
    }

    [Fact]
    public async Task Open_Garbage_IsNotAVaultAndStaysAsItIs()
    {
        await bench.Open().DisposeAsync();
        var garbage = RandomNumberGenerator.GetBytes(8192);
        await File.WriteAllBytesAsync(bench.Database, garbage, Token);

        Assert.Equal(VaultDefect.NotAVault, bench.Defect());
        Assert.Equal(garbage, await File.ReadAllBytesAsync(bench.Database, Token));
    }

    [Fact]
    public async Task Open_SomebodyElsesDatabase_IsNotAVaultAndStaysAsItIs()
    {
        await bench.Open().DisposeAsync();
        File.Delete(bench.Database);
        using (var stranger = bench.Stranger())
        {
            stranger.Execute("CREATE TABLE recipes (name TEXT)");
        }

        var before = await File.ReadAllBytesAsync(bench.Database, Token);

        Assert.Equal(VaultDefect.NotAVault, bench.Defect());
        Assert.Equal(before, await File.ReadAllBytesAsync(bench.Database, Token));
    }

    [Fact]
    public async Task Open_NewerVersion_IsToldAndLeftAlone()
    {
        await bench.Open().DisposeAsync();
        using (var stranger = bench.Stranger())
        {
            stranger.Execute("PRAGMA user_version = 999");
        }

        Assert.Equal(VaultDefect.NewerVersion, bench.Defect());
    }

    [Fact]
    public async Task Open_CutInTheMiddleOfTheFirstStart_Recovers()
    {
        await bench.Open().DisposeAsync();
        // The power went after key and empty file were made.
        await File.WriteAllBytesAsync(bench.Database, [], Token);

        await using var vault = bench.Open();

        Assert.Null(await vault.KeepAsync(Covered(), Token));
    }

    [Fact]
    public async Task Open_CutWhileTheKeyWasMade_LeavesNoOtherKeyBehind()
    {
        await bench.Open().DisposeAsync();
        await File.WriteAllBytesAsync(bench.Key + ".0123456789abcdef", RandomNumberGenerator.GetBytes(32), Token);

        await bench.Open().DisposeAsync();

        Assert.Equal("vault.db vault.key vault.lock", Names(Directory.GetFiles(bench.Folder)));
    }

    [Fact]
    public async Task Open_KeyAndDatabaseGone_StartsANewOne()
    {
        await bench.Open().DisposeAsync();
        var old = await File.ReadAllBytesAsync(bench.Key, Token);
        File.Delete(bench.Key);
        File.Delete(bench.Database);

        await using var vault = bench.Open();

        Assert.NotEqual(old, await File.ReadAllBytesAsync(bench.Key, Token));
    }

    [Fact]
    public async Task Open_KeyGone_MakesNoNewOne()
    {
        await bench.Open().DisposeAsync();
        File.Delete(bench.Key);

        Assert.Equal(VaultDefect.KeyMissing, bench.Defect());
        Assert.False(File.Exists(bench.Key));
    }

    [Fact]
    public async Task Open_AnotherKey_IsWrong()
    {
        await bench.Open().DisposeAsync();
        await File.WriteAllBytesAsync(bench.Key, RandomNumberGenerator.GetBytes(32), Token);

        Assert.Equal(VaultDefect.KeyWrong, bench.Defect());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(100_000)]
    public async Task Open_KeyOfAnotherLength_IsMalformed(int length)
    {
        await bench.Open().DisposeAsync();
        await File.WriteAllBytesAsync(bench.Key, RandomNumberGenerator.GetBytes(length), Token);

        Assert.Equal(VaultDefect.KeyMalformed, bench.Defect());
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public async Task Open_KeyOpenToOthers_IsExposed(UnixFileMode more)
    {
        await bench.Open().DisposeAsync();
        File.SetUnixFileMode(bench.Key, OwnerFile | more);

        Assert.Equal(VaultDefect.KeyExposed, bench.Defect());
    }

    [Fact]
    public async Task Open_KeyIsAFolder_IsMissing()
    {
        await bench.Open().DisposeAsync();
        File.Delete(bench.Key);
        Directory.CreateDirectory(bench.Key);

        Assert.Equal(VaultDefect.KeyMissing, bench.Defect());
    }

    [Fact]
    public async Task Open_AnotherProcessHoldsIt_IsBusy()
    {
        await bench.Open().DisposeAsync();
        using var stranger = bench.Stranger();
        stranger.Execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");

        Assert.Equal(VaultDefect.Busy, bench.Defect());
    }

    [Fact]
    public async Task Open_EightAtOnce_ShareOneKeyAndOneSchema()
    {
        var openings = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SqliteVault.Open(bench.Folder), Token)));

        Assert.All(openings, opening => Assert.Null(opening.Defect));
        var vaults = openings.Select(opening => opening.Vault).ToList();
        var kept = Covered();
        Assert.Null(await vaults[0]!.KeepAsync(kept, Token));
        foreach (var vault in vaults)
        {
            Assert.NotNull((await vault!.FindAsync(kept.VisitId, Token)).Value);
        }

        foreach (var vault in vaults)
        {
            await vault!.DisposeAsync();
        }

        Assert.Equal("vault.db vault.key vault.lock", Names(Directory.GetFiles(bench.Folder)));
    }

    [Fact]
    public void Cure_EveryDefect_HasASentence()
    {
        Assert.All(Enum.GetValues<VaultDefect>(), defect => Assert.Contains("/where", VaultOpening.Failed(defect, "/where").Cure, StringComparison.Ordinal));
        Assert.Null(new VaultOpening(Vault: null, Defect: null, "/where").Cure);
    }

    private static string Names(string[] paths) => string.Join(' ', paths.Select(Path.GetFileName).Order(StringComparer.Ordinal));

    public void Dispose() => bench.Dispose();
}
