using SmsActivation.Core.Activation;
using SmsActivation.Core.Alerts;
using SmsActivation.Core.Hosts;
using SmsActivation.Core.Outbox;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Alerts;

/// <summary>What the rules look at is what stands in the tables.</summary>
public sealed class AlertFactsStoreTests : IAsyncLifetime
{
    private readonly Spine _spine = new();
    private readonly SendDayStore _days;
    private int _texts;

    public AlertFactsStoreTests() => _days = new SendDayStore(_spine.Temporary.Database, ceiling: 5000);

    private DateTimeOffset Now => _spine.Clock.GetUtcNow();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _spine.DisposeAsync();

    [Fact]
    public async Task An_empty_database_has_nothing_to_tell()
    {
        var facts = await GatherAsync();
        Assert.Empty(AlertRules.Find(facts, (_, _) => true, new AlertOptions()));
    }

    [Fact]
    public async Task Texts_of_now_and_of_the_weeks_before_are_counted_by_outcome()
    {
        await LogAsync(Now, "Activated");
        await LogAsync(Now.AddMinutes(-9), "UnknownCard", "UnknownCard");
        await LogAsync(Now.AddMinutes(-29), "Activated");
        await LogAsync(Now.AddMinutes(-31), "Activated");
        await LogAsync(Now.AddDays(-7).AddMinutes(-14), "Activated", "HelpSent");
        await LogAsync(Now.AddDays(-14).AddMinutes(14), "Activated");
        await LogAsync(Now.AddDays(-28).AddMinutes(-1), "HelpSent");
        var facts = await GatherAsync();
        Assert.Equal(4, facts.Texts);
        Assert.Equal([2, 0, 0, 1], facts.TextsInPastWeeks);
        Assert.Equal([("Activated", 1), ("UnknownCard", 2)], Sorted(facts.Outcomes));
        Assert.Equal([("Activated", 2), ("HelpSent", 2)], Sorted(facts.UsualOutcomes));
    }

    [Fact]
    public async Task What_waits_and_what_was_left_behind_is_found()
    {
        await _spine.Inbox.AcceptAsync(_spine.Text("+14155552671", "hello", receivedAt: Now.AddMinutes(-7)));
        await _spine.Inbox.AcceptAsync(_spine.Text("+14155552672", "hello", receivedAt: Now.AddMinutes(-3)));
        await _spine.Inbox.AcceptAsync(_spine.Text("+14155552673", "hello", receivedAt: Now.AddDays(-1)));
        await _spine.Inbox.AcceptAsync(_spine.Text("+14155552674", "hello", receivedAt: Now.AddDays(-8)));
        await _spine.Temporary.ExecuteAsync(
            "update inbound_messages set state = 'dead', done_at = @Now where received_at < @day",
            new { Now, day = Now.AddHours(-1) }
        );
        await SentAsync("queued", dueAt: Now.AddMinutes(-12));
        await SentAsync("retry", dueAt: Now.AddMinutes(12));
        await SentAsync("unknown", unknownSince: Now.AddMinutes(-11));
        await SentAsync("unknown", unknownSince: Now.AddMinutes(-1), leftToPerson: "several match");
        var facts = await GatherAsync();
        Assert.Equal((Now.AddMinutes(-7), Now.AddMinutes(-12)), (facts.OldestText, facts.OldestReply));
        Assert.Equal((1, 1, 1), (facts.DeadTexts, facts.UnknownSends, facts.LeftToPerson));
    }

    [Fact]
    public async Task Sends_are_counted_by_how_they_ended()
    {
        await SentAsync("sent", settledAt: null, sentAt: Now);
        await SentAsync("delivered", settledAt: Now, sentAt: Now);
        await SentAsync("undelivered", settledAt: Now, sentAt: Now);
        await SentAsync("failed", settledAt: Now);
        await SentAsync("failed", settledAt: Now.AddMinutes(-11));
        await SentAsync("queued");
        var facts = await GatherAsync();
        Assert.Equal((4, 2), (facts.Ended, facts.EndedBadly));
    }

    [Fact]
    public async Task Tries_are_counted_by_sender_and_end()
    {
        await TriedAsync("our-fault", 20003, Now.AddMinutes(-2));
        await TriedAsync("our-fault", 20003, Now.AddMinutes(-1));
        await TriedAsync("accepted", null, Now.AddMinutes(-6));
        var tries = Assert.Single((await GatherAsync()).Tries);
        Assert.Equal(
            (Spine.OurNumber, "our-fault", (int?)20003, 2, Now.AddMinutes(-1)),
            (tries.Number, tries.Result, tries.ErrorCode, tries.Tries, tries.LastAt)
        );
    }

    [Fact]
    public async Task Passwords_that_the_carrier_keeps_suspended_keys_and_a_restore_are_found()
    {
        await TriedAsync("accepted", null, Now);
        await _spine.Temporary.ExecuteAsync(
            "update send_attempts set redact_at = @Now, redact_tries = 10",
            new { Now }
        );
        await _spine.Temporary.ExecuteAsync(
            """
            insert into api_keys (name, role, key_hash, created_at, suspended_at, revoked_at)
            values ('till', 'pos', 'a', @Now, @Now, null), ('old', 'pos', 'b', @Now, @Now, @Now),
                   ('site', 'site', 'c', @Now, null, null)
            """,
            new { Now }
        );
        await _spine.Temporary.ExecuteAsync(
            "insert into restores (restored_from, started_at) values (@from, @Now)",
            new { from = Now.AddHours(-1), Now }
        );
        var facts = await GatherAsync();
        Assert.Equal((1, Now), (facts.RedactionsGivenUp, facts.RestoreSince));
        Assert.Equal(["till"], facts.SuspendedKeys);
    }

    [Fact]
    public async Task The_days_sends_are_counted()
    {
        await _days.TakeAsync(DateOnly.FromDateTime(Now.UtcDateTime), Now);
        var facts = await GatherAsync();
        Assert.Equal((5, 5000, "2026-03-01"), (facts.SendsTaken, facts.Ceiling, facts.Day));
    }

    [Fact]
    public async Task A_host_that_lives_says_what_only_it_knows()
    {
        var hosts = new HostStore(_spine.Temporary.Database);
        var one = new HostName("1", "one");
        var said = new HostFacts(8, 2, 3, Now.AddMinutes(-1), SpoolFailing: true);
        Assert.False(await hosts.SayAsync(one, said, Now));
        await hosts.BeatAsync(one, Now);
        await hosts.BeatAsync(new HostName("2", "two"), Now);
        Assert.True(await hosts.SayAsync(one, said, Now));
        Assert.Equal([new HostWord("one", said)], (await GatherAsync()).Hosts);
        _spine.Clock.Advance(HostStore.Silence);
        Assert.Empty((await GatherAsync()).Hosts);
    }

    private Task<AlertFacts> GatherAsync() =>
        new AlertFactsStore(_spine.Temporary.Database, _days, new AlertOptions()).GatherAsync(Now);

    private static IEnumerable<(string, int)> Sorted(IReadOnlyDictionary<string, int> counts) =>
        counts.Select(one => (one.Key, one.Value)).OrderBy(one => one.Key, StringComparer.Ordinal);

    private async Task LogAsync(DateTimeOffset at, params string[] outcomes)
    {
        foreach (var outcome in outcomes)
            await _spine.Temporary.ExecuteAsync(
                """
                insert into activation_log (inbound_id, at, message_sid, channel, phone, outcome, facts)
                values (@text, @at, 'SM', 'sms', '+14155552671', @outcome, '{}')
                """,
                new
                {
                    text = ++_texts,
                    at,
                    outcome,
                }
            );
    }

    private Task SentAsync(
        string state,
        DateTimeOffset? dueAt = null,
        DateTimeOffset? sentAt = null,
        DateTimeOffset? settledAt = null,
        DateTimeOffset? unknownSince = null,
        string? leftToPerson = null
    ) =>
        _spine.Temporary.ExecuteAsync(
            """
            insert into outbound_messages
                (sender, channel, to_address, texted_address, template, language, holds_password, state, due_at,
                 created_at, sent_at, settled_at, unknown_since, left_to_person)
            values ('+14155552671', 'sms', '+14155552671', @OurNumber, 'HelpSent', 'en', 0, @state, @dueAt,
                 @Now, @sentAt, @settledAt, @unknownSince, @leftToPerson)
            """,
            new
            {
                Spine.OurNumber,
                state,
                dueAt = dueAt ?? Now.AddHours(1),
                Now,
                sentAt,
                settledAt,
                unknownSince,
                leftToPerson,
            }
        );

    private async Task TriedAsync(string result, int? code, DateTimeOffset at)
    {
        await SentAsync("retry");
        await _spine.Temporary.ExecuteAsync(
            """
            insert into send_attempts (message_id, token, started_at, result, error_code, text)
            values ((select max(id) from outbound_messages), @token, @at, @result, @code, '')
            """,
            new
            {
                token = Guid.NewGuid().ToString("N"),
                at,
                result,
                code,
            }
        );
    }
}
