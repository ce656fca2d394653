using Microsoft.Extensions.Configuration;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Storage.Sqlite;
using SmsActivation.Tests.Storage;
using SmsActivation.Worker.Commands;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Tests.Commands;

/// <summary>The command line with a folder and a database of its own, its output captured as a pipe would.</summary>
public sealed class VerbBench : IAsyncDisposable
{
    public const string Card = "9900000000001117";
    public const string OtherCard = "9900000000002222";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sms-activation-verbs-");

    public Dictionary<string, string?> Settings { get; } = [];
    public ManualClock Clock { get; } = new();
    public string DatabaseFile { get; set; }

    public VerbBench() => DatabaseFile = InFolder("cards.db");

    public string InFolder(string name) => Path.Combine(_folder.FullName, name);

    public async Task<string> WriteAsync(string name, params string[] lines)
    {
        await File.WriteAllLinesAsync(InFolder(name), lines);
        return InFolder(name);
    }

    public Task<Ended> RunAsync(params string[] args) => RunAsync(new StringWriter(), CancellationToken.None, args);

    /// <summary>A verb that goes on until it is stopped.</summary>
    public async Task<Ended> RunAsync(TextWriter output, CancellationToken stopping, params string[] args)
    {
        var error = new StringWriter();
        var settings = HostFiles.Configuration([
            new("Database:ConnectionString", $"Data Source={DatabaseFile}"),
            .. Settings,
        ]);
        var status = await Cli.RunAsync(args, new VerbContext(output, error, settings, Clock), stopping);
        return new Ended(status, output.ToString()!, error.ToString());
    }

    /// <summary>Runs a statement beside a verb.</summary>
    public async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var database = new SqliteDatabase(new SqliteConnections($"Data Source={DatabaseFile}"));
        await database.WriteAsync(session => session.ExecuteAsync(sql, parameters));
    }

    /// <summary>A migrated database with these statements run on it.</summary>
    public async Task PrepareAsync(string sql = "select 1", object? parameters = null)
    {
        var connections = new SqliteConnections($"Data Source={DatabaseFile}");
        new SqliteMigrator(connections, TemporaryDatabase.Scripts).Migrate(Clock.GetUtcNow());
        await using var database = new SqliteDatabase(connections);
        await database.WriteAsync(session => session.ExecuteAsync(sql, parameters));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>How a verb ended and what it said.</summary>
public sealed record Ended(int Status, string Output, string Error)
{
    public IReadOnlyList<string> Lines =>
        Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
