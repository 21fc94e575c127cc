using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kiosk.Vault.Backup;

/// <summary>A vault's database at one moment, in memory: taken while others write, and never a second copy on disk.</summary>
internal sealed class DatabaseCopy : IDisposable
{
    private readonly SqliteConnection memory;

    private DatabaseCopy(SqliteConnection memory) => this.memory = memory;

    /// <summary>Copies the database as a transaction of the connection sees it.</summary>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public static DatabaseCopy Of(SqliteConnection source)
    {
        // Of SQLite's own file system in memory, from which the file can be taken as it is.
        var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = "file:copy?vfs=memdb", Pooling = false }.ToString());
        try
        {
            copy.Open();
            source.BackupDatabase(copy);
            return new DatabaseCopy(copy);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>The bytes of the file; not to be used after this is disposed of.</summary>
    public unsafe Stream Open()
    {
        var bytes = raw.sqlite3_serialize(memory.Handle, "main", out var size, raw.SQLITE_SERIALIZE_NOCOPY);
        return bytes == 0 ? throw new InvalidOperationException("A database in memory has no bytes.") : new UnmanagedMemoryStream((byte*)bytes, size);
    }

    public void Dispose() => memory.Dispose();
}
