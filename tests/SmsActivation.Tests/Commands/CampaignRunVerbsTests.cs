using System.Text.Json;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Zones;
using SmsActivation.Core.Storage.Sqlite;

namespace SmsActivation.Tests.Commands;

public sealed class CampaignRunVerbsTests : IAsyncLifetime
{
    private readonly VerbBench _bench = new();

    public Task InitializeAsync() =>
        _bench.PrepareAsync(
            """
            insert into campaigns
                (name, kind, state, per_second, control_percent, day_from, day_until, valid_seconds, made_by, made_at)
            values ('spring', 'Invite', 'Ready', 5, 0, 0, 1440, 3600, 'anna', '2026-03-01T12:00:00.000Z'),
                   ('winter', 'Invite', 'Running', 5, 0, 0, 1440, 3600, 'anna', '2026-03-01T12:00:00.000Z');
            insert into campaign_recipients (campaign_id, line, phone, zones, state)
            values (1, 1, '+12015550001', 0, 'Waiting'), (2, 1, '+12015550001', 0, 'Waiting');
            insert into outbound_messages
                (id, sender, channel, to_address, template, language, holds_password, campaign, campaign_id, state, sid,
                 due_at, created_at)
            values
                (7, '+12015550002', 'Sms', '+12015550002', 'Campaign', 'en', 0, 1, 1, 'delivered', 'SM7',
                 '2026-03-01T12:00:00.000Z', '2026-03-01T12:00:00.000Z'),
                (8, '+12015550003', 'Sms', '+12015550003', 'Campaign', 'en', 0, 1, 1, 'unknown', null,
                 '2026-03-01T12:00:00.000Z', '2026-03-01T12:00:00.000Z');
            insert into campaign_recipients (campaign_id, line, phone, zones, state, outbound_id, fed_at)
            values (1, 2, '+12015550002', 0, 'Fed', 7, '2026-03-01T12:00:00.000Z'),
                   (1, 3, '+12015550003', 0, 'Fed', 8, '2026-03-01T12:00:00.000Z');
            """
        );

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Fact]
    public async Task A_campaign_is_started_held_and_stopped()
    {
        var started = await _bench.RunAsync("campaign", "start", "spring");
        Assert.Equal((0, "spring runs, 5 texts a second."), (started.Status, started.Lines[0]));
        Assert.StartsWith("warning: 1 phone of this list is on that of winter too, which runs: ", started.Error);
        var again = await _bench.RunAsync("campaign", "start", "spring");
        Assert.Equal(
            (1, "error: spring is Running: only one that is Ready can be started."),
            (again.Status, again.Error.Trim())
        );
        Assert.Equal(0, (await _bench.RunAsync("campaign", "pause", "spring")).Status);
        Assert.Equal(1, (await _bench.RunAsync("campaign", "pause", "spring")).Status);
        Assert.Equal(0, (await _bench.RunAsync("campaign", "resume", "spring")).Status);
        Assert.Equal(1, (await _bench.RunAsync("campaign", "resume", "spring")).Status);
        Assert.Equal(2, (await _bench.RunAsync("campaign", "stop", "spring")).Status);
        var tooLong = new string('w', CampaignRuns.LongestReason + 1);
        Assert.Equal(2, (await _bench.RunAsync("campaign", "stop", "spring", "--reason", tooLong)).Status);
        Assert.Equal(0, (await _bench.RunAsync("campaign", "stop", "spring", "--reason", "wrong link")).Status);
        Assert.Equal(1, (await _bench.RunAsync("campaign", "stop", "spring", "--reason", "wrong link")).Status);

        var listed = (await _bench.RunAsync("campaign", "list", "--json")).Lines.Select(Read).ToList();
        Assert.Equal(["winter", "spring"], listed.Select(row => row.GetProperty("name").GetString()));
        Assert.Equal("wrong link", listed[1].GetProperty("endReason").GetString());
        Assert.Contains("wrong link", (await _bench.RunAsync("campaign", "list")).Output);
    }

    [Fact]
    public async Task A_pause_is_no_end()
    {
        await _bench.RunAsync("campaign", "pause", "winter");
        var paused = Read((await _bench.RunAsync("campaign", "list", "--json")).Lines[0]);
        Assert.NotNull(paused.GetProperty("pausedAt").GetString());
        Assert.Null(paused.GetProperty("endedAt").GetString());
        await _bench.RunAsync("campaign", "stop", "winter", "--reason", "wrong link");
        var stopped = Read((await _bench.RunAsync("campaign", "list", "--json")).Lines[0]);
        Assert.Null(stopped.GetProperty("pausedAt").GetString());
        Assert.NotNull(stopped.GetProperty("endedAt").GetString());
    }

    [Fact]
    public async Task Of_a_stopped_campaign_nobody_waits()
    {
        await _bench.RunAsync("campaign", "stop", "winter", "--reason", "wrong link");
        Assert.Contains("1 never texted", (await _bench.RunAsync("campaign", "report", "winter")).Lines);
        var report = Read((await _bench.RunAsync("campaign", "report", "winter", "--json")).Lines[0]);
        Assert.Equal((0, 1), (report.GetProperty("waiting").GetInt32(), report.GetProperty("neverTexted").GetInt32()));
    }

    [Fact]
    public async Task Whoever_starts_one_has_the_name_of_whoever_makes_one()
    {
        await _bench.RunAsync("campaign", "create", "summer", "--text", "en=Hi STOP");
        await _bench.RunAsync("campaign", "start", "spring");
        await using var database = new SqliteDatabase(new SqliteConnections($"Data Source={_bench.DatabaseFile}"));
        var campaigns = new CampaignStore(database);
        Assert.Equal(
            ((await campaigns.FindAsync("summer"))!.MadeBy, Environment.UserName),
            ((await campaigns.FindAsync("spring"))!.StartedBy, (await campaigns.FindAsync("summer"))!.MadeBy)
        );
    }

    [Fact]
    public async Task One_that_starts_at_night_says_what_it_waits_for()
    {
        // At noon UTC it is morning in New York.
        await _bench.ExecuteAsync(
            """
            update campaigns set day_from = 1200, day_until = 1260 where id = 1;
            update campaign_recipients set zones = @zones where campaign_id = 1 and state = 'Waiting'
            """,
            new { zones = TimeZones.CodeOf("+12125550142", "US") }
        );
        foreach (var verb in new[] { "start", "resume" })
        {
            var ended = await _bench.RunAsync("campaign", verb, "spring");
            Assert.StartsWith("It waits for daytime: the next text leaves about 20:00 in ", ended.Lines[1]);
            await _bench.RunAsync("campaign", "pause", "spring");
        }
    }

    [Theory]
    [InlineData("report")]
    [InlineData("left-out")]
    [InlineData("estimate")]
    [InlineData("preview")]
    public async Task A_list_that_is_being_read_is_called_unfinished(string verb)
    {
        await _bench.ExecuteAsync(
            """
            insert into campaign_texts (campaign_id, language, words) values (1, 'en', 'Hi STOP');
            update campaigns set state = 'Loading' where id = 1
            """
        );
        var ended = await _bench.RunAsync("campaign", verb, "spring");
        Assert.StartsWith("warning: the list of spring is being read: this is only of the part", ended.Error);
    }

    [Theory]
    [InlineData("start")]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("report")]
    [InlineData("who")]
    public async Task A_name_that_is_none_is_told(string verb)
    {
        var ended = await _bench.RunAsync("campaign", verb, "autumn");
        Assert.Equal(
            (1, "error: NAME is 'autumn': there is no such campaign; 'campaign list' shows them."),
            (ended.Status, ended.Error.Trim())
        );
    }

    [Fact]
    public async Task Who_got_it_stands_apart_from_those_of_whom_nobody_knows()
    {
        var told = await _bench.RunAsync("campaign", "who", "spring");
        Assert.Equal(
            [
                "Got it:",
                "line 2  +•••••0002  delivered  2026-03-01 12:00:00 UTC",
                "Nobody knows of:",
                "line 3  +•••••0003  unknown  2026-03-01 12:00:00 UTC",
            ],
            told.Lines
        );
        var rows = (await _bench.RunAsync("campaign", "who", "spring", "--json", "--reveal"))
            .Lines.Select(Read)
            .Select(row => (row.GetProperty("phone").GetString(), row.GetProperty("got").GetString()));
        Assert.Equal([("+12015550002", "yes"), ("+12015550003", "unknown")], rows);
        Assert.Equal(["Nobody got it."], (await _bench.RunAsync("campaign", "who", "winter")).Lines);
    }

    [Fact]
    public async Task A_report_says_the_same_to_people_and_programs()
    {
        var report = Read((await _bench.RunAsync("campaign", "report", "spring", "--json")).Lines[0]);
        Assert.Equal(
            (1, 2, 1, 1, 0),
            (
                report.GetProperty("waiting").GetInt32(),
                report.GetProperty("fed").GetInt32(),
                report.GetProperty("delivered").GetInt32(),
                report.GetProperty("unknown").GetInt32(),
                report.GetProperty("activated").GetInt32()
            )
        );
        foreach (var name in new[] { "difference", "low", "high" })
            Assert.Equal(JsonValueKind.Null, report.GetProperty("lift").GetProperty(name).ValueKind);
        var told = (await _bench.RunAsync("campaign", "report", "spring")).Lines;
        Assert.Equal("spring is Ready", told[0]);
        Assert.Contains("1   delivered", told);
        Assert.Contains("2 had their turn", told);
        Assert.Contains("0   by the keyword", told);
        Assert.Contains("Nobody is held out, so nobody can tell how many would have activated without it.", told);
    }

    [Fact]
    public async Task Days_languages_and_batches_are_written_as_csv()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            Assert.Equal(0, (await _bench.RunAsync("campaign", "report", "spring", "--csv", path)).Status);
            var lines = await File.ReadAllLinesAsync(path);
            Assert.StartsWith("day_utc,language,batch,texts,queued,sent,delivered,failed,unknown,opted_out,", lines[0]);
            Assert.Equal(["2026-03-01,en,,2,0,0,1,0,1,0,0,0,0,0,0,0,0,0,USD"], lines[1..]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static JsonElement Read(string line) => JsonDocument.Parse(line).RootElement;
}
