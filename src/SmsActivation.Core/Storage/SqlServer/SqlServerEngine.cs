using Dapper;

namespace SmsActivation.Core.Storage.SqlServer;

/// <summary>A SQL Server database, on which any number of hosts live side by side.</summary>
public sealed class SqlServerEngine(string connectionString, string scriptFolder) : IEngine
{
    private readonly SqlServerConnections _connections = new(connectionString);
    private SqlServerMigrator? _migrator;

    public string Place => _connections.Place;

    public bool TakesManyHosts => true;

    private SqlServerMigrator Migrator => _migrator ??= new SqlServerMigrator(_connections, scriptFolder);

    public bool Exists() => Migrator.HasSchema();

    public IReadOnlyList<string> Migrate(DateTimeOffset now) => Migrator.Migrate(now);

    public IReadOnlyList<SchemaScript> Schema() => Migrator.Status();

    public IDatabase Open() => new SqlServerDatabase(_connections);

    public string? Advice()
    {
        using var connection = _connections.Open();
        var set = connection.QueryFirst<Isolation>(
            """
            select cast(is_read_committed_snapshot_on as int) as read_committed,
                   cast(snapshot_isolation_state as int) as snapshot
            from sys.databases where name = db_name()
            """
        );
        var missing = new List<string>();
        if (set.ReadCommitted == 0)
            missing.Add("read_committed_snapshot");
        if (set.Snapshot != 1)
            missing.Add("allow_snapshot_isolation");
        return missing.Count == 0
            ? null
            : $"{string.Join(" and ", missing)} {(missing.Count == 1 ? "is" : "are")} off: listings wait for texts and texts "
                + $"for listings. Better: {string.Join("; ", missing.Select(On))}";
    }

    private string On(string option) => $"alter database [{_connections.Database}] set {option} on";

    private sealed class Isolation
    {
        public int ReadCommitted { get; init; }
        public int Snapshot { get; init; }
    }
}
