using SmsActivation.Core.Storage;
using SmsActivation.Core.Storage.Sqlite;
using SmsActivation.Worker.Setup;
using Spectre.Console;

namespace SmsActivation.Worker.Commands;

internal static class DbStatusVerb
{
    public static Verb Create(VerbContext context)
    {
        var verb = new Verb(
            "status",
            "Show the database: its file, schema, rows by table, and what waits in its queues."
        )
        {
            Examples = ["db status"],
        };
        verb.SetAction(_ => context.OnEngineAsync((engine, _) => RunAsync(context, engine)));
        return verb;
    }

    private static async Task<int> RunAsync(VerbContext context, IEngine engine)
    {
        var about = Pairs();
        Add(about, "Database", engine.Place);
        if (!engine.Exists())
        {
            Add(about, "Schema", "not there yet: 'db migrate' makes it");
            context.Console.Write(about);
            return ExitStatus.Done;
        }
        var scripts = engine.Schema();
        await using var database = engine.Open();
        var figures = await DatabaseFigures.ReadAsync(database);
        if (engine is SqliteEngine sqlite)
            Add(about, "Size", Size(sqlite.Place));
        Add(about, "Carrier", figures.Carrier ?? "none yet: it has served nobody");
        Add(about, "Hosts", await HostsAsync(engine, database, figures, context.Time.GetUtcNow()));
        if (engine.Advice() is { } advice)
            Add(about, "Advice", advice);
        foreach (var (group, counts) in figures.Queues)
            Add(about, group, counts.Count == 0 ? "empty" : string.Join(", ", counts.Select(Words)));
        context.Console.Write(about);
        context.Console.Write(Scripts(scripts));
        context.Console.Write(Tables(figures.Tables));
        return ExitStatus.Done;

        static string Words(Count count) => $"{count.Rows:N0} {count.Name}";
    }

    private static async Task<string> HostsAsync(
        IEngine engine,
        IDatabase database,
        DatabaseFigures figures,
        DateTimeOffset now
    )
    {
        var knowsHosts = figures.Tables.Any(table => table.Name == "hosts");
        var live = knowsHosts ? await LiveHosts.CountAsync(engine, database, now) : 0;
        return live == 0 ? "none running" : $"{live} running";
    }

    private static Grid Pairs() => new Grid().AddColumn(new GridColumn().PadRight(3)).AddColumn();

    private static void Add(Grid pairs, string name, string value) =>
        pairs.AddRow(new Text(name, new Style(Color.Grey)), new Text(value));

    private static Table Scripts(IEnumerable<SchemaScript> scripts)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("Schema script").AddColumn("Applied");
        foreach (var script in scripts)
            table.AddRow(
                new Text(script.Name),
                script switch
                {
                    { AppliedAt: null } => new Text("missing: run 'db migrate'", new Style(Color.Red)),
                    { Changed: true } => new Text(
                        $"{script.AppliedAt}, but the file reads differently now",
                        new Style(Color.Red)
                    ),
                    _ => new Text(script.AppliedAt),
                }
            );
        return table;
    }

    private static Table Tables(IEnumerable<Count> tables)
    {
        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumn("Table")
            .AddColumn(new TableColumn("Rows").RightAligned());
        foreach (var count in tables)
            table.AddRow(new Text(count.Name), new Text(count.Rows.ToString("N0")));
        return table;
    }

    private static string Size(string file)
    {
        var log = new FileInfo(file + "-wal");
        var size = $"{new FileInfo(file).Length / 1024.0 / 1024.0:N1} MiB";
        return log is { Exists: true, Length: > 0 }
            ? $"{size}, and {log.Length / 1024.0 / 1024.0:N1} MiB write-ahead log"
            : size;
    }
}
