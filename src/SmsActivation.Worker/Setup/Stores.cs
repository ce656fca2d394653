using System.Data.Common;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Storage.Sqlite;
using SmsActivation.Core.Storage.SqlServer;

namespace SmsActivation.Worker.Setup;

/// <summary>Opens the database of the settings, for the host and for the verbs alike.</summary>
public static class Stores
{
    public static IEngine Engine(Settings settings) =>
        settings.Provider switch
        {
            DatabaseProvider.Sqlite => new SqliteEngine(
                settings.ConnectionString,
                HostFiles.Scripts("sqlite"),
                FaultSwitches.MostPages
            ),
            DatabaseProvider.SqlServer => new SqlServerEngine(
                settings.ConnectionString,
                HostFiles.Scripts("sqlserver")
            ),
        };

    /// <summary>The database with its schema brought up to date.</summary>
    public static IDatabase OpenMigrated(IEngine engine, TimeProvider time)
    {
        engine.Migrate(time.GetUtcNow());
        return engine.Open();
    }

    /// <summary>The same for a host, which lives alone on a SQLite file; else null and why, in words for the operator.</summary>
    public static IDatabase? TryOpenToServe(
        IEngine engine,
        TimeProvider time,
        out HostLock? hostLock,
        out string? refusal
    )
    {
        hostLock = null;
        refusal = null;
        var shares = engine.TakesManyHosts || FaultSwitches.SharesDatabase;
        try
        {
            hostLock = shares ? null : HostLock.TryTake(engine.Place);
            if (hostLock is not null || shares)
                return OpenMigrated(engine, time);
            refusal = $"Another host serves {engine.Place}: SQLite takes one host at a time.";
        }
        catch (Exception fault) when (IsOfDatabase(fault))
        {
            hostLock?.Dispose();
            hostLock = null;
            refusal = Words(engine, fault);
        }
        return null;
    }

    /// <summary>Whether it is the database, or what the settings say of it, that is at fault.</summary>
    public static bool IsOfDatabase(Exception fault) =>
        fault
            is DbException
                or IOException
                or UnauthorizedAccessException
                or ArgumentException
                or InvalidOperationException;

    /// <summary>For the operator; never the connection string, which may hold a password.</summary>
    public static string Words(IEngine engine, Exception fault) =>
        $"Database:ConnectionString names {engine.Place}: {fault.Message}";
}
