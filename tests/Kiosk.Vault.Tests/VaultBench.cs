using System.Globalization;
using Kiosk.Cards;
using Kiosk.Eligibility;
using Kiosk.Records;
using Kiosk.Visits;
using Microsoft.Data.Sqlite;

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

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public string Beside(string name) => Path.Combine(root, name);

    public SqliteVault Open() => OpenIn(Folder);

    public static SqliteVault OpenIn(string folder)
    {
        var opening = SqliteVault.Open(folder, TimeSpan.FromMilliseconds(50));
        Assert.Null(opening.Defect);
        return opening.Vault!;
    }

    /// <summary>Makes a vault what it was before it knew people and what is pending.</summary>
    public static void BackToVersion3(SqliteVault vault) => vault.Connection.Execute("""
        DROP INDEX results_by_person; ALTER TABLE results DROP COLUMN person; ALTER TABLE results DROP COLUMN repeat_of; ALTER TABLE asked DROP COLUMN person;
        DROP TABLE pending; DROP TABLE checks; DROP TABLE unexported; PRAGMA user_version = 3
        """);

    public VaultDefect? Defect()
    {
        var opening = SqliteVault.Open(Folder, TimeSpan.FromMilliseconds(50));
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
