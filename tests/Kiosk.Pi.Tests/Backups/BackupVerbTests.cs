using System.Text;
using Kiosk.Access;
using Kiosk.Accounts;
using Kiosk.Authority;
using Kiosk.Bench.Authority;
using Kiosk.Pi.Tests.SignIn;
using Kiosk.Pi.Tests.Verbs;
using Kiosk.Records;
using Kiosk.Vault;
using Kiosk.Vault.Backup;

namespace Kiosk.Pi.Tests.Backups;

/// <summary><c>kiosk vault backup</c> and <c>restore</c> as a technician calls them, on a stand that is enrolled and does not run.</summary>
public sealed class BackupVerbTests : IAsyncLifetime
{
    private const string Phrase = "seven quiet kiosks";
    private const string StandInSeal = """
        #!/bin/sh
        case "$1" in
            encrypt) echo SEALED; base64 ;;
            decrypt) read first; [ "$first" = SEALED ] || exit 1; base64 -d ;;
        esac
        """;

    private const string NoSeal = "#!/bin/sh\ncat >/dev/null\nexit 1\n";

    private readonly string folder = Directory.CreateTempSubdirectory("backup").FullName;
    private StandInAuthority authority = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Tools => In("bin");

    private string Secret => In("passphrase");

    private string Target => In("backup.gpg");

    public async ValueTask InitializeAsync()
    {
        authority = await StandInAuthority.StartAsync(In("authority"), folder, TimeProvider.System, Stop);
        Directory.CreateDirectory(Tools);
        Directory.CreateDirectory(In("cas"));
        await File.WriteAllTextAsync(In("cas/ca.pem"), TestCertificates.CaPem, Stop);
        await File.WriteAllTextAsync(In("kiosk.json"), $$"""{ "Facility": { "Code": "1329999997" }, "Authority": { "BaseAddress": "{{authority.Url}}", "CaFile": "{{In("ca.pem")}}" } }""", Stop);
        File.Copy(authority.CaFile, In("ca.pem"));
        await PutSealAsync(NoSeal);
        await WriteSecretAsync(Phrase);
        await using var vault = SqliteVault.Open(In("vault")).Vault!;
        Assert.Null(await vault.AuditAsync([new AuditEvent(TimeProvider.System.GetUtcNow(), AuditKind.StandStarted)], Stop));
    }

    public async ValueTask DisposeAsync()
    {
        await authority.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Restore_OnAnEmptyComputer_IsTheStandAgain()
    {
        await EnrolAsync();
        await BackUpAsync();
        var was = await Task.WhenAll(File.ReadAllTextAsync(In("kiosk.json"), Stop), File.ReadAllTextAsync(In("identity/device.key"), Stop));
        Directory.CreateDirectory(In("old"));
        foreach (var gone in new[] { "vault", "identity", "kiosk.json", "ca.pem" })
        {
            Directory.Move(In(gone), In($"old/{gone}"));
        }

        var (exitCode, output, error) = await RestoreAsync();

        Assert.True(exitCode == 0, error);
        Assert.Contains("Restored the backup of ", output, StringComparison.Ordinal);
        Assert.Equal(was, await Task.WhenAll(File.ReadAllTextAsync(In("kiosk.json"), Stop), File.ReadAllTextAsync(In("identity/device.key"), Stop)));
        Assert.True(File.Exists(In("ca.pem")));
        Assert.Contains("ok    identity: K0000001", (await RunAsync("selftest", $"--Card:CaFolder={folder}/cas")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("audit", "verify")).ExitCode);
        Assert.Equal("", Beside());
    }

    [Fact]
    public async Task Restore_WhereOnlyTheExampleIs_TakesTheBackupsConfigurationAndCertificates()
    {
        await EnrolAsync();
        await BackUpAsync();
        var was = await File.ReadAllTextAsync(In("kiosk.json"), Stop);
        Directory.CreateDirectory(In("old"));
        foreach (var gone in new[] { "vault", "identity", "ca.pem" })
        {
            Directory.Move(In(gone), In($"old/{gone}"));
        }

        await File.WriteAllTextAsync(In("kiosk.json"), """{ "Facility": { /* "Code": "" */ }, "Authority": { }, "Card": { } }""", Stop);

        var (exitCode, _, error) = await RestoreAsync();

        Assert.True(exitCode == 0, error);
        Assert.Equal(was, await File.ReadAllTextAsync(In("kiosk.json"), Stop));
        Assert.True(File.Exists(In("ca.pem")));
        Assert.Equal("", Beside());
    }

    [Fact]
    public async Task Restore_OfAStandWithAccounts_LeavesItNotOpen()
    {
        await EnrolAsync();
        Assert.Null(new AccountFile(In("staff")).Change(_ => [StaffedBench.Of("tanaka", StaffRole.Administrator)]));
        await BackUpAsync();
        Directory.CreateDirectory(In("old"));
        foreach (var gone in new[] { "vault", "identity", "kiosk.json", "ca.pem", "staff" })
        {
            Directory.Move(In(gone), In($"old/{gone}"));
        }

        Assert.Equal(0, (await RestoreAsync()).ExitCode);
        Assert.Equal("tanaka", Assert.Single(new AccountFile(In("staff")).Read().Accounts).Id);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(In("staff/accounts.json")));
        Assert.Equal("", Beside());
    }

    [Fact]
    public async Task Backup_KeyIsSealedHere_IsBareInTheBackupAndSealedAgainThere()
    {
        await PutSealAsync(StandInSeal);
        await EnrolAsync();
        Assert.True(File.Exists(In("identity/device.key.cred")));
        await BackUpAsync();
        Directory.Delete(In("identity"), recursive: true);

        Assert.Equal(0, (await RestoreAsync("--replace")).ExitCode);
        Assert.True(File.Exists(In("identity/device.key.cred")));
        Assert.False(File.Exists(In("identity/device.key")));

        // A computer that cannot seal.
        await PutSealAsync(NoSeal);
        Assert.Equal(0, (await RestoreAsync("--replace")).ExitCode);
        Assert.Contains("PRIVATE KEY", await File.ReadAllTextAsync(In("identity/device.key"), Stop), StringComparison.Ordinal);
        Assert.Contains("ok    identity: K0000001", (await RunAsync("selftest", $"--Card:CaFolder={folder}/cas")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_OtherFacility_SaysSoAndChangesNothing()
    {
        await BackUpAsync();
        var before = Files();

        var (exitCode, _, error) = await RestoreAsync("--replace", "--Facility:Code=0110113719");

        Assert.Equal(78, exitCode);
        Assert.Contains("is of facility 1329999997", error, StringComparison.Ordinal);
        Assert.Equal(before, Files());
    }

    [Theory]
    [InlineData(73, "with --replace it is moved aside")]
    [InlineData(66, "does not open", "--replace", "another quiet kiosk")]
    public async Task Restore_NotSo_SaysWhyAndChangesNothing(int expected, string told, string option = "--staff=S07", string phrase = Phrase)
    {
        await BackUpAsync();
        await WriteSecretAsync(phrase);
        var before = Files();

        var (exitCode, _, error) = await RestoreAsync(option);

        Assert.Equal(expected, exitCode);
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task Restore_ConfigurationIsAnother_StaysAndThatIsTold()
    {
        await BackUpAsync();
        await File.AppendAllTextAsync(In("kiosk.json"), "\n", Stop);

        var (exitCode, _, error) = await RestoreAsync("--replace");

        Assert.Equal(0, exitCode);
        Assert.Contains("stays as it is", error, StringComparison.Ordinal);
        Assert.Contains("no identity of the stand", error, StringComparison.Ordinal);
        Assert.Equal("kiosk.json", Beside());
    }

    [Fact]
    public async Task Run_AfterARestoreThatWasCutShort_FinishesItFirst()
    {
        await EnrolAsync();
        await BackUpAsync();
        var key = await File.ReadAllTextAsync(In("identity/device.key"), Stop);
        await EnrolAsync();
        Assert.NotEqual(key, await File.ReadAllTextAsync(In("identity/device.key"), Stop));
        // Decided, and the power goes.
        using (var read = BackupReader.Read(Target, Encoding.UTF8.GetBytes(Phrase), (_, _) => new RestorePlan(In("vault"), IsSealed: false, Refused: null)).Restore!)
        {
            Assert.Null(await read.VerifyAsync(TimeProvider.System.GetUtcNow(), "S07", isClockSet: false));
            Assert.Null(new DeviceCopy(Encoding.ASCII.GetBytes(key), await OldAsync("device.pem"), await OldAsync("device.json")).Prepare(In("identity"), isSealed: false));
            Assert.Null(read.Decide(TimeProvider.System.GetUtcNow()));
        }

        Assert.Contains("was cut short", (await RunAsync("audit", "export")).Error, StringComparison.Ordinal);

        // No reader and no panel are needed to see it: the desk ends at its socket.
        var (exitCode, _, error) = await RunAsync("run", "--Panel:Chip=none", "--Identity:Method=visual", $"--Card:CaFolder={folder}/cas", "--Desk:Socket=/dev/null/none");

        Assert.Equal(73, exitCode);
        Assert.Contains("Desk:Socket", error, StringComparison.Ordinal);
        Assert.Equal(key, await File.ReadAllTextAsync(In("identity/device.key"), Stop));
        Assert.Contains("vaultRestored", (await RunAsync("audit", "export")).Output, StringComparison.Ordinal);
        Assert.Single(Directory.GetDirectories(In("identity"), "identity.aside-*"));

        async Task<byte[]> OldAsync(string name) => await ReadFromBackupAsync($"identity/{name}");
    }

    [Theory]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("short one")]
    [InlineData("")]
    public async Task Backup_PassphraseTooEasy_SaysTheRule(string phrase)
    {
        await WriteSecretAsync(phrase);

        var (exitCode, _, error) = await RunAsync("vault", "backup", Target, "--passphrase-file", Secret);

        Assert.Equal(64, exitCode);
        Assert.Contains("12 characters at least", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public async Task Backup_PassphraseFileOfEverybody_IsRefused()
    {
        File.SetUnixFileMode(Secret, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        var (exitCode, _, error) = await RunAsync("vault", "backup", Target, "--passphrase-file", Secret);

        Assert.Equal(64, exitCode);
        Assert.Contains("0600", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_Generate_SuggestsAnotherEachTime()
    {
        var one = (await RunAsync("vault", "backup", "--generate")).Output.Trim();
        var other = (await RunAsync("vault", "backup", "--generate")).Output.Trim();

        Assert.Equal([5, 5, 5, 5], one.Split('-').Select(group => group.Length));
        Assert.NotEqual(one, other);
        await WriteSecretAsync(one);
        await BackUpAsync();
    }

    [Theory]
    [InlineData(Phrase, Phrase, 0, "holds 0 result(s)")]
    [InlineData(Phrase, "seven quite kiosks", 64, "not the same")]
    public async Task Backup_AtATerminal_AsksTwiceAndShowsNothing(string first, string second, int expected, string told)
    {
        var kiosk = string.Join(' ', [Path.Combine(AppContext.BaseDirectory, "kiosk"), "vault", "backup", Target, .. Settings]);

        var (exitCode, output, _) = await KioskProcess.RunProgramAsync(
            "sh", ["-c", $"(sleep 2; printf '{first}\\r'; sleep 1; printf '{second}\\r'; sleep 4) | script -qec '{kiosk}' /dev/null"], tools: null);

        Assert.Equal(expected, exitCode);
        Assert.Contains(told, output, StringComparison.Ordinal);
        Assert.DoesNotContain("quiet", output, StringComparison.Ordinal);
    }

    private string[] Settings => ["--config", In("kiosk.json"), $"--Vault:Folder={folder}/vault", $"--Identity:Folder={folder}/identity", $"--Staff:Folder={folder}/staff", $"--Desk:Socket={folder}/desk.sock"];

    private string In(string name) => Path.Combine(folder, name);

    private async Task EnrolAsync() => Assert.Equal(0, (await RunAsync("enrol", "--activation", authority.NewActivationCode())).ExitCode);

    private async Task BackUpAsync()
    {
        var (exitCode, _, error) = await RunAsync("vault", "backup", Target, "--replace", "--passphrase-file", Secret);
        Assert.True(exitCode == 0, error);
    }

    private Task<(int ExitCode, string Output, string Error)> RestoreAsync(params string[] more) => RunAsync(["vault", "restore", Target, "--passphrase-file", Secret, .. more]);

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] words) => KioskProcess.RunProgramAsync("kiosk", [.. words[..1], .. words[1..], .. Settings.Where(setting => !words.Any(word => word.StartsWith(setting.Split('=')[0] + "=", StringComparison.Ordinal)))], Tools);

    private async Task<byte[]> ReadFromBackupAsync(string name)
    {
        var parts = new List<BackupPart>();
        BackupReader.Read(Target, await File.ReadAllBytesAsync(Secret, Stop), (_, all) =>
        {
            parts.AddRange(all);
            return RestorePlan.Refuse(new BackupFailure(BackupTrouble.Busy));
        });
        return parts.Find(part => part.Name == name)!.Content;
    }

    private async Task WriteSecretAsync(string phrase)
    {
        await File.WriteAllTextAsync(Secret, phrase, Stop);
        File.SetUnixFileMode(Secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private async Task PutSealAsync(string program)
    {
        var path = Path.Combine(Tools, "systemd-creds");
        await File.WriteAllTextAsync(path, program, Stop);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private string Beside() => Directory.Exists(In("vault/from-backup")) ? string.Join(' ', Directory.GetFiles(In("vault/from-backup")).Select(Path.GetFileName)) : "";

    private string Files() => string.Join('\n', Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.Contains("/authority/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        .Select(file => $"{file} {new FileInfo(file).Length} {File.GetLastWriteTimeUtc(file):O}"));
}
