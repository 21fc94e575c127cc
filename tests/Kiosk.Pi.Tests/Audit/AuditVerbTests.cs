using System.Globalization;
using System.Text.Json;
using Kiosk.Pi.Tests.Verbs;
using Kiosk.Records;
using Kiosk.Vault;
using Microsoft.Data.Sqlite;

namespace Kiosk.Pi.Tests.Audit;

/// <summary><c>kiosk audit</c> as an auditor calls it, on a vault that the desk wrote.</summary>
public sealed class AuditVerbTests : IDisposable
{
    private const string Csv = "seq,at,kind,visitId,staff,outcome,reason,elapsedMs,detail,through,mac";
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, JapanTime.Offset);
    private static readonly Guid Visit = Guid.CreateVersion7(Noon);

    private readonly string folder = Directory.CreateTempSubdirectory("kiosk").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Verify_WholeTrail_SaysSoAndWhereItEnds()
    {
        await WriteAsync();

        var (exitCode, output, _) = await AuditAsync("verify");
        var (_, head, _) = await AuditAsync("head");

        Assert.Equal(0, exitCode);
        Assert.Contains("4 row(s), 1 to 4", output, StringComparison.Ordinal);
        Assert.Contains($"whole, and ends with {head.Trim()}", output, StringComparison.Ordinal);
        Assert.Equal(0, (await AuditAsync("verify", "--head", head.Trim())).ExitCode);
    }

    [Fact]
    public async Task Verify_Tampered_NamesRowAndTimes()
    {
        await WriteAsync();
        Tamper("UPDATE audit SET staff = 'S99' WHERE seq = 3");

        var (exitCode, output, _) = await AuditAsync("verify");

        Assert.Equal(76, exitCode);
        Assert.Contains("FAIL  row 3: altered, forged or moved; not as written. Between 2026-11-22 12:00:00 and 2026-11-22 12:01:00.", output, StringComparison.Ordinal);
        Assert.Contains("NOT whole", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_SetBackToAnEarlierCopy_OnlyWithTheHeadThatWasNoted()
    {
        await WriteAsync();
        var copy = await File.ReadAllBytesAsync(Database, Stop);
        await WriteAsync();
        var head = (await AuditAsync("head")).Output.Trim();
        await File.WriteAllBytesAsync(Database, copy, Stop);

        Assert.Equal(0, (await AuditAsync("verify")).ExitCode);
        var (exitCode, output, _) = await AuditAsync("verify", "--head", head);

        Assert.Equal(76, exitCode);
        Assert.Contains("was set back", output, StringComparison.Ordinal);
        Assert.Equal(64, (await AuditAsync("verify", "--head", "4:abc")).ExitCode);
    }

    [Fact]
    public async Task Verify_ForeignKey_SaysSo()
    {
        await WriteAsync();
        await File.WriteAllBytesAsync(Path.Combine(folder, "vault", "vault.key"), new byte[32], Stop);

        var (exitCode, _, error) = await AuditAsync("verify");

        Assert.Equal(78, exitCode);
        Assert.Contains("another key", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("head")]
    [InlineData("export")]
    public async Task Audit_NoVault_SaysSoAndMakesNone(string verb)
    {
        var (exitCode, _, error) = await AuditAsync(verb);

        Assert.Equal(65, exitCode);
        Assert.Contains("no vault", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "vault")));
    }

    [Fact]
    public async Task Export_SomeDays_AsCsvAndAuditedFirst()
    {
        await WriteAsync();

        var (exitCode, output, _) = await AuditAsync("export", "--from", "2026-11-22", "--to", "2026-11-22", "--staff", "auditor");

        Assert.Equal(0, exitCode);
        var lines = output.Split("\r\n");
        Assert.Equal(Csv, lines[0]);
        Assert.StartsWith("2,2026-11-22T12:00:00.000+09:00,standStarted,,,,,,,,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"3,2026-11-22T12:01:00.000+09:00,resultViewed,{Visit},\"'=S,07\",,,,,,", lines[2], StringComparison.Ordinal);
        Assert.StartsWith($"4,2026-11-22T12:02:00.000+09:00,resultClosed,{Visit},\"'=S,07\",,,12345,,,", lines[3], StringComparison.Ordinal);
        Assert.Equal("", lines[4]);
        Assert.Contains(",trailExported,,auditor,,,,from=2026-11-22 to=2026-11-22 format=csv,,", (await AuditAsync("export")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await AuditAsync("verify")).ExitCode);
    }

    [Fact]
    public async Task Export_AsJsonLines_HasEveryRowAsItIs()
    {
        await WriteAsync();

        var (_, output, _) = await AuditAsync("export", "--format", "jsonl");

        var rows = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["trailBegan", "standStarted", "resultViewed", "resultClosed", "trailExported"], rows.Select(row => row.GetProperty("kind").GetString()!), StringComparer.Ordinal);
        Assert.Equal("=S,07", rows[2].GetProperty("staff").GetString());
        Assert.Equal(12345, rows[3].GetProperty("elapsedMs").GetInt64());
        Assert.Equal((await AuditAsync("head")).Output.Trim(), string.Create(CultureInfo.InvariantCulture, $"{rows[4].GetProperty("seq").GetInt64()}:{rows[4].GetProperty("mac").GetString()}"));
    }

    [Theory]
    [InlineData("--from", "yesterday")]
    [InlineData("--from", "2027-11-22")]
    [InlineData("--to", "22.11.2026")]
    [InlineData("--format", "xml")]
    public async Task Export_WrongOption_IsRefusedAndNotAudited(string option, string value)
    {
        await WriteAsync();

        Assert.Equal(64, (await AuditAsync("export", option, value, "--to", "2026-11-30")).ExitCode);

        Assert.Contains("4 row(s)", (await AuditAsync("verify")).Output, StringComparison.Ordinal);
    }

    private string Database => Path.Combine(folder, "vault", "vault.db");

    private async Task WriteAsync()
    {
        await using var vault = SqliteVault.Open(Path.Combine(folder, "vault")).Vault!;
        Assert.Null(await vault.AuditAsync(
            [
                new AuditEvent(Noon, AuditKind.StandStarted),
                new AuditEvent(Noon.AddMinutes(1), AuditKind.ResultViewed, Visit, "=S,07"),
                new AuditEvent(Noon.AddMinutes(2), AuditKind.ResultClosed, Visit, "=S,07", Elapsed: TimeSpan.FromMilliseconds(12345)),
            ],
            Stop));
    }

    private void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the test's own words
        command.CommandText = $"DROP TRIGGER audit_never_changes; {sql}";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private Task<(int ExitCode, string Output, string Error)> AuditAsync(string verb, params string[] more) => RunAsync("audit", [verb, .. more]);

    private Task<(int ExitCode, string Output, string Error)> RunAsync(string verb, params string[] more) =>
        KioskProcess.RunAsync([verb, .. more, $"--Vault:Folder={folder}/vault", $"--Desk:Socket={folder}/desk.sock"]);
}
