using System.Globalization;
using Kiosk.Vault.Keys;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault;

/// <summary>The numbered scripts under Schema/, and which of them a file has seen (SQLite's <c>user_version</c>).</summary>
internal static class VaultSchema
{
    /// <summary>"KIOS": marks the file as a vault (SQLite's <c>application_id</c>).</summary>
    private const int ApplicationId = 0x4B494F53;

    private static readonly string[] Scripts =
        [.. typeof(VaultSchema).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>What a file has seen when it has seen all of them.</summary>
    public static int Newest => Scripts.Length;

    /// <summary>Looks before anything is changed: somebody else's database is left as it is, and so is a newer vault.</summary>
    public static VaultDefect? Judge(SqliteConnection connection) =>
        // In this order: tables and mark of a vault that another process is just making appear at once.
        connection.Number("SELECT count(*) FROM sqlite_schema") > 0 && connection.Number("PRAGMA application_id") != ApplicationId ? VaultDefect.NotAVault
        : VersionOf(connection) > Newest ? VaultDefect.NewerVersion
        : null;

    /// <summary>True when the program has scripts that the file has not seen.</summary>
    public static bool IsOld(SqliteConnection connection) => VersionOf(connection) < Newest;

    /// <summary>Brings the file to the newest version, whole or not at all; null, and nothing is changed, when it belongs to none of the keys.</summary>
    /// <param name="connection">To the file.</param>
    /// <param name="keys">The keys that there are.</param>
    /// <param name="complete">Completes what scripts cannot make, with the vault's key; told whether the vault held keys before, and whether its trail was a chain.</param>
    /// <returns>The vault's key.</returns>
    public static VaultKey? Migrate(SqliteConnection connection, KeyRing keys, Action<VaultKey, bool, bool> complete)
    {
        // Begun immediately: of two processes that start at once, one migrates and the other finds it done.
        using var transaction = connection.BeginTransaction(deferred: false);
        if (KeyOf(connection, keys) is not { } key)
        {
            return null;
        }

        var holdsKeys = Has(connection, "held_keys");
        var hasChain = connection.Number("SELECT count(*) FROM pragma_table_info('audit') WHERE name = 'mac'") > 0;
        RunScripts(connection, VersionOf(connection));
        connection.Execute("INSERT INTO sealing_keys (key_id) SELECT $key WHERE NOT EXISTS (SELECT 1 FROM sealing_keys)", ("$key", (long)key.Id));
        complete(key, holdsKeys, hasChain);
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Newest};"));
        transaction.Commit();
        return key;
    }

    /// <summary>The key that the vault belongs to; of a vault that belongs to none yet, the first. Null: it belongs to another.</summary>
    public static VaultKey? KeyOf(SqliteConnection connection, KeyRing keys) =>
        Has(connection, "sealing_keys") && connection.Number("SELECT count(*) FROM sealing_keys") > 0 ? FoundOf(connection, keys).Key : keys.First;

    /// <summary>The file, of those found, whose key is the vault's; nothing where there is none.</summary>
    public static FoundKey FoundOf(SqliteConnection connection, KeyRing keys) => keys.Found.FirstOrDefault(file => file.Key is { } key && BelongsTo(connection, key.Id));

    private static bool BelongsTo(SqliteConnection connection, uint keyId) =>
        connection.Number("SELECT count(*) FROM sealing_keys WHERE key_id = " + keyId.ToString(CultureInfo.InvariantCulture)) == 1;

    /// <summary>True when there is a table.</summary>
    public static bool Has(SqliteConnection connection, string table) => connection.Number($"SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '{table}'") > 0;

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
