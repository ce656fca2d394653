using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using SmsActivation.Core.Storage.SqlServer;

namespace SmsActivation.Core.Storage;

/// <summary>Tells a database that cannot work from a statement that it refuses.</summary>
public static class DatabaseFault
{
    private const int Constraint = 19;

    /// <summary>Busy, full, unreadable, gone, or a commit of unknown fate: the same work may succeed later.</summary>
    public static bool Is(Exception exception) =>
        exception switch
        {
            CommitFailedException or IOException => true,
            SqliteException fault => fault.SqliteErrorCode != Constraint,
            SqlException fault => SqlServerErrors.IsOfServer(fault),
            _ => false,
        };
}
