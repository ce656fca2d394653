using Microsoft.Data.SqlClient;

namespace SmsActivation.Journeys.Harness;

/// <summary>A database of its own on the server of SMSACTIVATION_SQLSERVER, where that is set: then hosts live on it and not
/// on a SQLite file.</summary>
public sealed class ServerDatabase : IDisposable
{
    public const string Variable = "SMSACTIVATION_SQLSERVER";
    private const int MostTries = 40;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    private readonly string _name = $"sms_journey_{Guid.NewGuid():N}"[..24];

    private ServerDatabase()
    {
        Run($"create database [{_name}]");
        ConnectionString = new SqlConnectionStringBuilder(Server) { InitialCatalog = _name }.ToString();
    }

    // As a name too: the runner prints that, and not why a test was skipped.
    internal const string SkipOfSqlite = $"A journey about SQLite's own file, and {Variable} is set";

    /// <summary>Null where there is none to test on.</summary>
    public static string? Server => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? set : null;

    public string ConnectionString { get; }

    public static ServerDatabase? TryCreate() => Server is null ? null : new ServerDatabase();

    public void Dispose()
    {
        using (var connection = new SqlConnection(ConnectionString))
            SqlConnection.ClearPool(connection);
        // The connections of a host that was killed take a moment to be noticed.
        Run($"drop database [{_name}]");
    }

    private static void Run(string sql)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                using var connection = new SqlConnection(Server);
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.CommandTimeout = 60;
                command.ExecuteNonQuery();
                return;
            }
            catch (SqlException) when (tries < MostTries)
            {
                Thread.Sleep(BetweenTries);
            }
        }
    }
}

/// <summary>A journey that looks into SQLite's files, or holds its write lock.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqliteFactAttribute : FactAttribute
{
    public SqliteFactAttribute()
    {
        if (ServerDatabase.Server is not null)
            DisplayName = Skip = ServerDatabase.SkipOfSqlite;
    }
}

/// <summary>The same, of several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqliteTheoryAttribute : TheoryAttribute
{
    public SqliteTheoryAttribute()
    {
        if (ServerDatabase.Server is not null)
            DisplayName = Skip = ServerDatabase.SkipOfSqlite;
    }
}
