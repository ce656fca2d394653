using SmsActivation.Core.Activation;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Privacy;
using SmsActivation.Tests.Activation;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Privacy;

/// <summary>What goes when its time is up, and what stays for ever.</summary>
public sealed class RetentionStoreTests : IAsyncLifetime
{
    private const string Phone = "+14155552671";
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly Spine _spine = new();
    private readonly RetentionStore _retention;

    public RetentionStoreTests() => _retention = new RetentionStore(_spine.Temporary.Database, new RetentionOptions());

    private DateTimeOffset Now => _spine.Clock.GetUtcNow();

    public async Task InitializeAsync()
    {
        await _spine.AddCardAsync(Spine.Card(1));
        foreach (var body in new[] { Spine.Card(1), "hello there", Spine.Card(9) })
            await _spine.SayAsync(Phone, body);
        await SendAllAsync();
    }

    public async Task DisposeAsync() => await _spine.DisposeAsync();

    [Fact]
    public async Task Nothing_goes_before_its_time()
    {
        _spine.Clock.Advance(30 * Day - TimeSpan.FromMilliseconds(1));
        foreach (var kind in Enum.GetValues<Retained>())
            Assert.Equal((kind, 0), (kind, await _retention.ClearAsync(kind, Now)));
        Assert.Equal(3, await CountAsync("inbound_messages where body <> ''"));
    }

    [Fact]
    public async Task After_30_days_texts_have_no_words_and_are_known_all_the_same()
    {
        _spine.Clock.Advance(30 * Day);
        Assert.Equal(3, await ClearAsync(Retained.InboundBodies));
        Assert.Equal(2, await ClearAsync(Retained.SentTexts));
        Assert.Equal(0, await CountAsync("inbound_messages where body <> ''"));
        Assert.Equal(0, await CountAsync("send_attempts where text <> ''"));
        Assert.Equal(3, await CountAsync($"inbound_messages where sender = '{Phone}'"));
        var again = _spine.Text(Phone, "hello there", sid: $"SM{1:x32}");
        Assert.Equal(Accepted.SeenBefore, await _spine.Inbox.AcceptAsync(again));
        var known = await new SettleStore(_spine.Temporary.Database, new OutboxOptions()).KnownAsync(["SM1", "SM9"]);
        Assert.Equal(["SM1"], known);
    }

    [Fact]
    public async Task After_90_days_only_activations_name_phone_and_card()
    {
        _spine.Clock.Advance(90 * Day);
        foreach (var kind in Enum.GetValues<Retained>())
            await ClearAsync(kind);
        Assert.Equal(
            ["activation_log.phone", "conversations.sender", "members.phone"],
            await EveryColumn.HoldingAsync(_spine.Temporary.Database, Phone)
        );
        Assert.Equal(1, await CountAsync($"activation_log where phone = '{Phone}' and outcome = 'Activated'"));
        Assert.Equal(3, await CountAsync("activation_log"));
        Assert.Equal(0, await CountAsync($"activation_log where card = '{Spine.Card(9)}'"));
        await _spine.AssertInvariantsAsync();
        // The customer is still one.
        Assert.Equal(OutcomeCode.AlreadyActive, (await _spine.SayAsync(Phone, Spine.Card(1))).Code);
    }

    [Fact]
    public async Task A_temporary_password_goes_30_days_after_it_expired()
    {
        _spine.Clock.Advance(32 * Day);
        Assert.Equal(0, await ClearAsync(Retained.Passwords));
        _spine.Clock.Advance(Day);
        Assert.Equal(1, await ClearAsync(Retained.Passwords));
        Assert.Equal(0, await CountAsync("temporary_passwords"));
    }

    [Fact]
    public async Task Sign_ins_go_after_90_days_and_tries_of_them_after_30()
    {
        await _spine.Temporary.ExecuteAsync(
            """
            insert into account_sessions (member_id, token_hash, must_change, created_at, seen_at, expires_at)
            select id, 'hash', 0, @Now, @Now, @Now from members;
            insert into sign_in_tries (scope, tries, since, failed) values ('a:192.0.2.1', 5, @Now, 5)
            """,
            new { Now }
        );
        _spine.Clock.Advance(29 * Day);
        Assert.Equal((0, 0), (await ClearAsync(Retained.SignInTries), await ClearAsync(Retained.Sessions)));
        _spine.Clock.Advance(Day);
        Assert.Equal((1, 0), (await ClearAsync(Retained.SignInTries), await ClearAsync(Retained.Sessions)));
        _spine.Clock.Advance(60 * Day);
        Assert.Equal((0, 1), (await ClearAsync(Retained.SignInTries), await ClearAsync(Retained.Sessions)));
    }

    [Fact]
    public async Task What_staff_did_stays_and_to_whom_goes_after_90_days_with_their_sign_ins()
    {
        await _spine.Temporary.ExecuteAsync(
            """
            insert into staff (name, role, must_change, created_at) values ('anna', 'operator', 0, @Now);
            insert into staff_sessions (staff_id, token_hash, confirmed, created_at, seen_at, expires_at)
            select id, 'hash', 1, @Now, @Now, @Now from staff;
            insert into staff_acts (at, staff_name, kind, phone, card, reason)
            values (@Now, 'anna', 'CardBlocked', @Phone, '9900000000000001', 'asked to')
            """,
            new { Now, Phone }
        );
        _spine.Clock.Advance(89 * Day);
        Assert.Equal((0, 0), (await ClearAsync(Retained.StaffSessions), await ClearAsync(Retained.StaffActs)));
        _spine.Clock.Advance(Day);
        Assert.Equal((1, 1), (await ClearAsync(Retained.StaffSessions), await ClearAsync(Retained.StaffActs)));
        Assert.Equal(0, await CountAsync("staff_sessions"));
        Assert.Equal(1, await CountAsync("staff_acts where phone is null and card is null and reason = 'asked to'"));
    }

    [Fact]
    public async Task Events_go_after_90_days_with_all_that_was_told_of_them_and_kept_answers_after_one()
    {
        await _spine.Temporary.ExecuteAsync(
            """
            insert into events (event_id, type, subject, sequence, member_id, at)
            values ('evt_1', 'member.activated', 'm:1', 1, 1, @Now);
            insert into event_deliveries (event_id, target, subject, state, due_at, retry_until)
            select id, 'gone', subject, 'queued', @Now, @Now from events;
            insert into api_keys (name, role, key_hash, created_at) values ('shop', 'site', 'hash', @Now);
            insert into idempotency_keys (api_key_id, name, request_hash, created_at)
            select id, 'name', 'hash', @Now from api_keys
            """,
            new { Now }
        );
        _spine.Clock.Advance(Day);
        Assert.Equal(1, await ClearAsync(Retained.IdempotencyKeys));
        _spine.Clock.Advance(88 * Day);
        Assert.Equal(0, await ClearAsync(Retained.Events));
        _spine.Clock.Advance(Day);
        Assert.Equal(1, await ClearAsync(Retained.Events));
        Assert.Equal(0, await CountAsync("event_deliveries"));
    }

    [Fact]
    public async Task What_is_not_finished_is_waited_for_and_not_passed_over()
    {
        await _spine.Inbox.AcceptAsync(_spine.Text(Phone, "still here"));
        await _spine.Temporary.ExecuteAsync("update outbound_messages set state = 'unknown' where id = 2");
        _spine.Clock.Advance(90 * Day);
        Assert.Equal(
            (3, 1, 1),
            (
                await ClearAsync(Retained.InboundBodies),
                await ClearAsync(Retained.SentTexts),
                await ClearAsync(Retained.OutboundPhones)
            )
        );
        Assert.Equal(1, await CountAsync("inbound_messages where body = 'still here'"));

        await _spine.Temporary.ExecuteAsync(
            "update outbound_messages set left_to_person = 'several match' where id = 2"
        );
        foreach (var lease in await _spine.Claims.ClaimAsync(8, TimeSpan.FromSeconds(30), Now))
            await _spine.HandleAsync(lease);
        Assert.Equal((1, 1), (await ClearAsync(Retained.InboundBodies), await ClearAsync(Retained.SentTexts)));
    }

    [Fact]
    public async Task A_transaction_takes_500_rows_and_the_next_one_goes_on_from_there()
    {
        await _spine.Temporary.ExecuteAsync(
            $"""
            {Numbers.With}
            insert into inbound_messages
                (sid, sender, channel, from_address, to_address, body, holds_password, media_count, received_at,
                 state, done_at)
            select concat('X', i), 'x', 'sms', 'x', 'x', 'words', 0, 0, @Now, 'done', @Now from n where i <= 1000
            """,
            new { Now }
        );
        _spine.Clock.Advance(30 * Day);
        var rows = new List<int>();
        while (await ClearAsync(Retained.InboundBodies) is > 0 and var cleared)
            rows.Add(cleared);
        Assert.Equal([500, 500, 3], rows);
        Assert.Equal(0, await CountAsync("inbound_messages where body <> ''"));
    }

    [Theory]
    [InlineData(30, 90, 30, 0)]
    [InlineData(2, 2, 2, 0)]
    [InlineData(1, 90, 30, 1)]
    [InlineData(30, 20, 30, 1)]
    [InlineData(0, -1, 4000, 4)]
    public void Every_faulty_setting_is_named(int bodies, int events, int passwords, int faults)
    {
        var options = new RetentionOptions
        {
            Bodies = bodies * Day,
            Events = events * Day,
            Passwords = passwords * Day,
        };
        Assert.Equal(faults, options.Faults().Count());
    }

    private Task<int> ClearAsync(Retained kind) => _retention.ClearAsync(kind, Now);

    private Task<long> CountAsync(string what) => _spine.Temporary.ScalarAsync<long>($"select count(*) from {what}");

    private async Task SendAllAsync()
    {
        while (await _spine.SendClaims.ClaimAsync(8, Now) is { Count: > 0 } leases)
            foreach (var lease in leases)
            {
                var password = lease.Text.HoldsPassword
                    ? new DrawnPassword(lease.Text.MemberId!.Value, "hash", Now + 3 * Day)
                    : null;
                await _spine.Sends.BeginAsync(lease, $"{lease.Text.Template} {lease.Text.Card}", password, Now);
                await _spine.Sends.AcceptedAsync(lease, $"SM{lease.Text.Id}", Now);
            }
    }
}
