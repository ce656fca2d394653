using Microsoft.Data.SqlClient;

namespace SmsActivation.Core.Storage.SqlServer;

/// <summary>What SQL Server's error numbers mean to us. Source: learn.microsoft.com, "Database engine events and errors" and
/// "Transient fault error codes for Azure SQL Database".</summary>
internal static class SqlServerErrors
{
    private const int DuplicateKeyInIndex = 2601;
    private const int DuplicateKeyInConstraint = 2627;
    private const int SnapshotNotAllowed = 3952;
    private const byte OutOfResources = 17; // and all above: the server is at fault, not the statement
    private const byte ConnectionLost = 20; // and all above; on Linux the number is the system's own, or 0

    /// <summary>It may be well the next time. None of these says that a commit took effect, or did not.</summary>
    private static readonly HashSet<int> Passing =
    [
        -2, // the time of a command or of a connect is up
        -1, // no server there
        2, // no server there (named pipes)
        20, // the server does no encryption, just now
        53, // no server there (TCP)
        64, // the connection was lost at sign-in
        121, // semaphore timeout on the network
        233, // nobody at the other end of the pipe
        258, // wait timeout on the network
        596, // the session is being killed
        921, // the database is being recovered
        922, // the same
        976, // the database is not accessible: its availability group is moving
        983, // the same
        1204, // out of locks
        1205, // chosen as the victim of a deadlock
        1222, // lock request timeout
        3906, // read-only: this replica is a secondary by now
        3935, // the transaction could not start: its coordinator is restarting
        SnapshotNotAllowed,
        3960, // snapshot isolation: somebody changed the row first
        3961, // snapshot isolation: somebody changed the table meanwhile
        4060, // the database cannot be opened, as during a failover
        4221, // a secondary has not caught up
        10053, // the connection was broken off here
        10054, // the connection was broken off there
        10060, // no answer to a connect
        10061, // refused: the server restarts
        10928, // Azure: too many workers
        10929, // Azure: too many workers
        11001, // no such host, as during a failover
        40143, // Azure: an error in the service
        40197, // Azure: an error in the service
        40501, // Azure: busy
        40540, // Azure: an error in the service
        40613, // Azure: the database is not available
        49918, // Azure: not enough resources
        49919, // Azure: too many creations or changes
        49920, // Azure: too many operations
    ];

    public static bool IsUniqueViolation(SqlException fault) =>
        fault.Number is DuplicateKeyInIndex or DuplicateKeyInConstraint;

    public static bool IsPassing(SqlException fault) => fault.Class >= ConnectionLost || Passing.Contains(fault.Number);

    public static bool IsSnapshotOff(SqlException fault) => fault.Number == SnapshotNotAllowed;

    /// <summary>The database cannot work, as against a statement that it refuses.</summary>
    public static bool IsOfServer(SqlException fault) =>
        fault.Class >= OutOfResources || IsPassing(fault) || fault.Number == 0;
}
