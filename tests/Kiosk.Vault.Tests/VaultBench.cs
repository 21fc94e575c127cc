using System.Globalization;
using Kiosk.Cards;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Visits;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Kiosk.Vault.Tests;

/// <summary>A folder that is gone after the test, and results of people who do not exist.</summary>
public sealed class VaultBench : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, JapanTime.Offset);
    public static readonly DateOnly Today = new(2026, 11, 22);

    /// <summary>The certificates of two cards; only their bytes count here.</summary>
    public static readonly AuthCertificate Hanako = new(new byte[] { 0x30, 0x82, 0xCA, 0xFE }, CertificateStanding.Ok, Noon.AddYears(3));
    public static readonly AuthCertificate Taro = Hanako with { Der = new byte[] { 0x30, 0x82, 0xCA, 0xFF } };

    private readonly string root = Directory.CreateTempSubdirectory("kiosk-vault-").FullName;

    public string Folder => Path.Combine(root, "vault");

    public string Database => Path.Combine(Folder, "vault.db");

    public string Key => Path.Combine(Folder, "vault.key");

    internal VaultKey ReadKey() => VaultKey.Of(File.ReadAllBytes(Key))!;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public string Beside(string name) => Path.Combine(root, name);

    public SqliteVault Open(DateTimeOffset? now = null) => OpenIn(Folder, now);

    public static SqliteVault OpenIn(string folder, DateTimeOffset? now = null)
    {
        var opening = SqliteVault.Open(folder, TimeSpan.FromMilliseconds(50), new FakeTimeProvider(now ?? Noon));
        Assert.Null(opening.Defect);
        return opening.Vault!;
    }

    public VaultDefect? Defect()
    {
        var opening = SqliteVault.Open(Folder, TimeSpan.FromMilliseconds(50), TimeProvider.System);
        Assert.Null(opening.Vault);
        Assert.Contains(opening.Path, opening.Cure, StringComparison.Ordinal);
        return opening.Defect;
    }

    /// <summary>A connection of somebody else to the vault's file.</summary>
    public SqliteConnection Stranger()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=false;Default Timeout=1");
        connection.Open();
        return connection;
    }

    /// <summary>Turns the vault, which nobody has open, into one that the program made when it had only the first <paramref name="scripts"/> of its scripts; what it held then, it holds.</summary>
    public void BackTo(int scripts)
    {
        var old = Beside("old.db");
        using (var connection = new SqliteConnection($"Data Source={old};Pooling=false"))
        {
            connection.Open();
            var assembly = typeof(SqliteVault).Assembly;
            foreach (var script in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(scripts))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(script)!);
                connection.Execute(reader.ReadToEnd());
            }

            connection.Execute($"PRAGMA application_id = {0x4B494F53}; PRAGMA user_version = {scripts}; ATTACH '{Database}' AS now");
            foreach (var table in Texts(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"))
            {
                var columns = string.Join(", ", Texts(connection, $"SELECT name FROM pragma_table_info('{table}', 'main')"));
                connection.Execute($"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM now.{table}");
            }
        }

        File.Move(old, Database, overwrite: true);
        File.SetUnixFileMode(Database, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static List<string> Texts(SqliteConnection connection, string sql)
    {
        using var command = connection.Command(sql);
        using var rows = command.ExecuteReader();
        var all = new List<string>();
        while (rows.Read())
        {
            all.Add(rows.GetString(0));
        }

        return all;
    }

    public static KeptResult Covered(DateTimeOffset? endedAt = null, Guid? id = null) => new()
    {
        VisitId = id ?? Guid.CreateVersion7(endedAt ?? Noon),
        EndedAt = endedAt ?? Noon,
        Method = IdentityMethod.Visual,
        Outcome = Outcome.Covered,
        Staff = "S07",
        Certificate = CertificateStanding.Grace,
        AuthorityMessage = "架空　花子 is expected",
        Confirmation = new Confirmation
        {
            Segment = "1",
            QualificationDate = Today,
            ExecutedAt = new DateTime(2026, 11, 22, 11, 59, 58, DateTimeKind.Unspecified),
            ProcessingStatus = "1",
            ProcessingMessage = "お知らせ",
            Validity = "1",
            Records =
            [
                new EligibilityRecord
                {
                    Name = "架空　花子", NameKana = "ｶｸｳ ﾊﾅｺ", Birthdate = new DateOnly(1971, 2, 3), Sex = "2", InsurerNumber = "06999999",
                    InsurerName = "架空健康保険組合", Symbol = "１２－３４", Number = "５６７８", Branch = "00",
                },
            ],
        },
    };

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public void Dispose() => Directory.Delete(root, recursive: true);
}
