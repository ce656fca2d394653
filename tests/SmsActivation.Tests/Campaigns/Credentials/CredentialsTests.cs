using SmsActivation.Core.Activation;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Feeding;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Events;
using SmsActivation.Core.Members;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Replies;
using SmsActivation.Tests.Activation;
using SmsActivation.Tests.Sending;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Campaigns.Credentials;

/// <summary>A user name and a password by a campaign: who gets them, and who they are afterwards.</summary>
public sealed class CredentialsTests : IAsyncLifetime
{
    private static readonly string Phone = CampaignBench.Phone(0);
    private readonly CampaignBench _bench = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _bench.DisposeAsync().AsTask();

    [Fact]
    public async Task The_outbox_keeps_a_place_for_the_password_and_the_member_has_the_name()
    {
        await ReserveAsync(Phone, "annaberg");
        await FeedAsync();
        var lease = Assert.Single(await _bench.ClaimAsync());
        Assert.True(lease.Text is { HoldsPassword: true, IsCampaign: true, MemberId: not null });
        Assert.Equal("annaberg\n{password}", lease.Text.Words);
        Assert.Equal("annaberg", await OfMemberAsync<string>("username"));
        Assert.Equal("en", await OfMemberAsync<string>("language"));
        // It stands with the member now, and there alone.
        Assert.Equal(0, await CountAsync("select count(*) from user_names"));
    }

    [Fact]
    public async Task The_password_is_drawn_as_the_text_leaves_and_only_its_hash_stays()
    {
        await using var rig = await SendRig.StartAsync(_bench.Spine);
        await ReserveAsync(Phone, "annaberg");
        await FeedAsync();
        await rig.SendAllAsync();
        var body = Assert.Single(rig.Bodies);
        var password = body.Split('\n')[1];
        Assert.Matches("^[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}$", password);
        var hash = await _bench.Spine.Temporary.ScalarAsync<string>("select hash from temporary_passwords");
        Assert.True(new PasswordHashing(new PasswordHashingOptions()).VerifyTemporary(hash!, password));
        Assert.Equal(
            "annaberg\n{password}",
            await _bench.Spine.Temporary.ScalarAsync<string>("select text from send_attempts")
        );
        Assert.Empty(await EveryColumn.HoldingAsync(_bench.Database, password));
    }

    [Theory]
    [InlineData("password_hash = 'x'", "HasOwnPassword")]
    [InlineData("last_sign_in_at = created_at", "HasSignedIn")]
    public async Task Who_signs_in_by_themselves_meanwhile_is_dropped(string then, string reason)
    {
        var till = await _bench.RunAsync(recipients: 1, kind: CampaignKind.Credentials);
        await ActivateAsync();
        await _bench.Spine.Temporary.ExecuteAsync($"update members set {then}");
        Assert.Equal(new FeedResult.Fed(0, 1), await _bench.FeedAsync(till));
        Assert.Equal(1, await _bench.CountAsync(reason));
    }

    [Fact]
    public async Task Who_texts_a_card_later_is_one_member_with_a_welcome_and_the_same_name()
    {
        await ReserveAsync(Phone, "annaberg");
        await FeedAsync();
        await _bench.SendAsync();
        await ActivateAsync();
        Assert.Equal(ReplyTemplate.Activated, Assert.Single(await _bench.ClaimAsync()).Text.Template);
        Assert.Equal(1, await CountAsync("select count(*) from members"));
        Assert.Equal("annaberg", await OfMemberAsync<string>("username"));
        Assert.Equal(1, await CountAsync("select count(*) from card_links l join members m on m.id = l.member_id"));
        await _bench.Spine.AssertInvariantsAsync();
    }

    [Fact]
    public async Task Who_has_chosen_a_password_before_the_card_keeps_it()
    {
        await FeedAsync();
        await _bench.SendAsync();
        await _bench.Spine.Temporary.ExecuteAsync("update members set password_hash = 'x'");
        await ActivateAsync();
        Assert.Equal(ReplyTemplate.ActivatedOwnPassword, Assert.Single(await _bench.ClaimAsync()).Text.Template);
    }

    [Fact]
    public async Task Who_activated_before_their_turn_has_the_name_that_was_meant_for_them()
    {
        await ReserveAsync(Phone, "annaberg");
        await ActivateAsync();
        Assert.Equal("annaberg", await OfMemberAsync<string>("username"));
        await FeedAsync();
        Assert.Contains("annaberg\n{password}", (await TextsAsync()).Select(text => text.Words));
        Assert.Equal(1, await CountAsync("select count(*) from members"));
    }

    [Fact]
    public async Task Whose_name_has_gone_to_another_gets_a_drawn_one()
    {
        await ReserveAsync(Phone, "annaberg");
        await _bench.Spine.Temporary.ExecuteAsync(
            "insert into members (phone, username, created_at) values ('+12015559999', 'annaberg', @Now)",
            new { _bench.Now }
        );
        await ActivateAsync();
        Assert.Equal(8, (await OfMemberAsync<string>("username"))!.Length);
        Assert.Equal(0, await CountAsync("select count(*) from user_names"));
    }

    [Fact]
    public async Task PASSWORD_gets_a_new_one_without_any_card_and_waits_for_no_campaign()
    {
        await FeedAsync();
        var outcome = await _bench.Spine.SayAsync(Phone, "PASSWORD");
        Assert.Equal(OutcomeCode.PasswordReissued, outcome.Code);
        Assert.Contains(await _bench.ClaimAsync(), lease => lease.Text.Template == ReplyTemplate.PasswordReissued);
    }

    [Fact]
    public async Task A_text_that_expired_at_the_carrier_is_not_sent_anew_as_a_welcome_is()
    {
        await FeedAsync();
        var lease = Assert.Single(await _bench.SendAsync());
        Assert.Equal(Reported.Moved, await _bench.ReportAsync(lease, DeliveryState.Undelivered, code: 30036));
        Assert.Equal(1, await _bench.TextsAsync("undelivered"));
    }

    [Fact]
    public async Task After_a_stop_no_password_was_drawn_for_whom_it_did_not_reach()
    {
        var till = await FeedAsync();
        await _bench.Runs.StopAsync(till.Id, new(Id: null, "boris"), "wrong link", _bench.Now);
        Assert.Empty(await _bench.ClaimAsync());
        Assert.Equal(0, await CountAsync("select count(*) from temporary_passwords"));
    }

    [Fact]
    public async Task Names_go_with_the_person_and_with_the_list()
    {
        var till = await _bench.RunAsync(recipients: 2, kind: CampaignKind.Credentials);
        await ReserveAsync(Phone, "annaberg");
        await ReserveAsync(CampaignBench.Phone(1), "emilberg");
        await ReserveAsync(CampaignBench.Phone(7), "onnolist");
        var people = new PersonStore(_bench.Database, new OptOutKey(key: null), EventOutbox.Off);
        Assert.IsType<Erasure.Done>(await people.EraseAsync(Phone, hostIsLive: false, _bench.Now));
        Assert.Empty(await EveryColumn.HoldingAsync(_bench.Database, "annaberg"));
        var retention = new RetentionStore(_bench.Database, new RetentionOptions());
        await _bench.Runs.StopAsync(till.Id, new(Id: null, "boris"), "over", _bench.Now);
        Assert.Equal(0, await retention.ClearAsync(Retained.UserNames, _bench.Now));
        _bench.Spine.Clock.Advance(TimeSpan.FromDays(91));
        Assert.Equal(1, await retention.ClearAsync(Retained.UserNames, _bench.Now));
        Assert.NotEqual(0, await retention.ClearAsync(Retained.CampaignPhones, _bench.Now));
        Assert.Equal(1, await retention.ClearAsync(Retained.UserNames, _bench.Now));
    }

    private async Task<Campaign> FeedAsync()
    {
        var till = await _bench.RunAsync(recipients: 1, kind: CampaignKind.Credentials);
        Assert.Equal(new FeedResult.Fed(1, 0), await _bench.FeedAsync(till));
        return till;
    }

    private Task ReserveAsync(string phone, string name) =>
        _bench.Spine.Temporary.ExecuteAsync(
            "insert into user_names (phone, name, given_at) values (@phone, @name, @Now)",
            new
            {
                phone,
                name,
                _bench.Now,
            }
        );

    private async Task ActivateAsync()
    {
        await _bench.Spine.AddCardAsync(Spine.Card(1));
        Assert.Equal(OutcomeCode.Activated, (await _bench.Spine.SayAsync(Phone, Spine.Card(1))).Code);
    }

    private Task<IReadOnlyList<WordsRow>> TextsAsync() =>
        _bench.Database.ReadAsync(session => session.QueryAsync<WordsRow>("select words from outbound_messages"));

    private Task<T?> OfMemberAsync<T>(string column) =>
        _bench.Spine.Temporary.ScalarAsync<T>($"select {column} from members where phone = @Phone", new { Phone });

    private Task<int> CountAsync(string select) => _bench.Spine.Temporary.ScalarAsync<int>(select);

    private sealed class WordsRow
    {
        public string? Words { get; init; }
    }
}
