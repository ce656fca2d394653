using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace SmsActivation.Core.Storage.SqlServer;

/// <summary>Opens pooled connections, with shorter patience than SqlClient's own where the settings name none: a text waits
/// behind each of them.</summary>
public sealed class SqlServerConnections
{
    private const int ConnectSeconds = 5;

    // Below Inbox:Lease: who waits longer has lost what it wrote for.
    private const int CommandSeconds = 15;
    private const int PoolSize = 200;
    private const int NoSuchDatabase = 4060;

    private readonly string _connectionString;

    public SqlServerConnections(string connectionString)
    {
        StoredTypes.Register();
        var builder = new SqlConnectionStringBuilder(connectionString) { MultipleActiveResultSets = false };
        if (!builder.ShouldSerialize("Connect Timeout"))
            builder.ConnectTimeout = ConnectSeconds;
        if (!builder.ShouldSerialize("Command Timeout"))
            builder.CommandTimeout = CommandSeconds;
        if (!builder.ShouldSerialize("Max Pool Size"))
            builder.MaxPoolSize = PoolSize;
        if (!builder.ShouldSerialize("Application Name"))
            builder.ApplicationName = "SmsActivation";
        // Else one failed connect makes all others fail at once for up to a minute, server or no server.
        builder.PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock;
        _connectionString = builder.ToString();
        Database = builder.InitialCatalog;
        Place = $"{builder.InitialCatalog} on {builder.DataSource}";
    }

    public string Database { get; }

    /// <summary>The database and its server, without user or password.</summary>
    public string Place { get; }

    /// <exception cref="IOException">All connections of the pool are busy.</exception>
    public async Task<SqlConnection> OpenAsync()
    {
        var connection = new SqlConnection(_connectionString);
        try
        {
            await connection.OpenAsync();
            return connection;
        }
        catch (InvalidOperationException busy) when (busy is not ObjectDisposedException)
        {
            await connection.DisposeAsync();
            // What SqlClient calls a wrong operation: the pool had none free in all the time that there was.
            throw new IOException($"No connection to {Place} became free.", busy);
        }
        catch (DbException)
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public SqlConnection Open()
    {
        var connection = new SqlConnection(_connectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqlException fault) when (fault.Number == NoSuchDatabase)
        {
            connection.Dispose();
            throw new InvalidOperationException(
                $"There is no database {Place} for this login. Whoever may, makes it: create database [{Database}]; alter "
                    + $"database [{Database}] set read_committed_snapshot on; alter database [{Database}] set "
                    + "allow_snapshot_isolation on",
                fault
            );
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Ends what the pool holds.</summary>
    public void Close()
    {
        using var connection = new SqlConnection(_connectionString);
        SqlConnection.ClearPool(connection);
    }
}
