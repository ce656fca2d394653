using SmsActivation.Core.Activation;
using SmsActivation.Core.Storage;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Figures;

/// <summary>Three weeks of texts and replies in every state, made by chance from a fixed seed. Ids do not follow the time of
/// the rows, as on hosts whose clocks differ.</summary>
internal sealed class SeededLog(TemporaryDatabase temporary, DateTimeOffset now)
{
    private static readonly string[] Outcomes =
    [
        nameof(OutcomeCode.Activated),
        nameof(OutcomeCode.Activated),
        nameof(OutcomeCode.Activated),
        nameof(OutcomeCode.UnknownCard),
        nameof(OutcomeCode.MissingCardNumber),
        nameof(OutcomeCode.AlreadyActive),
        nameof(OutcomeCode.Unprocessed),
        // Written by a version that is newer than this one.
        "SomethingNew",
    ];

    private static readonly string[] States =
    [
        "queued",
        "claimed",
        "sending",
        "sent",
        "delivered",
        "delivered",
        "undelivered",
        "failed",
        "retry",
        "unknown",
    ];

    private static readonly (string? Result, int? Code)[] Results =
    [
        ("accepted", null),
        ("accepted", null),
        ("accepted", 30007),
        ("not-processed", null),
        ("not-processed", 20429),
        ("our-fault", 20003),
        ("our-fault", null),
        ("rejected", 21610),
        ("rejected", 99999),
        ("ambiguous", null),
        ("expired", 30036),
        (null, null),
    ];

    private readonly Random _random = new(7);
    private int _made;

    /// <summary>Spread over three weeks, many of them in the last hours, and some right on the edges of what is counted.</summary>
    public async Task AddAsync(int texts)
    {
        DateTimeOffset[] edges =
        [
            now,
            now.AddMilliseconds(-1),
            now.AddDays(-7),
            now.AddDays(-7).AddMilliseconds(-1),
            now.AddHours(-1),
            now.AddHours(-24),
            .. new[] { 0, 1, 23, 24, 167, 168, 191, 192 }.Select(hours => Hour.AddHours(-hours)),
            .. new[] { 0, 1, 59, 60 }.Select(minutes => Minute.AddMinutes(-minutes)),
        ];
        foreach (var edge in edges)
            await AddOneAsync(edge);
        for (var i = 0; i < texts; i++)
            await AddOneAsync(
                now
                    - (i % 3) switch
                    {
                        0 => TimeSpan.FromMilliseconds(_random.Next(2 * 3_600_000)),
                        1 => TimeSpan.FromMilliseconds(_random.Next(24 * 3_600_000)),
                        _ => TimeSpan.FromMilliseconds(_random.Next(21 * 24 * 3_600_000)),
                    }
            );
    }

    public Task AddOneAsync(DateTimeOffset at) =>
        temporary.Database.WriteAsync(async session =>
        {
            var outcome = Pick(Outcomes);
            var inbound = await InboundAsync(session, at, outcome);
            var reply = _random.Next(5) == 0 ? null : await OutboundAsync(session, at);
            await session.ExecuteAsync(
                """
                insert into activation_log (inbound_id, at, message_sid, channel, phone, outcome, reply_id, facts)
                values (@inbound, @at, @sid, 'sms', @phone, @outcome, @reply, '{}')
                """,
                new
                {
                    inbound,
                    at,
                    sid = $"SM{_made}",
                    phone = PhoneOf(outcome),
                    outcome,
                    reply,
                }
            );
            return true;
        });

    /// <summary>A text that was given up is over once its phone is heard: each has a phone of its own.</summary>
    private string PhoneOf(string outcome) =>
        outcome == nameof(OutcomeCode.Unprocessed) ? $"+1415{_made:0000000}" : "+14155552671";

    private DateTimeOffset Hour => now.AddTicks(-(now.Ticks % TimeSpan.TicksPerHour));

    private DateTimeOffset Minute => now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));

    private Task<long?> InboundAsync(Session session, DateTimeOffset at, string outcome)
    {
        var isWaiting = _random.Next(20) == 0;
        return session.TryInsertForIdAsync(
            """
            insert into inbound_messages
                (sid, sender, channel, from_address, to_address, body, holds_password, media_count, received_at, state, done_at)
            values (@sid, @phone, 'sms', @phone, '+15550001111', '', 0, 0, @receivedAt, @state, @doneAt)
            """,
            new
            {
                sid = $"SM{++_made}",
                phone = PhoneOf(outcome),
                receivedAt = at.AddMilliseconds(-_random.Next(3_000)),
                state = isWaiting ? "new"
                : outcome == nameof(OutcomeCode.Unprocessed) ? "dead"
                : "done",
                doneAt = isWaiting ? (DateTimeOffset?)null : at,
            }
        );
    }

    private async Task<long?> OutboundAsync(Session session, DateTimeOffset at)
    {
        var state = Pick(States);
        // A reply that was under way before its text came is as old as an earlier one.
        var sentAt = at.AddMilliseconds(_random.Next(-8_000, 20_000));
        var failed = state is "failed" or "undelivered";
        var id = await session.TryInsertForIdAsync(
            """
            insert into outbound_messages
                (sender, channel, to_address, template, language, holds_password, state, due_at, lease_until, error_code,
                 unknown_since, left_to_person, created_at, sent_at, settled_at)
            values ('+14155552671', 'sms', '+14155552671', 'Activated', 'en', 0, @state, @dueAt, @leaseUntil, @code,
                 @unknownSince, @leftToPerson, @at, @sentAt, @settledAt)
            """,
            new
            {
                state,
                at,
                dueAt = at.AddMinutes(_random.Next(-5, 90)),
                leaseUntil = state is "claimed" or "sending" ? at.AddSeconds(30) : (DateTimeOffset?)null,
                code = failed && _random.Next(3) > 0 ? Pick([30007, 30003, 21610, 99999]) : (int?)null,
                unknownSince = state == "unknown" ? at : (DateTimeOffset?)null,
                leftToPerson = state == "unknown" && _random.Next(2) == 0 ? "two of them" : null,
                sentAt = state is "sent" or "delivered" or "undelivered" ? sentAt : (DateTimeOffset?)null,
                settledAt = failed ? at.AddSeconds(40) : (DateTimeOffset?)null,
            }
        );
        for (var tries = _random.Next(3); tries >= 0; tries--)
        {
            var (result, code) = Pick(Results);
            await session.ExecuteAsync(
                """
                insert into send_attempts (message_id, token, started_at, ended_at, result, error_code, text)
                values (@id, @token, @startedAt, @endedAt, @result, @code, '')
                """,
                new
                {
                    id,
                    token = $"{_made}-{tries}",
                    startedAt = at.AddSeconds(1),
                    endedAt = result is null ? (DateTimeOffset?)null : at.AddSeconds(2),
                    result,
                    code,
                }
            );
        }
        return id;
    }

    private T Pick<T>(T[] among) => among[_random.Next(among.Length)];
}
