using SmsActivation.Worker.Setup;

namespace SmsActivation.Tests.Commands;

public sealed class PrivacyEraseVerbTests
{
    private const string Phone = "+12015550142";

    [Theory]
    [InlineData(Phone)]
    [InlineData("+1 (201) 555-0142")]
    [InlineData("2015550142")]
    [InlineData("whatsapp:+12015550142")]
    public async Task A_person_is_erased_and_told_of_without_phone_or_card(string phone)
    {
        await using var bench = await FilledAsync();
        var ended = await bench.RunAsync("privacy", "erase", phone);
        Assert.Equal((0, ""), (ended.Status, ended.Error));
        Assert.Equal("+•••••0142 is erased.", ended.Lines[0]);
        Assert.Matches(@"Texts from it\s+1", ended.Output);
        Assert.Contains("Card •••• 1117 is unlinked and blocked.", ended.Output);
        Assert.Contains("Twilio", ended.Output);
        Assert.Contains("DELETE /2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json", ended.Output);
        Assert.DoesNotContain("2015550142", ended.Output);
        Assert.DoesNotContain(VerbBench.Card, ended.Output);

        var shown = await bench.RunAsync("cards", "show", VerbBench.Card, "--json", "--reveal");
        Assert.Contains("\"state\":\"Blocked\",\"phone\":null", shown.Output);
        Assert.Empty((await bench.RunAsync("log", "list", "--phone", Phone, "--json")).Lines);
        Assert.Equal("Nothing is kept of +•••••0142.", (await bench.RunAsync("privacy", "erase", phone)).Lines[0]);
    }

    [Fact]
    public async Task While_something_is_under_way_it_ends_with_1()
    {
        await using var bench = await FilledAsync("update outbound_messages set state = 'queued'");
        var ended = await bench.RunAsync("privacy", "erase", Phone);
        Assert.Equal(1, ended.Status);
        Assert.Contains("1 replies to it are not with the carrier", ended.Error);
        Assert.Contains("\"Active\"", (await bench.RunAsync("cards", "show", VerbBench.Card, "--json")).Output);
    }

    [Fact]
    public async Task An_opt_out_is_kept_with_a_key_and_nothing_is_erased_without_one()
    {
        await using var bench = await FilledAsync(
            "update conversations set sms_opted_out_at = '2026-02-02T10:00:00.000Z'"
        );
        var refused = await bench.RunAsync("privacy", "erase", Phone);
        Assert.Equal(1, refused.Status);
        Assert.Contains("set Privacy:HashKey", refused.Error);

        bench.Settings["Privacy:HashKey"] = "too short";
        Assert.Contains("too short", (await bench.RunAsync("privacy", "erase", Phone)).Error);
        bench.Settings["Privacy:HashKey"] = "a key of 16 signs or more";
        var erased = await bench.RunAsync("privacy", "erase", Phone);
        Assert.Equal(0, erased.Status);
        Assert.Contains("Its opt-out is kept, as a keyed hash.", erased.Output);
    }

    [Fact]
    public async Task A_sender_of_letters_is_erased_as_it_came()
    {
        await using var bench = await FilledAsync();
        Assert.Contains("is erased", (await bench.RunAsync("privacy", "erase", "AcMe")).Output);
        Assert.Contains("is erased", (await bench.RunAsync("privacy", "erase", "+12015550142")).Output);
    }

    [Fact]
    public async Task What_could_be_several_phones_is_not_erased()
    {
        await using var bench = await FilledAsync();
        bench.Settings["Twilio:Numbers:1:Number"] = "+4915112345678"; // where it is a number as well
        foreach (var text in new[] { "0142", "2015550142", "---" })
            Assert.Equal((text, 1), (text, (await bench.RunAsync("privacy", "erase", text)).Status));
    }

    [Fact]
    public async Task It_works_beside_a_host()
    {
        await using var bench = await FilledAsync();
        using var host = HostLock.TryTake(bench.DatabaseFile);
        Assert.Equal(0, (await bench.RunAsync("privacy", "erase", Phone)).Status);
    }

    private static async Task<VerbBench> FilledAsync(string more = "select 1")
    {
        var bench = new VerbBench();
        bench.Settings["Twilio:Numbers:0:Number"] = "+12025550100";
        await bench.PrepareAsync(
            $"""
            insert into cards (id, number, state, created_at, updated_at) values (1, @Card, 'Active', 'x', 'x');
            insert into members (id, phone, username, created_at) values (1, @Phone, 'one', 'x');
            insert into card_links (card_id, member_id, slot, channel, linked_at)
            values (1, 1, 1, 'sms', '2026-02-28T09:00:00.000Z');
            insert into conversations (sender, created_at) values (@Phone, 'x'), ('AcMe', 'x');
            insert into inbound_messages
                (sid, sender, channel, from_address, to_address, body, holds_password, media_count, received_at, state,
                 done_at)
            values ('SM1', @Phone, 'sms', @Phone, '+12025550100', @Card, 0, 0, 'x', 'done', 'x');
            insert into outbound_messages
                (id, sender, channel, to_address, template, language, holds_password, state, due_at, created_at)
            values (1, @Phone, 'sms', @Phone, 'Activated', 'en', 1, 'delivered', 'x', 'x');
            insert into activation_log (inbound_id, at, message_sid, channel, phone, card, outcome, reply_id, facts)
            values (1, '2026-02-28T09:00:00.000Z', 'SM1', 'sms', @Phone, @Card, 'Activated', 1, '[]');
            {more}
            """,
            new { VerbBench.Card, Phone }
        );
        return bench;
    }
}
