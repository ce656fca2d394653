using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Activation;

/// <summary>Which rows of the activation log are asked for; what is null or empty does not narrow.</summary>
public sealed record LogFilter
{
    public PhoneFilter? Phone { get; init; }

    /// <summary>Normalised.</summary>
    public string? Card { get; init; }

    /// <summary>The last signs of a card's number.</summary>
    public string? CardEnding { get; init; }
    public OutcomeCode? Outcome { get; init; }
    public DateTimeOffset? Since { get; init; }

    /// <summary>At most so many, the newest.</summary>
    public int Limit { get; init; } = 50;
}

/// <summary>A phone as it was asked for: one of these, or any that ends in one of two ways.</summary>
/// <param name="Ending">Last digits; null when the phones were read in full.</param>
/// <param name="OrEnding">The same without the 0 that is dialled at home, which is no part of a number.</param>
public sealed record PhoneFilter(IReadOnlyList<string> Phones, string? Ending = null, string? OrEnding = null);

/// <summary>One row of the activation log, with how its reply stands now.</summary>
public sealed class LogEntry
{
    public long Id { get; init; }
    public DateTimeOffset At { get; init; }
    public string MessageSid { get; init; } = "";
    public string Channel { get; init; } = "";
    public string Phone { get; init; } = "";
    public string? Card { get; init; }
    public string Outcome { get; init; } = "";

    /// <summary>The template of the reply; null when none was owed.</summary>
    public string? Reply { get; init; }
    public string? ReplyState { get; init; }
}

/// <summary>Looks things up in the activation log.</summary>
public sealed class LogQuery(IDatabase database)
{
    /// <summary>The newest that fit, oldest first: the last line is what happened last.</summary>
    public Task<IReadOnlyList<LogEntry>> ListAsync(LogFilter filter) =>
        database.ReadAsync(session =>
            session.QueryAsync<LogEntry>(
                $"""
                select l.id, l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome,
                       o.template as reply, o.state as reply_state
                from activation_log l
                left join outbound_messages o on o.id = l.reply_id
                where l.id in (
                    select id from activation_log
                    where {string.Join(" and ", Conditions(filter))}
                    order by id desc {session.Dialect.First("@Limit")})
                order by l.id
                """,
                Parameters(filter)
            )
        );

    /// <summary>The highest id of all, and the ids of those that fit behind <paramref name="floor"/>.</summary>
    public Task<(long Highest, IReadOnlyList<long> Ids)> BehindAsync(LogFilter filter, long floor) =>
        database.ReadAsync(async session =>
        {
            var highest = await HighestAsync(session);
            var ids = await session.QueryAsync<long>(
                $"""
                select id from activation_log
                where {string.Join(" and ", Conditions(filter))} and id > @floor
                order by id
                """,
                Parameters(filter, floor)
            );
            return (highest, ids);
        });

    public Task<long> HighestAsync() => database.ReadAsync(HighestAsync);

    /// <summary>These rows, in their order; at most a few hundred.</summary>
    public Task<IReadOnlyList<LogEntry>> GetAsync(IReadOnlyCollection<long> ids) =>
        database.ReadAsync(session =>
            session.QueryAsync<LogEntry>(
                """
                select l.id, l.at, l.message_sid, l.channel, l.phone, l.card, l.outcome,
                       o.template as reply, o.state as reply_state
                from activation_log l
                left join outbound_messages o on o.id = l.reply_id
                where l.id in @ids
                order by l.id
                """,
                new { ids }
            )
        );

    private static Task<long> HighestAsync(Session session) =>
        session.ScalarAsync<long>("select coalesce(max(id), 0) from activation_log");

    private static object Parameters(LogFilter filter, long floor = 0) =>
        new
        {
            filter.Phone?.Phones,
            anyPhone = "%" + filter.Phone?.Ending,
            orPhone = "%" + (filter.Phone?.OrEnding ?? filter.Phone?.Ending),
            filter.Card,
            anyCard = "%" + filter.CardEnding,
            outcome = filter.Outcome?.ToString(),
            filter.Since,
            filter.Limit,
            floor,
        };

    /// <summary>Only what is asked for, so that the log's indexes serve each question.</summary>
    private static IEnumerable<string> Conditions(LogFilter filter)
    {
        yield return "1 = 1";
        if (filter.Phone is { } phone)
            yield return phone.Ending is null
                ? "phone in @Phones"
                : "(phone in @Phones or phone like @anyPhone or phone like @orPhone)";
        if (filter.Card is not null)
            yield return "card = @Card";
        if (filter.CardEnding is not null)
            yield return "card like @anyCard";
        if (filter.Outcome is not null)
            yield return "outcome = @outcome";
        if (filter.Since is not null)
            yield return "at >= @Since";
    }
}
