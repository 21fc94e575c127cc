using System.Security.Cryptography;
using Kiosk.Records;
using Kiosk.Vault.Aside;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests.Aside;

/// <summary>A stand starts, and its vault cannot be opened: that is set aside as it is, and the stand serves.</summary>
public sealed class SetAsideTests : IDisposable
{
    private readonly VaultBench bench = new();
    private readonly KeptResult kept = Covered();

    public static TheoryData<AsideReason, string> Losses => new()
    {
        { AsideReason.KeyMissing, "no key" },
        { AsideReason.KeyMalformed, "key of 0" },
        { AsideReason.KeyMalformed, "key of 31" },
        { AsideReason.KeyMalformed, "key of 33" },
        { AsideReason.KeyWrong, "another key" },
        { AsideReason.KeyWrong, "database of another stand" },
        { AsideReason.KeySealedElsewhere, "key sealed elsewhere" },
        { AsideReason.Damaged, "garbage" },
        { AsideReason.Damaged, "cut" },
        { AsideReason.Damaged, "pages overwritten" },
        { AsideReason.Damaged, "table gone" },
        { AsideReason.Damaged, "somebody else's database" },
        { AsideReason.KeyMissing, "a folder for a key" },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Start_VaultCannotBeOpened_IsSetAsideWholeAndTheStandServes(AsideReason reason, string loss)
    {
        await FillAsync();
        await File.WriteAllTextAsync(Path.Combine(bench.Folder, "settings.json"), "{}", Token);
        await LoseAsync(loss);
        var lost = Contents(bench.Folder);

        await using (var vault = Start().Vault!)
        {
            Assert.Null(await vault.KeepAsync(Covered(Noon.AddMinutes(1)), Token));
            Assert.Single((await vault.OnDayAsync(Today, Token)).Value!);
        }

        var aside = Assert.Single(new VaultsAside(bench.Folder, TimeProvider.System).All());
        Assert.Equal((reason, Noon, false, false), (aside.Reason, aside.At, aside.IsAudited, aside.IsSeen));
        Assert.All(Contents(aside.Path).Where(file => file.Key != "aside.json" && (!file.Key.StartsWith("vault.db", StringComparison.Ordinal) || loss is "garbage" or "somebody else's database")), file => Assert.Equal(lost[file.Key], file.Value));
        if (reason != AsideReason.Damaged)
        {
            // The WAL may be in the database by now; nothing of it is lost.
            await using var stranger = Stranger(aside.Path);
            Assert.Equal(loss == "database of another stand" ? 0 : 60, stranger.Number("SELECT count(*) FROM results"));
        }

        Assert.Equal("settings.json vault.db vault.key vault.lock", Names(bench.Folder));
        // Once is enough.
        await Start().Vault!.DisposeAsync();
        Assert.Single(new VaultsAside(bench.Folder, TimeProvider.System).All());
    }

    [Fact]
    public async Task Start_DefectOfTheFolderOrOfPeople_IsRefusedAsBefore()
    {
        await FillAsync();
        File.SetUnixFileMode(bench.Key, VaultFolder.OwnerOnly | UnixFileMode.GroupRead);
        Assert.Equal(VaultDefect.KeyExposed, Start().Defect);
        File.SetUnixFileMode(bench.Key, VaultFolder.OwnerOnly);

        await using (var stranger = bench.Stranger())
        {
            stranger.Execute("PRAGMA user_version = 999");
            Assert.Equal(VaultDefect.NewerVersion, Start().Defect);
            stranger.Execute("PRAGMA user_version = 8; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
            Assert.Equal(VaultDefect.Busy, Start().Defect);
        }

        // Somebody has the vault open who still has its key: nothing is moved from under him.
        await using (bench.Open())
        {
            File.Delete(bench.Key);
            Assert.Equal(VaultDefect.KeyMissing, Start().Defect);
        }

        Assert.Equal(VaultDefect.FolderNotWritable, VaultStart.Open("/proc/kiosk-vault", exports: false, isSealed: false, Noon).Defect);
        Assert.Empty(new VaultsAside(bench.Folder, TimeProvider.System).All());
    }

    /// <summary>The plug is pulled at each step. Whoever opens the vault next finds the old one untouched, or none: never half of it, and never another's key beside it.</summary>
    [Fact]
    public async Task Move_CutShortAtAnyStep_NothingIsLostOrMixedUp()
    {
        await FillAsync();
        var right = await File.ReadAllBytesAsync(bench.Key, Token);
        await File.WriteAllBytesAsync(bench.Key, RandomNumberGenerator.GetBytes(32), Token);
        var copies = new List<(string Step, string Folder)>();

        Assert.Null(SetAside.Move(new VaultFolder(bench.Folder), AsideReason.KeyWrong, Noon, step => copies.Add((step, Copy($"copy{copies.Count}")))));

        Assert.Equal(["folder made", "begun", "vault.db", "vault.db-wal", "vault.key", "moved", "done"], copies.Select(copy => copy.Step));
        foreach (var (step, folder) in copies)
        {
            var opening = SqliteVault.Open(folder);
            var aside = new VaultsAside(folder, TimeProvider.System).All();
            if (step == "folder made")
            {
                Assert.Equal((VaultDefect.KeyWrong, 0), (opening.Defect, aside.Count));
                continue;
            }

            Assert.Null(opening.Defect);
            Assert.Empty((await opening.Vault!.OnDayAsync(Today, Token)).Value!);
            await opening.Vault.DisposeAsync();

            // With the right key, all of it is there.
            await File.WriteAllBytesAsync(Path.Combine(aside[0].Path, "vault.key"), right, Token);
            await using var found = OpenIn(aside[0].Path);
            Assert.Equal(kept.VisitId, Assert.Single((await found.OnDayAsync(Today, Token)).Value!).VisitId);
        }
    }

    [Fact]
    public async Task Open_AMoveIsUnderWay_IsBusy()
    {
        await FillAsync();
        VaultDefect? meanwhile = null;

        SetAside.Move(new VaultFolder(bench.Folder), AsideReason.KeyWrong, Noon, step => meanwhile ??= step == "vault.db" ? SqliteVault.Open(bench.Folder, TimeSpan.Zero, TimeProvider.System).Defect : null);

        Assert.Equal(VaultDefect.Busy, meanwhile);
    }

    /// <summary>As docs/vault.md says it.</summary>
    [Fact]
    public async Task PutBack_TheFoundKey_EverythingIsThereAndWhatCameSinceIsAside()
    {
        await FillAsync();
        File.Move(bench.Key, bench.Beside("found"));
        await using (var vault = Start().Vault!)
        {
            await vault.KeepAsync(Covered(Noon.AddMinutes(1)), Token);
        }

        var aside = new VaultsAside(bench.Folder, TimeProvider.System).All()[0].Path;
        var since = Path.Combine(bench.Folder, "vault.aside-since");
        Directory.CreateDirectory(since);
        foreach (var file in Directory.GetFiles(bench.Folder, "vault.db*").Append(bench.Key))
        {
            File.Move(file, Path.Combine(since, Path.GetFileName(file)));
        }

        foreach (var file in Directory.GetFiles(aside, "vault.*"))
        {
            File.Move(file, Path.Combine(bench.Folder, Path.GetFileName(file)));
        }

        Directory.Delete(aside, recursive: true);
        File.Move(bench.Beside("found"), bench.Key);

        await using var back = Start().Vault!;
        Assert.Equal(kept.VisitId, Assert.Single((await back.OnDayAsync(Today, Token)).Value!).VisitId);
        Assert.Equal((AsideReason.ByHand, true), new VaultsAside(bench.Folder, TimeProvider.System).All().Single() is var one ? (one.Reason, one.IsSeen) : default);
    }

    public void Dispose() => bench.Dispose();

    private VaultOpening Start() => VaultStart.Open(bench.Folder, exports: false, isSealed: false, Noon);

    private async Task FillAsync()
    {
        await using (var vault = bench.Open())
        {
            await vault.KeepAsync(kept, Token);
            for (var i = 1; i < 60; i++)
            {
                await vault.KeepAsync(Covered(Noon.AddDays(-1).AddMinutes(i)), Token);
            }

            // As after a pulled plug: what was written last is in the WAL alone.
            File.Copy(bench.Database, bench.Beside("db"));
            File.Copy(bench.Database + "-wal", bench.Beside("wal"));
        }

        File.Move(bench.Beside("db"), bench.Database, overwrite: true);
        File.Move(bench.Beside("wal"), bench.Database + "-wal", overwrite: true);
    }

    private async Task LoseAsync(string loss)
    {
        switch (loss)
        {
            case "no key" or "a folder for a key":
                File.Delete(bench.Key);
                if (loss != "no key")
                {
                    Directory.CreateDirectory(bench.Key);
                }

                break;
            case "another key":
                await File.WriteAllBytesAsync(bench.Key, RandomNumberGenerator.GetBytes(32), Token);
                break;
            case "database of another stand":
                await OpenIn(bench.Beside("other")).DisposeAsync();
                File.Delete(bench.Database + "-wal");
                File.Move(Path.Combine(bench.Beside("other"), "vault.db"), bench.Database, overwrite: true);
                break;
            case "key sealed elsewhere":
                File.Delete(bench.Key);
                await File.WriteAllTextAsync(bench.Key + ".cred", "sealed elsewhere", Token);
                File.SetUnixFileMode(bench.Key + ".cred", VaultFolder.OwnerOnly);
                break;
            case "garbage":
                await File.WriteAllBytesAsync(bench.Database, RandomNumberGenerator.GetBytes(50_000), Token);
                File.Delete(bench.Database + "-wal");
                break;
            case "cut":
                await CheckpointAsync("");
                await using (var file = File.OpenWrite(bench.Database))
                {
                    file.SetLength(file.Length / 2);
                }

                break;
            case "pages overwritten":
                var root = await CheckpointAsync("");
                await using (var file = File.OpenWrite(bench.Database))
                {
                    file.Position = (root - 1) * 4096;
                    await file.WriteAsync(Enumerable.Repeat((byte)0xA5, 4096).ToArray(), Token);
                }

                break;
            case "table gone":
                await CheckpointAsync("DROP TABLE results");
                break;
            case "somebody else's database":
                File.Delete(bench.Database);
                File.Delete(bench.Database + "-wal");
                await using (var stranger = bench.Stranger())
                {
                    stranger.Execute("CREATE TABLE recipes (name TEXT)");
                }

                break;
            case var length:
                await File.WriteAllBytesAsync(bench.Key, RandomNumberGenerator.GetBytes(int.Parse(length["key of ".Length..], System.Globalization.CultureInfo.InvariantCulture)), Token);
                break;
        }
    }

    private async Task<long> CheckpointAsync(string sql)
    {
        await using var stranger = bench.Stranger();
        var root = stranger.Number("SELECT rootpage FROM sqlite_schema WHERE name = 'results'");
        stranger.Execute($"PRAGMA wal_checkpoint(TRUNCATE); {sql}");
        return root;
    }

    private static Dictionary<string, string> Contents(string folder) => Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexString(File.ReadAllBytes(file)), StringComparer.Ordinal);

    private string Copy(string name)
    {
        var copy = bench.Beside(name);
        foreach (var file in Directory.GetFiles(bench.Folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            var to = Path.Combine(copy, Path.GetRelativePath(bench.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        foreach (var folder in Directory.GetDirectories(bench.Folder))
        {
            Directory.CreateDirectory(Path.Combine(copy, Path.GetFileName(folder)));
        }

        return copy;
    }

    private static Microsoft.Data.Sqlite.SqliteConnection Stranger(string folder)
    {
        var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "vault.db")};Pooling=false");
        connection.Open();
        return connection;
    }

    private static string Names(string folder) => string.Join(' ', Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
}
