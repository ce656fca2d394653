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

    /// <summary>What is written goes to nobody any more: the console's own writer passes over that in silence.</summary>
    public bool ReaderIsGone => ReferenceEquals(output, System.Console.Out) && ClosedPipe.IsStandardOutput();

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
    public Task<int> OnDatabaseAsync(Func<IDatabase, Settings, Task<int>> work) =>
        OnDatabaseAsync((database, _, settings) => work(database, settings));

    public Task<int> OnDatabaseAsync(Func<IDatabase, IEngine, Settings, Task<int>> work) =>
        OnEngineAsync(
            async (engine, settings) =>
            {
                if (NotReady(engine) is { } fault)
                    return Fail(fault);
                await using var database = engine.Open();
                return await work(database, engine, settings);
            }
        );

    /// <summary>A database that cannot be reached is a fault in words, and no stack.</summary>
    public async Task<int> OnEngineAsync(Func<IEngine, Settings, Task<int>> work)
    {
        if (ReadSettings() is not { } settings)
            return ExitStatus.Failed;
        var engine = Stores.Engine(settings);
        try
        {
            return await work(engine, settings);
        }
        catch (System.Data.Common.DbException fault)
        {
            return Fail(Stores.Words(engine, fault));
        }
    }

    public static string? NotReady(IEngine engine)
    {
        if (!engine.Exists())
            return $"There is no database {engine.Place} yet: 'db migrate' makes it.";
        return engine.Schema().Any(script => script.AppliedAt is null)
            ? $"The database {engine.Place} has an older schema: run 'db migrate' first."
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
