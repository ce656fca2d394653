using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Alerts;

/// <summary>What a person should look into.</summary>
public enum AlertKind
{
    /// <summary>More phones than a family has failed on one card.</summary>
    CardTriedByMany,

    /// <summary>Neighbouring numbers were missed, or activated, one after another.</summary>
    RangeTried,

    /// <summary>The day's sends are used up; replies wait for the next day.</summary>
    SendCeilingReached,

    /// <summary>A till asked for more cards that are not there than anybody mistypes.</summary>
    ApiKeySuspended,

    /// <summary>A receiver of events was not told of one in all the time that it was tried.</summary>
    EventGivenUp,
}

/// <param name="Subject">A card's number, a range of numbers, a day, the name of a key or of a target.</param>
public sealed record Alert(AlertKind Kind, string Subject)
{
    /// <summary>Writes it down, unless it was since <paramref name="quietSince"/>; false then.</summary>
    internal static async Task<bool> RaiseAsync(
        Session session,
        Alert alert,
        DateTimeOffset quietSince,
        DateTimeOffset now
    ) =>
        await session.ExecuteAsync(
            $"""
            insert into alerts (kind, subject, raised_at)
            select @kind, @Subject, @now
            where not exists (
                select 1 from alerts{session.Dialect.Alone} where kind = @kind and subject = @Subject and raised_at > @quietSince)
            """,
            new
            {
                kind = alert.Kind.ToString(),
                alert.Subject,
                quietSince,
                now,
            }
        ) > 0;
}
