using System.CommandLine;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Storage.Sqlite;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Commands;

internal static class DbVerbs
{
    public static Verb Migrate(VerbContext context)
    {
        var verb = new Verb(
            "migrate",
            "Make the database, or bring its schema up to date (the host does so at its start)."
        )
        {
            Examples = ["db migrate"],
        };
        verb.SetAction(_ => context.OnEngineAsync((engine, _) => Task.FromResult(Migrate(context, engine))));
        return verb;
    }

    private static int Migrate(VerbContext context, IEngine engine)
    {
        try
        {
            foreach (var script in engine.Migrate(context.Time.GetUtcNow()))
                context.Output.WriteLine($"applied {script}");
        }
        catch (InvalidOperationException fault)
        {
            return context.Fail(Stores.Words(engine, fault));
        }
        context.Output.WriteLine($"{engine.Place}: the schema is up to date.");
        if (engine.Advice() is { } advice)
            context.Output.WriteLine($"Advice: {advice}");
        return ExitStatus.Done;
    }

    public static Verb Backup(VerbContext context)
    {
        var file = new Argument<string>("FILE") { Description = "Where to; it must not exist yet." };
        var verb = new Verb(
            "backup",
            "Copy the whole database into one new file, as of one moment, also while a host serves."
        )
        {
            Examples = ["db backup backup/2026-07-14.db"],
        };
        verb.Add(file);
        verb.SetAction(parsed =>
        {
            if (context.ReadSettings() is not { } settings)
                return ExitStatus.Failed;
            if (Stores.Engine(settings) is not SqliteEngine { Connections: var connections })
                return context.Fail("SQL Server makes its own backups: see 'Backup and restore' in the README.");
            var target = parsed.GetRequiredValue(file);
            if (!File.Exists(connections.File))
                return context.Fail($"There is no database {connections.File} yet.");
            if (Path.Exists(target))
                return context.Fail($"{target} exists already: a backup overwrites nothing.");
            var now = context.Time.GetUtcNow();
            if (DatabaseBackup.Copy(connections, target, now) is { } fault)
                return context.Fail(fault);
            context.Output.WriteLine($"{target}: {new FileInfo(target).Length:N0} bytes, checked.");
            context.Output.WriteLine($"To serve it one day: {RestoredFrom.Words(now)}");
            return ExitStatus.Done;
        });
        return verb;
    }
}
