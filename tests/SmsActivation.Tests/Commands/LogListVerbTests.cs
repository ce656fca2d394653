namespace SmsActivation.Tests.Commands;

/// <summary>The clock stands at 2026-03-01 12:00 UTC.</summary>
public sealed class LogListVerbTests
{
    [Theory]
    [InlineData("", "1 2 3 4 5")]
    [InlineData("--limit 2", "4 5")]
    [InlineData("--outcome activated", "2")]
    [InlineData("--outcome Unprocessed", "")]
    [InlineData("--since 2h", "4 5")]
    [InlineData("--since 120m", "4 5")]
    [InlineData("--since 1d", "3 4 5")]
    [InlineData("--since 2026-02-28", "2 3 4 5")]
    [InlineData("--since 2026-03-01T11:30Z", "5")]
    [InlineData("--since 2026-03-01T13:30+02:00", "5")]
    [InlineData("--phone +12015550142", "1 2")]
    [InlineData("--phone +1(201)555-0142", "1 2")]
    [InlineData("--phone 2015550142", "1 2")]
    [InlineData("--phone 0142", "1 2 4")]
    [InlineData("--phone 0171-3920042", "3")]
    [InlineData("--phone acme", "5")]
    [InlineData("--channel WhatsApp", "4")]
    [InlineData("--language de", "2 4")]
    [InlineData("--host host-a", "2")]
    [InlineData("--card 9900-0000-0000-1117", "2 4")]
    [InlineData("--card 1117", "2 4")]
    [InlineData("--card 1117 --phone 0142 --since 2h", "4")]
    public async Task Each_option_narrows_and_the_last_line_is_the_newest(string options, string expected)
    {
        await using var bench = await FilledAsync();
        var ended = await bench.RunAsync([
            "log",
            "list",
            "--json",
            .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ]);
        Assert.Equal((0, ""), (ended.Status, ended.Error));
        var sids = ended.Lines.Select(line => line.Split("\"messageSid\":\"SM")[1][..1]);
        Assert.Equal(expected, string.Join(' ', sids));
    }

    [Fact]
    public async Task Json_has_the_agreed_fields_and_masks_unless_told_otherwise()
    {
        await using var bench = await FilledAsync();
        var masked = await bench.RunAsync("log", "list", "--json", "--outcome", "Activated");
        Assert.Equal(
            """{"at":"2026-02-28T09:00:00.000Z","messageSid":"SM2","channel":"sms","phone":"+•••••0142","card":"•••• 1117","outcome":"Activated","reply":"Activated","replyState":"delivered","language":"de","host":"host-a"}""",
            Assert.Single(masked.Lines)
        );
        var revealed = await bench.RunAsync("log", "list", "--json", "--outcome", "Activated", "--reveal");
        Assert.Contains("\"phone\":\"+12015550142\",\"card\":\"9900000000001117\"", revealed.Output);
    }

    [Fact]
    public async Task A_text_without_reply_has_nulls()
    {
        await using var bench = await FilledAsync();
        var ended = await bench.RunAsync("log", "list", "--json", "--phone", "acme");
        Assert.Contains(
            "\"card\":null,\"outcome\":\"SenderNotReachable\",\"reply\":null,\"replyState\":null",
            ended.Output
        );
    }

    [Fact]
    public async Task The_table_shows_how_the_reply_fared()
    {
        await using var bench = await FilledAsync();
        var ended = await bench.RunAsync("log", "list");
        var row = Assert.Single(ended.Lines, line => line.Contains("AlreadyActive"));
        Assert.Matches(
            @"03-01 11:00:00\s+whatsapp \+•••••0142\s+•••• 1117\s+AlreadyActive\s+WelcomeAgain\s+unknown\s+SM4",
            row
        );
        Assert.Contains("no reply", Assert.Single(ended.Lines, line => line.Contains("SenderNotReachable")));
    }

    [Fact]
    public async Task Nothing_found_is_said_to_people_and_is_silence_to_programs()
    {
        await using var bench = await FilledAsync();
        Assert.Equal("No text fits.", Assert.Single((await bench.RunAsync("log", "list", "--card", "9999")).Lines));
        Assert.Empty((await bench.RunAsync("log", "list", "--card", "9999", "--json")).Lines);
    }

    [Theory]
    [InlineData("--json", "SM5", "SM6")]
    [InlineData("--json --outcome Activated", "SM2", "SM7")]
    [InlineData("--outcome Activated --reveal", "+12015550142", "+12015550177")]
    public async Task Followed_it_goes_on_with_new_texts_to_the_end_that_it_is_given(
        string options,
        string before,
        string after
    )
    {
        await using var bench = await FilledAsync();
        var output = new Heard();
        using var stopping = new CancellationTokenSource();
        var running = bench.RunAsync(output, stopping.Token, ["log", "list", "--follow", .. options.Split(' ')]);
        await output.HearsAsync(before);
        Assert.DoesNotContain(after, output.ToString());
        await bench.ExecuteAsync(
            """
            insert into activation_log (inbound_id, at, message_sid, channel, phone, card, outcome, facts)
            values (6, '2026-03-01T12:00:00.000Z', 'SM6', 'sms', '+12015550166', null, 'UnknownCard', '{}'),
                   (7, '2026-03-01T12:00:00.000Z', 'SM7', 'sms', '+12015550177', null, 'Activated', '{}')
            """
        );
        await output.HearsAsync(after);
        await stopping.CancelAsync();
        var ended = await running;
        Assert.Equal((0, ""), (ended.Status, ended.Error));
        Assert.Equal(ended.Lines.Count, ended.Lines.Distinct().Count());
    }

    private static async Task<VerbBench> FilledAsync()
    {
        var bench = new VerbBench();
        bench.Settings["Twilio:Numbers:0:Number"] = "+4915112345678";
        await bench.PrepareAsync(
            """
            insert into outbound_messages
                (id, sender, channel, to_address, template, language, holds_password, state, due_at, created_at)
            values (1, 'x', 'sms', 'x', 'Activated', 'en', 1, 'delivered', 'x', 'x'),
                   (2, 'x', 'sms', 'x', 'WelcomeAgain', 'en', 1, 'unknown', 'x', 'x');
            insert into activation_log (inbound_id, at, message_sid, channel, phone, card, outcome, reply_id, facts)
            values (1, '2026-02-27T09:00:00.000Z', 'SM1', 'sms', '+12015550142', null, 'MissingCardNumber', null, '{}'),
                   (2, '2026-02-28T09:00:00.000Z', 'SM2', 'sms', '+12015550142', @Card, 'Activated', 1, '{}'),
                   (3, '2026-03-01T09:00:00.000Z', 'SM3', 'sms', '+491713920042', null, 'HelpSent', null, '{}'),
                   (4, '2026-03-01T11:00:00.000Z', 'SM4', 'whatsapp', '+447700900142', @Card, 'AlreadyActive', 2, '{}'),
                   (5, '2026-03-01T11:59:00.000Z', 'SM5', 'sms', 'ACME', null, 'SenderNotReachable', null, '{}');
            update activation_log set language = 'de' where id in (2, 4);
            update activation_log set host = 'host-a' where id = 2
            """,
            new { VerbBench.Card }
        );
        return bench;
    }

    /// <summary>What a verb has said so far.</summary>
    private sealed class Heard : StringWriter
    {
        private readonly Lock _gate = new();

        public override void Write(char value)
        {
            lock (_gate)
                base.Write(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            lock (_gate)
                base.Write(buffer, index, count);
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            lock (_gate)
                base.Write(buffer);
        }

        public override void Write(string? value)
        {
            lock (_gate)
                base.Write(value);
        }

        public override string ToString()
        {
            lock (_gate)
                return base.ToString();
        }

        public async Task HearsAsync(string word)
        {
            while (!ToString().Contains(word, StringComparison.Ordinal))
                await Task.Delay(20);
        }
    }
}
