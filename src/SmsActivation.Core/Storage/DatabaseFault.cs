using Microsoft.Data.Sqlite;

namespace SmsActivation.Core.Storage;

/// <summary>Tells a database that cannot work from a statement that it refuses.</summary>
public static class DatabaseFault
{
    private const int Constraint = 19;

    /// <summary>Busy, full, unreadable, gone, or a commit of unknown fate: the same work may succeed later.</summary>
    public static bool Is(Exception exception) =>
        exception is CommitFailedException or IOException or SqliteException { SqliteErrorCode: not Constraint };
}
