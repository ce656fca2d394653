using SmsActivation.Core.Storage;
using SmsActivation.Core.Storage.Sqlite;
using SmsActivation.Tests.Storage.Lint;

namespace SmsActivation.Tests.Storage;

/// <summary>A migrated SQLite file of its own, gone with the test.</summary>
public sealed class TemporaryDatabase : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sms-activation-test-").FullName;
    private SqliteDatabase? _database;

    public TemporaryDatabase()
    {
        Connections = new SqliteConnections($"Data Source={Path.Combine(_folder, "test.db")}");
        new SqliteMigrator(Connections, Scripts).Migrate(DateTimeOffset.UnixEpoch);
    }

    public static string Scripts => Path.Combine(Root, "sql", "sqlite");

    /// <summary>The checkout.</summary>
    public static string Root { get; } = FindRoot();

    public SqliteConnections Connections { get; }

    public IDatabase Database => _database ??= new SqliteDatabase(Connections, new RecordingDialect());

    public async Task<T?> ScalarAsync<T>(string sql, object? parameters = null) =>
        await Database.ReadAsync(session => session.ScalarAsync<T>(sql, parameters));

    public async Task ExecuteAsync(string sql, object? parameters = null) =>
        await Database.WriteAsync(session => session.ExecuteAsync(sql, parameters));

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SmsActivation.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
