using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault;

/// <summary>The numbered scripts under Schema/, and which of them a file has seen (SQLite's <c>user_version</c>).</summary>
internal static class VaultSchema
{
    /// <summary>"KIOS": marks the file as a vault (SQLite's <c>application_id</c>).</summary>
    private const int ApplicationId = 0x4B494F53;

    private static readonly string[] Scripts =
        [.. typeof(VaultSchema).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static int Newest => Scripts.Length;

    /// <summary>Looks before anything is changed: somebody else's database is left as it is, and so is a newer vault.</summary>
    public static VaultDefect? Judge(SqliteConnection connection) =>
        // In this order: tables and mark of a vault that another process is just making appear at once.
        connection.Number("SELECT count(*) FROM sqlite_schema") > 0 && connection.Number("PRAGMA application_id") != ApplicationId ? VaultDefect.NotAVault
        : VersionOf(connection) > Newest ? VaultDefect.NewerVersion
        : null;

    /// <summary>True when the program has scripts that the file has not seen.</summary>
    public static bool IsOld(SqliteConnection connection) => VersionOf(connection) < Newest;

    /// <summary>Brings the file to the newest version, whole or not at all.</summary>
    /// <param name="connection">To the file.</param>
    /// <param name="beginTrail">Begins the audit trail's chain, where there was none.</param>
    public static void Migrate(SqliteConnection connection, Action beginTrail)
    {
        // Begun immediately: of two processes that start at once, one migrates and the other finds it done.
        using var transaction = connection.BeginTransaction(deferred: false);
        var hasChain = connection.Number("SELECT count(*) FROM pragma_table_info('audit') WHERE name = 'mac'") > 0;
        RunScripts(connection, VersionOf(connection));
        if (!hasChain)
        {
            beginTrail();
        }

        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Newest};"));
        transaction.Commit();
    }

    /// <summary>Notes the key of a new vault; false when the vault belongs to another key.</summary>
    public static bool Admits(SqliteConnection connection, uint keyId)
    {
        connection.Execute("INSERT INTO sealing_keys (key_id) SELECT $key WHERE NOT EXISTS (SELECT 1 FROM sealing_keys)", ("$key", (long)keyId));
        return BelongsTo(connection, keyId);
    }

    /// <summary>True when the vault belongs to a key.</summary>
    public static bool BelongsTo(SqliteConnection connection, uint keyId) =>
        connection.Number("SELECT count(*) FROM sealing_keys WHERE key_id = " + keyId.ToString(CultureInfo.InvariantCulture)) == 1;

    /// <summary>The triggers that keep the audit trail from change.</summary>
    public static IReadOnlyList<string> Guards(SqliteConnection connection)
    {
        using var command = connection.Command("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit' ORDER BY name");
        using var rows = command.ExecuteReader();
        var guards = new List<string>();
        while (rows.Read())
        {
            guards.Add(rows.GetString(0));
        }

        return guards;
    }

    /// <summary>The triggers that the scripts make.</summary>
    public static IReadOnlyList<string> IntendedGuards()
    {
        using var intended = new SqliteConnection("Data Source=:memory:");
        intended.Open();
        RunScripts(intended, seen: 0);
        return Guards(intended);
    }

    private static void RunScripts(SqliteConnection connection, int seen)
    {
        foreach (var script in Scripts.Skip(seen))
        {
            connection.Execute(Read(script));
        }
    }

    private static int VersionOf(SqliteConnection connection) => (int)connection.Number("PRAGMA user_version");

    private static string Read(string script)
    {
        using var reader = new StreamReader(typeof(VaultSchema).Assembly.GetManifestResourceStream(script)!);
        return reader.ReadToEnd();
    }
}
