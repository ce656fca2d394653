namespace SmsActivation.Tests.Commands;

/// <summary>Tests to oneself and corrections, on the command line.</summary>
public sealed class CampaignCorrectVerbTests : IAsyncLifetime
{
    private readonly VerbBench _bench = new();

    public Task InitializeAsync() =>
        _bench.PrepareAsync(
            """
            insert into campaigns
                (name, kind, state, per_second, control_percent, day_from, day_until, valid_seconds, made_by, made_at)
            values ('spring', 'Invite', 'Stopped', 5, 20, 0, 1440, 3600, 'anna', '2026-03-01T12:00:00.000Z'),
                   ('winter', 'Invite', 'Running', 5, 0, 0, 1440, 3600, 'anna', '2026-03-01T12:00:00.000Z');
            insert into campaign_texts (campaign_id, language, words) values (1, 'en', 'Hi {name}, STOP ends');
            insert into outbound_messages
                (id, sender, channel, to_address, template, language, holds_password, campaign, campaign_id, state, sid,
                 due_at, created_at)
            values
                (7, '+12125550142', 'Sms', '+12125550142', 'Campaign', 'en', 0, 1, 1, 'delivered', 'SM7',
                 '2026-03-01T12:00:00.000Z', '2026-03-01T12:00:00.000Z');
            insert into campaign_recipients (campaign_id, line, phone, zones, name, state, outbound_id, fed_at)
            values (1, 2, '+12125550142', 0, 'Anna', 'Fed', 7, '2026-03-01T12:00:00.000Z'),
                   (1, 3, '+12125550143', 0, 'Boris', 'Waiting', null, null);
            insert into phone_consents (phone, source, words, given_at)
            values ('+12125550142', 'till', 'yes', '2026-01-01T12:00:00.000Z');
            """
        );

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Fact]
    public async Task A_correction_is_made_with_the_list_of_those_who_got_it()
    {
        var made = await _bench.RunAsync("campaign", "correct", "spring", "--text", "en=Sorry {name}, STOP ends");
        Assert.Equal((0, ""), (made.Status, made.Error));
        Assert.Contains("spring-correction: 1 rows", made.Lines[0]);
        Assert.Contains(
            "Sorry Anna, STOP ends",
            (await _bench.RunAsync("campaign", "preview", "spring-correction")).Output
        );
        Assert.Equal(0, (await _bench.RunAsync("campaign", "load", "spring-correction")).Status);
        var other = await _bench.RunAsync("campaign", "load", "spring-correction", "--batch", "b");
        Assert.Contains("its list is whoever got that one's text", other.Error);
        var again = await _bench.RunAsync("campaign", "correct", "spring", "--text", "en=Sorry {name}, STOP ends");
        Assert.Contains("--as is 'spring-correction': there is a campaign of this name.", again.Error);
        var both = await _bench.RunAsync("campaign", "correct", "spring", "--text", "en=Sorry");
        Assert.Contains("--as is 'spring-correction': there is a campaign of this name.", both.Error);
        Assert.Contains("does not say how to opt out", both.Error);
    }

    [Theory]
    [InlineData("winter", "en=Sorry. STOP ends", "winter is Running: only one that is paused, stopped or done")]
    [InlineData("spring", "en=Sorry", "--text: The text in 'en' does not say how to opt out")]
    public async Task What_cannot_be_corrected_so_is_told(string name, string text, string told)
    {
        var ended = await _bench.RunAsync("campaign", "correct", name, "--text", text);
        Assert.Equal(1, ended.Status);
        Assert.Contains(told, ended.Error);
    }

    [Fact]
    public async Task A_test_is_told_as_it_leaves()
    {
        var sent = await _bench.RunAsync("campaign", "test", "spring", "--to", "+1 212 555 0199");
        Assert.Equal((0, ""), (sent.Status, sent.Error));
        Assert.Equal(["To +•••••0199, in en, 1 segments:", "Hi Boris, STOP ends"], sent.Lines);
        Assert.Contains(
            "Hi Anna",
            (await _bench.RunAsync("campaign", "test", "spring", "--to", "+12125550199", "--line", "2")).Output
        );
        Assert.Contains(
            "--line is 9",
            (await _bench.RunAsync("campaign", "test", "spring", "--to", "+12125550199", "--line", "9")).Error
        );
        Assert.Contains("--to is 'me'", (await _bench.RunAsync("campaign", "test", "spring", "--to", "me")).Error);
    }
}
