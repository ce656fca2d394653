using SmsActivation.Core.Storage;
using SmsActivation.Worker.Setup;
using Spectre.Console;

namespace SmsActivation.Worker.Commands;

/// <summary>What every verb works with: where it speaks, the settings, the database and the clock.</summary>
internal sealed class VerbContext(TextWriter output, TextWriter error, IConfiguration configuration, TimeProvider time)
{
    // A file or a pipe has no edge to wrap at.
    private const int UnboundedWidth = 2000;

    private readonly IAnsiConsole _error = Speaker(error);

    public TextWriter Output => output;
    public TextWriter Error => error;
    public TimeProvider Time => time;

    /// <summary>Tables and colours; plain text where the output is no terminal.</summary>
    public IAnsiConsole Console { get; } = Speaker(output);

    public bool IsTerminal => Console.Profile.Out.IsTerminal;

    public int Fail(params IReadOnlyList<string> faults)
    {
        foreach (var fault in faults)
            _error.MarkupLineInterpolated($"[red]error:[/] {fault}");
        return ExitStatus.Failed;
    }

    /// <summary>Null when they are faulty; every fault has then been told.</summary>
    public Settings? ReadSettings()
    {
        var reader = new SettingsReader(configuration);
        var settings = reader.Read(forServing: false);
        if (reader.Faults.Count == 0)
            return settings;
        Fail(reader.Faults);
        return null;
    }

    /// <summary>For verbs that work on what is there: they neither make a database nor change its schema.</summary>
    public async Task<int> OnDatabaseAsync(Func<SqliteDatabase, Settings, Task<int>> work)
    {
        if (ReadSettings() is not { } settings)
            return ExitStatus.Failed;
        var connections = Stores.Connections(settings);
        if (NotReady(connections) is { } fault)
            return Fail(fault);
        await using var database = new SqliteDatabase(connections);
        return await work(database, settings);
    }

    public static string? NotReady(SqliteConnections connections)
    {
        if (!File.Exists(connections.File))
            return $"There is no database {connections.File} yet: 'db migrate' makes it.";
        return Stores.Migrator(connections).Status().Any(script => script.AppliedAt is null)
            ? $"The database {connections.File} has an older schema: run 'db migrate' first."
            : null;
    }

    private static IAnsiConsole Speaker(TextWriter writer)
    {
        var target = new AnsiConsoleOutput(writer);
        // Left to itself it goes by TERM, and writes colours into pipes.
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = target,
                Ansi = target.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
                ColorSystem = target.IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            }
        );
        if (!target.IsTerminal)
            console.Profile.Width = UnboundedWidth;
        return console;
    }
}
