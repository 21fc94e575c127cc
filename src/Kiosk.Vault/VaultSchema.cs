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

    /// <summary>Brings the file to the newest version, whole or not at all.</summary>
    public static void Migrate(SqliteConnection connection)
    {
        // Begun immediately: of two processes that start at once, one migrates and the other finds it done.
        using var transaction = connection.BeginTransaction(deferred: false);
        foreach (var script in Scripts.Skip(VersionOf(connection)))
        {
            connection.Execute(Read(script));
        }

        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Newest};"));
        transaction.Commit();
    }

    /// <summary>Notes the key of a new vault; false when the vault belongs to another key.</summary>
    public static bool Admits(SqliteConnection connection, uint keyId)
    {
        connection.Execute("INSERT INTO sealing_keys (key_id) SELECT $key WHERE NOT EXISTS (SELECT 1 FROM sealing_keys)", ("$key", (long)keyId));
        return connection.Number("SELECT count(*) FROM sealing_keys WHERE key_id = " + keyId.ToString(CultureInfo.InvariantCulture)) == 1;
    }

    private static int VersionOf(SqliteConnection connection) => (int)connection.Number("PRAGMA user_version");

    private static string Read(string script)
    {
        using var reader = new StreamReader(typeof(VaultSchema).Assembly.GetManifestResourceStream(script)!);
        return reader.ReadToEnd();
    }
}
