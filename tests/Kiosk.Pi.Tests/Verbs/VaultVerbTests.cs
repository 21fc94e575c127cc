using System.Diagnostics;
using System.Security.Cryptography;
using Kiosk.Bench.Authority;
using Kiosk.Records;
using Kiosk.Vault;
using Kiosk.Visits;

namespace Kiosk.Pi.Tests.Verbs;

/// <summary>The vault's key as an administrator handles it: sealed, changed, changed and cut short.</summary>
public sealed class VaultVerbTests : IAsyncLifetime
{
    private const int Results = 400;

    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, JapanTime.Offset);

    private readonly string folder = Directory.CreateTempSubdirectory("vault").FullName;
    private StandInAuthority authority = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Vault => Path.Combine(folder, "vault");

    private string Key => Path.Combine(Vault, "vault.key");

    private string Tools => Path.Combine(folder, "bin");

    public async ValueTask InitializeAsync()
    {
        authority = await StandInAuthority.StartAsync(Path.Combine(folder, "authority"), folder, TimeProvider.System, Stop);
        await SealTools.PutAsync(Tools, SealTools.Fails);
        Directory.CreateDirectory(Path.Combine(folder, "jpki"));
        await File.WriteAllTextAsync(Path.Combine(folder, "jpki", "ca.pem"), TestCertificates.CaPem, Stop);
        await using var vault = SqliteVault.Open(Vault).Vault!;
        for (var i = 0; i < Results; i++)
        {
            Assert.Null(await vault.KeepAsync(new KeptResult { VisitId = Guid.CreateVersion7(Noon.AddSeconds(i)), EndedAt = Noon.AddSeconds(i), Method = IdentityMethod.Visual, Outcome = Outcome.NoRecord }, Stop));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await authority.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Rekey_DeskHasTheVaultOpen_IsRefusedAndSaysWhatToStop()
    {
        var before = await File.ReadAllBytesAsync(Key, Stop);
        await using (SqliteVault.Open(Vault).Vault!)
        {
            var (exitCode, _, error) = await KioskAsync("vault", "rekey");

            Assert.Equal(69, exitCode);
            Assert.Contains("systemctl stop kiosk", error, StringComparison.Ordinal);
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(Key, Stop));
        var (done, output, _) = await KioskAsync("vault", "rekey", "--staff", "admin");
        Assert.Equal(0, done);
        Assert.Contains($"{Results} value(s)", output, StringComparison.Ordinal);
        Assert.NotEqual(before, await File.ReadAllBytesAsync(Key, Stop));
        await AssertWholeAsync();
    }

    [Fact]
    public async Task Rekey_NoVault_SaysSoAndMakesNone()
    {
        Assert.Equal(65, (await KioskProcess.RunAsync("vault", "rekey", $"--Vault:Folder={folder}/none")).ExitCode);
        Assert.False(Directory.Exists($"{folder}/none"));
        Assert.Equal(65, (await KioskProcess.RunAsync("vault", "aside", $"--Vault:Folder={folder}/none")).ExitCode);
    }

    /// <summary>A real process, killed whenever: the one test of this that lets time pass, since a kill has no other place to come from.</summary>
    [Fact]
    public async Task Rekey_KilledAtAnyMoment_LosesNothing()
    {
        var began = TimeProvider.System.GetTimestamp();
        Assert.Equal(0, (await KioskAsync("vault", "rekey")).ExitCode);
        var whole = TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 30; i++)
        {
            using var process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "kiosk"), ["vault", "rekey", $"--Vault:Folder={Vault}", "--Vault:Seal=false"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            // Its start is the longer part: most kills fall into the rest.
            await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32((int)(whole * 0.4), (int)(whole * 1.05))), TimeProvider.System, Stop);
            process.Kill();
            await process.WaitForExitAsync(Stop);

            await AssertWholeAsync();
            keys.Add(Convert.ToHexString(await File.ReadAllBytesAsync(Key, Stop)));
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{keys.Count} keys of 30 kills");
        Assert.Equal("vault.db vault.key vault.lock", Files());
    }

    /// <summary>Sealed where it was plain, plain where it was sealed; the key stays the same, and a step that was cut short is done by the next start.</summary>
    [Fact]
    public async Task Run_SealWantedOrNot_KeepsTheKeyThatWay()
    {
        await EnrolAsync();
        await SealTools.PutAsync(Tools, SealTools.Seals);
        var plain = await File.ReadAllBytesAsync(Key, Stop);

        await RunAsync();
        Assert.Equal("vault.db vault.key.cred vault.lock", Files());
        Assert.Contains("sealed by systemd-creds", (await KioskAsync("selftest")).Output, StringComparison.Ordinal);
        Assert.Contains("is whole", (await KioskAsync("audit", "verify")).Output, StringComparison.Ordinal);

        // Cut short before the plain one went, and while the sealed one was written.
        await PutAsync(Key, plain);
        await PutAsync(Key + ".cred.tmp", [1, 2, 3]);
        await RunAsync();
        Assert.Equal("vault.db vault.key.cred vault.lock", Files());

        Assert.Equal(0, (await KioskAsync("vault", "rekey")).ExitCode);
        Assert.Equal("vault.db vault.key.cred vault.lock", Files());

        await RunAsync("--Vault:Seal=false");
        Assert.Equal("vault.db vault.key vault.lock", Files());
        Assert.NotEqual(plain, await File.ReadAllBytesAsync(Key, Stop));
        Assert.Contains("in a plain file", (await KioskAsync("selftest")).Output, StringComparison.Ordinal);
        await AssertWholeAsync();
    }

    [Fact]
    public async Task Run_NothingThere_MakesAKeyThatWasNeverPlain()
    {
        await EnrolAsync();
        await SealTools.PutAsync(Tools, SealTools.Seals);
        Directory.Delete(Vault, recursive: true);

        await RunAsync();

        Assert.Equal("vault.db vault.key.cred vault.lock", Files());
    }

    [Fact]
    public async Task Run_KeySealedElsewhere_SetsTheVaultAsideAndSaysSo()
    {
        await EnrolAsync();
        await SealTools.PutAsync(Tools, SealTools.Seals);
        await RunAsync();
        await SealTools.PutAsync(Tools, SealTools.Fails);
        Assert.Contains("it was sealed on another computer", (await KioskAsync("audit", "verify")).Error, StringComparison.Ordinal);

        await RunAsync();

        Assert.Equal("vault.db vault.key vault.lock", Files());
        var (exitCode, output, _) = await KioskAsync("vault", "aside");
        Assert.Equal(0, exitCode);
        Assert.Contains("its key did not open here", output, StringComparison.Ordinal);
        Assert.Contains("FAIL  earlier vault", (await KioskAsync("selftest")).Output, StringComparison.Ordinal);
    }

    private string[] Settings =>
        ["--Facility:Code=1329999997", $"--Authority:BaseAddress={authority.Url}", $"--Authority:CaFile={authority.CaFile}", $"--Identity:Folder={folder}/identity", "--Identity:Seal=false", $"--Vault:Folder={Vault}",
        $"--Card:CaFolder={folder}/jpki", "--Panel:Chip=none", "--Identity:Method=visual", $"--Desk:Socket=/dev/null/none/desk.sock"];

    private Task<(int ExitCode, string Output, string Error)> KioskAsync(params string[] words) => KioskProcess.RunProgramAsync("kiosk", [.. words, .. Settings], Tools);

    private async Task EnrolAsync() => Assert.Equal(0, (await KioskAsync("enrol", "--activation", authority.NewActivationCode())).ExitCode);

    // No socket can be there, so the desk ends at once, having opened its vault.
    private async Task RunAsync(params string[] more)
    {
        var (exitCode, _, error) = await KioskAsync(["run", .. more]);
        Assert.True(exitCode == 73, error);
    }

    private static async Task PutAsync(string file, byte[] bytes)
    {
        await File.WriteAllBytesAsync(file, bytes, Stop);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private async Task AssertWholeAsync()
    {
        await using (var vault = SqliteVault.Open(Vault).Vault!)
        {
            Assert.Equal(Results, (await vault.OnDayAsync(JapanTime.DateOf(Noon), Stop)).Value!.Count);
            Assert.Equal(0, vault.Unreadable);
        }

        using var reader = Kiosk.Vault.Audit.TrailReader.Open(Vault, out _);
        Assert.Empty(reader!.Verify().Findings);
    }

    // Who only looks leaves SQLite's own files behind.
    private string Files() => string.Join(' ', Directory.GetFiles(Vault).Select(Path.GetFileName).Where(name => name is not ("vault.db-wal" or "vault.db-shm")).Order(StringComparer.Ordinal));
}
