using Dapper;
using Microsoft.Data.Sqlite;
using SmsActivation.Core.Restore;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Storage.Sqlite;

namespace SmsActivation.Worker.Commands;

/// <summary>A copy of a SQLite database as of one moment, beside a live host: readers block no writer in WAL mode.</summary>
internal static class DatabaseBackup
{
    /// <summary>Null when the copy is whole; else what is wrong with it. Until then it has another name, so that a broken
    /// copy is never taken for a backup.</summary>
    /// <param name="now">Goes into the copy: a host that serves it must know that others have served since.</param>
    public static string? Copy(SqliteConnections connections, string target, DateTimeOffset now)
    {
        var full = Path.GetFullPath(target);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var partial = full + ".partial";
        File.Delete(partial);
        try
        {
            using (var source = connections.OpenReader())
            {
                // The one statement that writes nothing here and is refused all the same.
                source.Execute("pragma query_only = off");
                source.Execute("vacuum into @partial", new { partial });
            }
            Mark(partial, now);
            if (Check(partial) is { } fault)
                return $"The copy is damaged: {fault}";
            using (var copy = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite))
                copy.Flush(flushToDisk: true);
            File.Move(partial, full, overwrite: false);
            return null;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static void Mark(string file, DateTimeOffset now)
    {
        using var connection = Open(file, SqliteOpenMode.ReadWrite);
        connection.Execute(
            """
            delete from facts where name = @Copied;
            insert into facts (name, value) values (@Copied, @now)
            """,
            new { RestoreStore.Copied, now }
        );
    }

    private static string? Check(string file)
    {
        using var connection = Open(file, SqliteOpenMode.ReadOnly);
        return connection.ExecuteScalar<string>("pragma quick_check(1)") is var word && word == "ok" ? null : word;
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = false,
        }.ToString();
        var connection = new SqliteConnection(text);
        connection.Open();
        return connection;
    }
}
