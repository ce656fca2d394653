using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace SmsActivation.Core.Storage;

/// <summary>One numbered schema script and whether this database has it.</summary>
public sealed record SchemaScript(string Name, string? AppliedAt, bool Changed);

/// <summary>Applies the numbered, append-only scripts of <c>sql/sqlite</c> in order, each in a transaction, under the
/// database's write lock.</summary>
public sealed class SqliteMigrator(SqliteConnections connections, string scriptFolder)
{
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
        var known = Known(connection);
        var applied = new List<string>();
        foreach (var (name, text) in Scripts())
        {
            if (known.TryGetValue(name, out var row))
            {
                if (row.Checksum != Checksum(text))
                    throw new InvalidOperationException(
                        $"sql/sqlite/{name} was changed after it was applied on {row.AppliedAt}: add a new script instead."
                    );
                continue;
            }
            connection.Execute(text);
            connection.Execute(
                "insert into schema_versions (name, checksum, applied_at) values (@name, @checksum, @now)",
                new
                {
                    name,
                    checksum = Checksum(text),
                    now,
                }
            );
            applied.Add(name);
        }
        connection.Execute("commit");
        return applied;
    }

    public IReadOnlyList<SchemaScript> Status()
    {
        if (!File.Exists(connections.File))
            return [.. Scripts().Select(script => new SchemaScript(script.Name, AppliedAt: null, Changed: false))];
        using var connection = connections.OpenReader();
        var known =
            connection.ExecuteScalar<long>("select count(*) from sqlite_master where name = 'schema_versions'") == 0
                ? []
                : Known(connection);
        return
        [
            .. Scripts()
                .Select(script =>
                    known.TryGetValue(script.Name, out var row)
                        ? new SchemaScript(script.Name, row.AppliedAt, row.Checksum != Checksum(script.Text))
                        : new SchemaScript(script.Name, AppliedAt: null, Changed: false)
                ),
        ];
    }

    private static Dictionary<string, Row> Known(Microsoft.Data.Sqlite.SqliteConnection connection) =>
        connection.Query<Row>("select name, checksum, applied_at from schema_versions").ToDictionary(row => row.Name);

    private IEnumerable<(string Name, string Text)> Scripts() =>
        Directory
            .EnumerateFiles(scriptFolder, "*.sql")
            .OrderBy(file => file, StringComparer.Ordinal)
            .Select(file => (Path.GetFileName(file), File.ReadAllText(file)));

    private static string Checksum(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))));

    private sealed class Row
    {
        public required string Name { get; init; }
        public required string Checksum { get; init; }
        public required string AppliedAt { get; init; }
    }
}
