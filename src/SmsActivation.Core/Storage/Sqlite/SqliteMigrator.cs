using Dapper;

namespace SmsActivation.Core.Storage.Sqlite;

/// <summary>Applies the numbered, append-only scripts of <c>sql/sqlite</c> in order, in one transaction, under the
/// database's write lock.</summary>
public sealed class SqliteMigrator(SqliteConnections connections, string scriptFolder)
{
    private readonly SchemaScripts _scripts = new(scriptFolder);

    /// <summary>Applies what is missing and answers with the names applied now.</summary>
    /// <exception cref="InvalidOperationException">A script that was applied before reads differently now.</exception>
    public IReadOnlyList<string> Migrate(DateTimeOffset now)
    {
        using var connection = connections.OpenWriter();
        connection.Execute("begin immediate");
        connection.Execute(
            """
            create table if not exists schema_versions (
                name text not null primary key, checksum text not null, applied_at text not null)
            """
        );
        var applied = new List<string>();
        foreach (var script in _scripts.Missing(Known(connection)))
        {
            connection.Execute(script.Text);
            connection.Execute(
                SchemaScripts.Insert,
                new
                {
                    script.Name,
                    script.Checksum,
                    appliedAt = StoredTypes.Text(now),
                }
            );
            applied.Add(script.Name);
        }
        connection.Execute("commit");
        return applied;
    }

    public IReadOnlyList<SchemaScript> Status()
    {
        if (!File.Exists(connections.File))
            return _scripts.Beside([]);
        using var connection = connections.OpenReader();
        var isNew =
            connection.ExecuteScalar<long>("select count(*) from sqlite_master where name = 'schema_versions'") == 0;
        return _scripts.Beside(isNew ? [] : Known(connection));
    }

    private static List<SchemaScripts.Applied> Known(Microsoft.Data.Sqlite.SqliteConnection connection) =>
        connection.Query<SchemaScripts.Applied>(SchemaScripts.Select).AsList();
}
