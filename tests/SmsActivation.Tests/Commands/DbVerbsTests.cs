using Dapper;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Storage.Sqlite;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Tests.Commands;

public sealed class DbVerbsTests
{
    [Fact]
    public async Task Migrate_makes_the_database_and_then_has_nothing_to_do()
    {
        await using var bench = new VerbBench();
        Assert.Contains("applied 0001_spine.sql", (await bench.RunAsync("db", "migrate")).Output);
        var again = await bench.RunAsync("db", "migrate");
        Assert.Equal(0, again.Status);
        Assert.DoesNotContain("applied", again.Output);
    }

    [Fact]
    public async Task Status_before_there_is_a_database_makes_none()
    {
        await using var bench = new VerbBench();
        var ended = await bench.RunAsync("db", "status");
        Assert.Equal(0, ended.Status);
        Assert.Contains("db migrate", ended.Output);
        Assert.False(File.Exists(bench.DatabaseFile));
    }

    [Fact]
    public async Task Status_tells_carrier_host_schema_queues_and_rows()
    {
        await using var bench = new VerbBench();
        await bench.PrepareAsync(
            """
            insert into facts (name, value) values ('carrier', 'Simulator');
            insert into cards (number, state, created_at, updated_at) values ('1', 'Issued', 'x', 'x'), ('2', 'Blocked', 'x', 'x')
            """
        );
        using var host = HostLock.TryTake(bench.DatabaseFile);
        var status = (await bench.RunAsync("db", "status")).Output;
        Assert.Matches(@"Carrier\s+Simulator", status);
        Assert.Matches(@"Hosts\s+1 running", status);
        Assert.Matches(@"Cards\s+1 Blocked, 1 Issued", status);
        Assert.Matches(@"Inbox\s+empty", status);
        Assert.Matches(@"0001_spine\.sql\s+2026-03-01T12:00:00\.000Z", status);
        Assert.Matches(@"cards\s+2", status);
    }

    [Fact]
    public async Task A_backup_beside_a_writer_holds_all_that_was_committed()
    {
        await using var bench = new VerbBench();
        await bench.RunAsync("cards", "import", await bench.WriteAsync("c.csv", "number", VerbBench.Card));
        var copy = bench.InFolder("new folder/copy.db");
        using (var writer = new SqliteConnections($"Data Source={bench.DatabaseFile}").OpenWriter())
        {
            await writer.ExecuteAsync("begin immediate; update cards set kind = 'not committed'");
            Assert.Equal(0, (await bench.RunAsync("db", "backup", copy)).Status);
        }
        Assert.Equal([copy], Directory.GetFiles(Path.GetDirectoryName(copy)!));

        bench.DatabaseFile = copy;
        var shown = await bench.RunAsync("cards", "show", VerbBench.Card, "--json");
        Assert.Equal(0, shown.Status);
        Assert.Contains("\"kind\":null", shown.Output);
    }

    [Fact]
    public async Task A_backup_overwrites_nothing()
    {
        await using var bench = new VerbBench();
        await bench.PrepareAsync();
        var copy = await bench.WriteAsync("copy.db", "precious");
        Assert.Equal(1, (await bench.RunAsync("db", "backup", copy)).Status);
        Assert.Equal(["precious"], await File.ReadAllLinesAsync(copy));
    }

    [Fact]
    public async Task Replies_as_shipped_are_well_and_a_faulty_setting_ends_with_1()
    {
        await using var bench = new VerbBench();
        var well = await bench.RunAsync("replies", "check");
        Assert.Equal(0, well.Status);
        Assert.Matches(@"Activated\s+GSM-7\s+\d+\s+2 of 2", well.Output);
        Assert.Matches(@"Activated\s+UCS-2\s+\d+\s+2 of 2", well.Output);

        Assert.Contains("0 of them published", well.Output);
        Assert.False(File.Exists(bench.DatabaseFile));

        bench.Settings["Brand"] = "A brand that is far too long";
        var faulty = await bench.RunAsync("replies", "check");
        Assert.Equal(1, faulty.Status);
        Assert.Contains("Brand", faulty.Error);
    }

    [Fact]
    public async Task What_is_checked_is_what_would_be_sent_with_the_published_texts_over_the_files()
    {
        await using var bench = new VerbBench();
        await bench.PrepareAsync(
            """
            insert into reply_texts (language, template, version, text, published_at, published_by, note) values
                ('en', 'CardBlocked', 1, 'Old', '2026-03-01T12:00:00.000Z', 'Anna', 'why'),
                ('en', 'CardBlocked', 2, 'It is blocked', '2026-03-01T12:00:00.000Z', 'Anna', 'why'),
                ('ru', 'CardBlocked', 1, null, '2026-03-01T12:00:00.000Z', 'Anna', 'why')
            """
        );
        var well = await bench.RunAsync("replies", "check");
        Assert.Equal(0, well.Status);
        Assert.Matches(@"CardBlocked\s+GSM-7\s+13\s+1 of 1\s+version 2\s+It is blocked", well.Output);
        Assert.Matches(@"CardExpired\s+GSM-7\s+\d+\s+1 of 1\s+file", well.Output);
        Assert.Contains("1 of them published", well.Output);

        await using var other = new VerbBench();
        await other.PrepareAsync(
            """
            insert into reply_texts (language, template, version, text, published_at, published_by, note)
            values ('en', 'CardBlocked', 1, 'Ask {nobody}', '2026-03-01T12:00:00.000Z', 'Anna', 'why')
            """
        );
        var faulty = await other.RunAsync("replies", "check");
        Assert.Equal(1, faulty.Status);
        Assert.Contains(
            "en, published: CardBlocked, version 1, is not sent: unknown placeholder {nobody}",
            faulty.Error
        );
        Assert.Matches(@"CardBlocked\s+GSM-7\s+\d+\s+1 of 1\s+file", faulty.Output);
    }
}
