namespace SmsActivation.Core.Storage.Sqlite;

/// <summary>A SQLite file, on which one host lives at a time.</summary>
/// <param name="mostPages">The database grows to no more than this; null: as far as the disk lets it.</param>
public sealed class SqliteEngine(string connectionString, string scriptFolder, int? mostPages = null) : IEngine
{
    private SqliteMigrator? _migrator;

    public SqliteConnections Connections { get; } = new(connectionString, mostPages);

    /// <summary>Full path of the database file.</summary>
    public string Place => Connections.File;

    public bool TakesManyHosts => false;

    private SqliteMigrator Migrator => _migrator ??= new SqliteMigrator(Connections, scriptFolder);

    public bool Exists() => File.Exists(Connections.File);

    public IReadOnlyList<string> Migrate(DateTimeOffset now) => Migrator.Migrate(now);

    public IReadOnlyList<SchemaScript> Schema() => Migrator.Status();

    public string? Advice() => null;

    public IDatabase Open() => new SqliteDatabase(Connections);
}
