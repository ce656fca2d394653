using SmsActivation.Core.Alerts;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Cases;
using SmsActivation.Core.Needs;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Staff;
using SmsActivation.Tests.Activation;
using SmsActivation.Tests.Campaigns;

namespace SmsActivation.Tests.Needs;

/// <summary>What is on the list, what takes it off, and that the badge counts the same.</summary>
public sealed class NeedsQueryTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private static readonly Actor Anna = new(null, "anna");
    private readonly Spine _spine = new();

    private DateTimeOffset Now => _spine.Clock.GetUtcNow();
    private NeedsQuery Query => new(_spine.Temporary.Database, Alerts);
    private AlertStore Alerts => new(_spine.Temporary.Database);
    private NeedsStore Store => new(_spine.Temporary.Database);

    public async Task InitializeAsync()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        await _spine.AddCardAsync(Spine.Card(2));
    }

    public async Task DisposeAsync() => await _spine.DisposeAsync();

    [Fact]
    public async Task Nothing_waits_where_all_is_well()
    {
        await _spine.SayAsync(Phone, Spine.Card(1));
        await AllAsync("update outbound_messages set state = 'delivered'");
        await WaitsAsync();
    }

    [Theory]
    [InlineData("undelivered")]
    [InlineData("failed")]
    public async Task A_welcome_that_was_lost_waits_until_they_sign_in(string state)
    {
        await LoseWelcomeAsync(state);
        var need = await WaitsAsync(NeedKind.UndeliveredWelcome);
        Assert.Equal((Phone, 30007, Spine.Card(1)[^4..]), (need.Phone, need.ErrorCode, need.Card));

        _spine.Clock.Advance(TimeSpan.FromMinutes(1));
        await AllAsync("update members set last_sign_in_at = @now");
        await WaitsAsync();
    }

    [Fact]
    public async Task A_welcome_that_was_lost_waits_until_another_password_is_on_its_way()
    {
        await LoseWelcomeAsync("undelivered");
        await _spine.SayAsync(Phone, "PASSWORD");
        await WaitsAsync();
        await AllAsync("update outbound_messages set state = 'undelivered' where template = 'PasswordReissued'");
        await WaitsAsync(NeedKind.UndeliveredWelcome); // that one now, and no more than that one
    }

    [Fact]
    public async Task A_welcome_that_was_lost_waits_until_the_card_is_nobodys()
    {
        await LoseWelcomeAsync("undelivered");
        await AllAsync("update card_links set unlinked_at = @now");
        await WaitsAsync();
    }

    [Fact]
    public async Task Who_has_texted_START_since_can_be_sent_to_again()
    {
        await LoseWelcomeAsync("failed", 21610);
        Assert.False((await WaitsAsync(NeedKind.UndeliveredWelcome)).StartedSince);
        _spine.Clock.Advance(TimeSpan.FromMinutes(1));
        await _spine.SayAsync(Phone, "START");
        Assert.True((await WaitsAsync(NeedKind.UndeliveredWelcome)).StartedSince);
    }

    [Fact]
    public async Task A_send_that_no_look_can_settle_waits_until_something_is_known_of_it()
    {
        await _spine.SayAsync(Phone, Spine.Card(1));
        await AllAsync("update outbound_messages set state = 'unknown', unknown_since = @now");
        await WaitsAsync(); // the settler looks first
        await AllAsync("update outbound_messages set left_to_person = 'several match'");
        Assert.Equal("several match", (await WaitsAsync(NeedKind.UnsettledSend)).Word);
        await AllAsync("update outbound_messages set state = 'delivered'");
        await WaitsAsync();
    }

    [Fact]
    public async Task A_text_that_nothing_could_be_made_of_waits_until_it_is_handled()
    {
        await _spine.SayAsync(Phone, "hello");
        await AllAsync("update inbound_messages set state = 'dead'");
        Assert.Equal(Phone, (await WaitsAsync(NeedKind.DeadLetter)).Phone);
        await AllAsync("update inbound_messages set state = 'done'");
        await WaitsAsync();
    }

    [Fact]
    public async Task A_report_of_loss_waits_until_the_card_is_blocked()
    {
        await ReportLossAsync();
        Assert.Equal((Phone, null), ((await WaitsAsync(NeedKind.LossReport)) is var need ? need.Phone : "", need.Card));
        await AllAsync("update card_links set unlinked_at = @now");
        await WaitsAsync();
    }

    [Fact]
    public async Task A_report_of_loss_that_names_the_card_waits_for_that_card()
    {
        await _spine.SayAsync(Phone, $"I lost my card {Spine.Card(2)}");
        Assert.Equal(Spine.Card(2), (await WaitsAsync(NeedKind.LossReport)).Card);
        await AllAsync("update cards set state = 'Blocked' where number = @second");
        await WaitsAsync();
    }

    [Fact]
    public async Task A_held_card_waits_until_it_is_released()
    {
        await AllAsync("update cards set held_at = @now, held_reason = 'reported' where number = @second");
        var need = await WaitsAsync(NeedKind.HeldCard);
        Assert.Equal((Spine.Card(2), "reported"), (need.Card, need.Word));
        await AllAsync("update cards set held_at = null where number = @second");
        await WaitsAsync();
    }

    [Fact]
    public async Task An_alert_waits_until_somebody_looks_after_it_and_is_shown_until_it_is_over()
    {
        await Alerts.RaiseAsync(new Alert(AlertKind.CardTriedByMany, Spine.Card(2)), Now);
        var need = await WaitsAsync(NeedKind.Alert);
        Assert.Equal((Now, null), (need.Since, need.TakenBy));
        Assert.NotNull(need.CardId);
        Assert.True(
            await new AlertQuery(_spine.Temporary.Database, Alerts).AcknowledgeAsync(need.Id, Anna, "mine", Now)
        );
        Assert.Equal("anna", Assert.Single(await Query.ListAsync()).TakenBy);
        Assert.Equal(0, await Query.CountAsync());
        await AllAsync("update alerts set cleared_at = @now");
        await WaitsAsync();
    }

    [Fact]
    public async Task A_campaign_that_paused_by_itself_waits_until_a_person_has_decided()
    {
        await using var bench = new CampaignBench();
        var query = new NeedsQuery(bench.Database, new AlertStore(bench.Database));
        var spring = await bench.RunAsync(4);
        await bench.FeedAsync(spring, owed: 1);
        const string why = "35% of the last 39 texts were answered by STOP";
        Assert.True(await bench.Watch.PauseAsync(spring, "host-a", why, bench.Now));
        var need = Assert.Single(await query.ListAsync());
        Assert.Equal($"Campaign spring has paused by itself: {why}.", NeedRules.Why(need));
        Assert.Equal(new NeedPlace.Campaign(spring.Id), NeedRules.StepOf(need).Place);
        Assert.Equal(1, await query.CountAsync());

        // The alert itself ends with the next looks.
        Assert.True(await bench.Runs.ResumeAsync(spring.Id, Anna, bench.Now));
        Assert.Empty(await query.ListAsync());
        Assert.Equal(0, await query.CountAsync());
        Assert.True(await bench.Runs.PauseAsync(spring.Id, Anna, bench.Now));
        Assert.Empty(await query.ListAsync());
    }

    [Fact]
    public async Task A_text_that_was_given_up_is_overtaken_by_its_replay_and_by_a_later_one_that_was_answered()
    {
        await MakeAsync(NeedKind.DeadLetter);
        await WaitsAsync(NeedKind.DeadLetter);
        await _spine.SayAsync(Phone, "hello again");
        await WaitsAsync();
        await AllAsync("update activation_log set outcome = 'Unprocessed'");
        var need = await WaitsAsync(NeedKind.DeadLetter);
        var replay = new ReplayStore(_spine.Temporary.Database, new SmsReader(CardNumberOptions.Default));
        Assert.Equal(CaseAnswer.Done, await replay.ReplayAsync(need.Id, Anna, "once more", Now));
        await WaitsAsync();
    }

    [Fact]
    public async Task A_welcome_without_a_password_is_made_good_by_the_one_that_is_sent_instead()
    {
        await LoseWelcomeAsync("failed");
        await AllAsync("update outbound_messages set template = 'ActivatedOwnPassword', holds_password = 0");
        await WaitsAsync(NeedKind.UndeliveredWelcome);
        await AllAsync(
            """
            insert into outbound_messages
                (sender, channel, to_address, template, language, member_id, holds_password, state, due_at, created_at, instead_of)
            select sender, channel, to_address, template, language, member_id, 0, 'queued', @now, @now, id
            from outbound_messages
            """
        );
        await WaitsAsync();
    }

    [Theory]
    [InlineData(NeedKind.LossReport)]
    [InlineData(NeedKind.DeadLetter)]
    [InlineData(NeedKind.UndeliveredWelcome)]
    [InlineData(NeedKind.UnsettledSend)]
    public async Task What_somebody_dealt_with_is_off_the_list_and_in_the_book(NeedKind kind)
    {
        await MakeAsync(kind);
        var need = await WaitsAsync(kind);
        Assert.Equal(1, await Store.DealWithAsync([(kind, need.Id), (kind, need.Id)], Anna, "called them", Now));
        await WaitsAsync();
        Assert.Equal(0, await Store.DealWithAsync([(kind, need.Id)], Anna, "called them", Now));
        var act = Assert.Single(await new StaffStore(_spine.Temporary.Database).ActsAsync(before: null, most: 10));
        Assert.Equal(
            ("anna", nameof(StaffActKind.DealtWith), Phone, "called them"),
            (act.StaffName, act.Kind, act.Phone, act.Reason)
        );
    }

    [Fact]
    public async Task What_is_not_on_the_list_or_an_action_mends_is_not_dealt_with()
    {
        await _spine.SayAsync(Phone, Spine.Card(1));
        var ids = await _spine.Temporary.Database.ReadAsync(session =>
            session.QueryAsync<long>(
                "select id from inbound_messages union all select id from outbound_messages union all select id from cards"
            )
        );
        var all = Enum.GetValues<NeedKind>().SelectMany(kind => ids.Select(id => (kind, id))).ToList();
        Assert.Equal(0, await Store.DealWithAsync(all, Anna, "no reason", Now));
    }

    [Fact]
    public async Task Whoever_was_erased_or_whose_phone_had_its_time_needs_nobody()
    {
        await MakeAsync(NeedKind.DeadLetter);
        await AllAsync("update inbound_messages set sender = ''");
        await WaitsAsync();
        await AllAsync("update inbound_messages set sender = 'erased:bcdf'");
        await WaitsAsync();
    }

    [Fact]
    public async Task Lost_welcomes_that_mended_themselves_leave_the_index_and_the_others_stay()
    {
        await LoseWelcomeAsync("undelivered");
        Assert.Equal(0, await Store.CloseMendedAsync(Now));
        await WaitsAsync(NeedKind.UndeliveredWelcome);
        await AllAsync("update members set last_sign_in_at = @now");
        Assert.Equal(1, await Store.CloseMendedAsync(Now));
        Assert.Equal(0, await Store.CloseMendedAsync(Now));
    }

    private Task MakeAsync(NeedKind kind) =>
        kind switch
        {
            NeedKind.LossReport => ReportLossAsync(),
            NeedKind.DeadLetter => DieAsync(),
            NeedKind.UndeliveredWelcome => LoseWelcomeAsync("failed"),
            NeedKind.UnsettledSend => UnsettleAsync(),
            NeedKind.Alert or NeedKind.HeldCard => throw new InvalidOperationException($"{kind} is not dealt with."),
        };

    private async Task DieAsync()
    {
        await _spine.SayAsync(Phone, "hello");
        await AllAsync("update inbound_messages set state = 'dead'");
    }

    private async Task UnsettleAsync()
    {
        await _spine.SayAsync(Phone, Spine.Card(1));
        await AllAsync("update outbound_messages set state = 'unknown', left_to_person = 'several match'");
    }

    private async Task ReportLossAsync()
    {
        await _spine.SayAsync(Phone, Spine.Card(1));
        await AllAsync("update outbound_messages set state = 'delivered'");
        await _spine.SayAsync(Phone, "I lost my card");
    }

    private async Task LoseWelcomeAsync(string state, int code = 30007)
    {
        await _spine.SayAsync(Phone, Spine.Card(1));
        await _spine.Temporary.ExecuteAsync(
            "update outbound_messages set state = @state, error_code = @code, settled_at = @now",
            new
            {
                state,
                code,
                now = Now,
            }
        );
    }

    private Task AllAsync(string sql) => _spine.Temporary.ExecuteAsync(sql, new { now = Now, second = Spine.Card(2) });

    private async Task WaitsAsync()
    {
        Assert.Empty(await Query.ListAsync());
        Assert.Equal(0, await Query.CountAsync());
    }

    private async Task<Need> WaitsAsync(NeedKind kind)
    {
        var need = Assert.Single(await Query.ListAsync());
        Assert.Equal(kind, need.Kind);
        Assert.Equal(1, await Query.CountAsync());
        return need;
    }
}
