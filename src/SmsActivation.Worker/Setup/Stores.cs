using SmsActivation.Core.Storage;

namespace SmsActivation.Worker.Setup;

/// <summary>Opens the database of the settings, for the host and for the verbs alike.</summary>
public static class Stores
{
    public static SqliteConnections Connections(Settings settings) => new(settings.ConnectionString);

    public static SqliteMigrator Migrator(SqliteConnections connections) => new(connections, HostFiles.SqliteScripts);

    /// <summary>The database with its schema brought up to date.</summary>
    public static SqliteDatabase OpenMigrated(Settings settings, TimeProvider time)
    {
        var connections = Connections(settings);
        Migrator(connections).Migrate(time.GetUtcNow());
        return new SqliteDatabase(connections);
    }
}
