using System.Collections.Concurrent;
using Microsoft.Data.SqlClient;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Storage.SqlServer;

namespace SmsActivation.Tests.Storage;

/// <summary>A migrated database of its own on the server of SMSACTIVATION_SQLSERVER. To make one takes seconds, so those that
/// a test has left are emptied and used again.</summary>
public sealed class TemporaryDatabase : IAsyncDisposable
{
    public const string Variable = "SMSACTIVATION_SQLSERVER";

    private const int MostTries = 40;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);
    private static readonly ConcurrentBag<string> Free = [];

    private readonly string _connectionString = Free.TryTake(out var used) ? Empty(used) : Create();

    public TemporaryDatabase() => Database = Engine.Open();

    /// <summary>Null when there is no server to test on.</summary>
    public static string? Server => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? set : null;

    /// <summary>The checkout.</summary>
    public static string Root { get; } = FindRoot();

    public static string Scripts => Path.Combine(Root, "sql", "sqlserver");

    public IDatabase Database { get; }

    public SqlServerEngine Engine => new(_connectionString, Scripts);

    public async Task<T?> ScalarAsync<T>(string sql, object? parameters = null) =>
        await Database.ReadAsync(session => session.ScalarAsync<T>(sql, parameters));

    public async Task ExecuteAsync(string sql, object? parameters = null) =>
        await Database.WriteAsync(session => session.ExecuteAsync(sql, parameters));

    public ValueTask DisposeAsync()
    {
        Free.Add(_connectionString);
        return ValueTask.CompletedTask;
    }

    /// <summary>Called once all tests are done.</summary>
    public static void DropAll()
    {
        SqlConnection.ClearAllPools();
        while (Free.TryTake(out var connectionString))
        {
            using var connection = new SqlConnection(Server);
            connection.Open();
            Drop(connection, new SqlConnectionStringBuilder(connectionString).InitialCatalog);
        }
    }

    /// <summary>Its last connections may still be closing.</summary>
    private static void Drop(SqlConnection connection, string name)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                Run(connection, $"drop database [{name}]");
                return;
            }
            catch (SqlException) when (tries < MostTries)
            {
                Thread.Sleep(BetweenTries);
            }
        }
    }

    private static string Create()
    {
        var name = $"sms_test_{Guid.NewGuid():N}"[..24];
        using (var connection = new SqlConnection(Server))
        {
            connection.Open();
            Run(connection, $"create database [{name}]");
        }
        var created = new SqlConnectionStringBuilder(Server) { InitialCatalog = name }.ToString();
        new SqlServerEngine(created, Scripts).Migrate(DateTimeOffset.UnixEpoch);
        return created;
    }

    private static string Empty(string connectionString)
    {
        using var connection = new SqlConnection(connectionString);
        connection.Open();
        var tables = new Queue<string>(Tables(connection));
        while (tables.TryDequeue(out var table))
        {
            try
            {
                Run(connection, $"delete from {table}");
            }
            // Another table still points at its rows.
            catch (SqlException) when (tables.Count > 0)
            {
                tables.Enqueue(table);
            }
        }
        foreach (var table in Tables(connection))
            // One that never had a row would begin with 0 and not with 1.
            Run(
                connection,
                $"""
                if exists (
                    select 1 from sys.identity_columns
                    where object_id = object_id('{table}') and last_value is not null)
                    dbcc checkident ('{table}', reseed, 0)
                """
            );
        return connectionString;
    }

    private static List<string> Tables(SqlConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select name from sys.tables where name <> 'schema_versions'";
        using var reader = command.ExecuteReader();
        var tables = new List<string>();
        while (reader.Read())
            tables.Add(reader.GetString(0));
        return tables;
    }

    private static void Run(SqlConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 60;
        command.ExecuteNonQuery();
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SmsActivation.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
