using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Kiosk.Vault;

/// <summary>The one connection to the vault's file, and short words for what is done with it.</summary>
internal static class VaultDatabase
{
    /// <summary>An open connection to a file that is there; nothing is changed in it yet.</summary>
    /// <param name="busyFor">How long another process is waited for, over and above a second.</param>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static SqliteConnection Open(string file, TimeSpan busyFor)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            ForeignKeys = true,
            RecursiveTriggers = true,
            // Comes on top of busy_timeout; zero would mean for ever.
            DefaultTimeout = 1,
        }.ToString());
        connection.Open();
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {(int)busyFor.TotalMilliseconds}"));
        return connection;
    }

    /// <summary>An open connection that changes nothing.</summary>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static SqliteConnection OpenToLook(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 3 }.ToString());
        connection.Open();
        connection.Execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
        return connection;
    }

    /// <summary>Sets the connection so that what is committed is on disk, and what is deleted is overwritten.</summary>
    public static void Harden(this SqliteConnection connection) => connection.Execute("""
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA secure_delete = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA trusted_schema = OFF;
        PRAGMA cell_size_check = ON;
        """);

    /// <summary>Runs statements that give nothing back, and says how many rows they changed.</summary>
    public static int Execute(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = connection.Command(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first value of the first row, as a number.</summary>
    public static long Number(this SqliteConnection connection, string sql)
    {
        using var command = connection.Command(sql);
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>The first value of the first row, as text; null when there is none.</summary>
    public static string? Text(this SqliteConnection connection, string sql)
    {
        using var command = connection.Command(sql);
        return command.ExecuteScalar() as string;
    }

    /// <summary>A command with its values, within the connection's transaction if there is one.</summary>
    public static SqliteCommand Command(
        this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // every statement is a constant; values go in as parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
