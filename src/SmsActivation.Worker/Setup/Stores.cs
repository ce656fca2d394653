using System.Data.Common;
using SmsActivation.Core.Storage;

namespace SmsActivation.Worker.Setup;

/// <summary>Opens the database of the settings, for the host and for the verbs alike.</summary>
public static class Stores
{
    public static SqliteConnections Connections(Settings settings) => new(settings.ConnectionString);

    public static SqliteMigrator Migrator(SqliteConnections connections) => new(connections, HostFiles.SqliteScripts);

    /// <summary>The database with its schema brought up to date.</summary>
    public static SqliteDatabase OpenMigrated(Settings settings, TimeProvider time) =>
        OpenMigrated(Connections(settings), time);

    private static SqliteDatabase OpenMigrated(SqliteConnections connections, TimeProvider time)
    {
        Migrator(connections).Migrate(time.GetUtcNow());
        return new SqliteDatabase(connections);
    }

    /// <summary>The same for the one host that may live on it; else null and why, in words for the operator.</summary>
    public static SqliteDatabase? TryOpenToServe(
        Settings settings,
        TimeProvider time,
        out HostLock? hostLock,
        out string? refusal
    )
    {
        hostLock = null;
        refusal = null;
        try
        {
            var connections = new SqliteConnections(settings.ConnectionString, FaultSwitches.MostPages);
            hostLock = FaultSwitches.SharesDatabase ? null : HostLock.TryTake(connections.File);
            if (hostLock is not null || FaultSwitches.SharesDatabase)
                return OpenMigrated(connections, time);
            refusal = $"Another host serves {connections.File}: SQLite takes one host at a time.";
        }
        catch (Exception fault)
            when (fault
                    is DbException
                        or IOException
                        or UnauthorizedAccessException
                        or ArgumentException
                        or InvalidOperationException
            )
        {
            hostLock?.Dispose();
            hostLock = null;
            refusal = $"Database:ConnectionString is '{settings.ConnectionString}': {fault.Message}";
        }
        return null;
    }
}
