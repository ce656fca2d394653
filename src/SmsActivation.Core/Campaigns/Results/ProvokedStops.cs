using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Results;

/// <summary>Somebody on a list who opted out after its text, and had none of another campaign in between.</summary>
internal sealed class ProvokedStop
{
    public string? Language { get; init; }
    public string? Batch { get; init; }

    /// <summary>When their text was put into the outbox.</summary>
    public DateTimeOffset FedAt { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>The opt-outs that a campaign is answered by. Each counts against one campaign: the last that had texted the phone
/// before it, by whichever sender, unless that text was known by then not to have arrived.</summary>
internal static class ProvokedStops
{
    /// <summary>Written down where none counts: it lies before any text.</summary>
    private static readonly DateTimeOffset None = DateTimeOffset.UnixEpoch;

    /// <summary>Of a series one text that arrived is enough.</summary>
    /// <param name="row">The alias of a row of a list, whose last text failed.</param>
    public static string AnotherArrived(string row) =>
        $"""
            exists (
                select 1 from campaign_fed_steps p join outbound_messages e on e.id = p.outbound_id
                where p.recipient_id = {row}.id and e.state in ('sent', 'delivered', 'unknown'))
            """;

    /// <summary>What an opt-out <c>s</c> of its phone must be so that it counts against the row.</summary>
    /// <param name="row">The alias of a row of a list.</param>
    /// <param name="text">The alias of the last text that it had.</param>
    public static string Counts(string row, string text) =>
        $"""
            s.phone = {row}.phone and s.channel = 'sms' and s.opted_out_at >= {row}.fed_at
                and {HadIt(row, text)}
                and not exists (
                    select 1 from campaign_recipients l join outbound_messages t on t.id = l.outbound_id
                    where l.phone = {row}.phone and l.fed_at <= s.opted_out_at
                        and (l.fed_at > {row}.fed_at or (l.fed_at = {row}.fed_at and l.id > {row}.id))
                        and {HadIt("l", "t")})
            """;

    private static string HadIt(string row, string text) =>
        $"""
            {text}.state not in ('queued', 'claimed', 'retry')
            and ({text}.state not in ('failed', 'undelivered') or {text}.settled_at > s.opted_out_at
                or {AnotherArrived(row)})
            """;

    /// <summary>By their first opt-out after it; of those who are off the list, as it was written down then.</summary>
    /// <param name="within">Of the text: later, it is no answer to it.</param>
    public static async Task<IReadOnlyList<ProvokedStop>> OfAsync(Session session, long campaign, TimeSpan within)
    {
        var standing = await session.QueryAsync<ProvokedStop>(
            $"""
            select r.id, o.language, coalesce(r.batch, k.batch) as batch, r.fed_at, min(s.opted_out_at) as at
            from campaign_recipients r
                join outbound_messages o on o.id = r.outbound_id
                join opt_outs s on {Counts("r", "o")}
                left join cards k on k.number = r.card
            where r.campaign_id = @campaign and r.opted_out_at is null
            group by r.id, o.language, coalesce(r.batch, k.batch), r.fed_at
            """,
            new { campaign }
        );
        var kept = await session.QueryAsync<ProvokedStop>(
            """
            select o.language, r.batch, r.fed_at, r.opted_out_at as at
            from campaign_recipients r join outbound_messages o on o.id = r.outbound_id
            where r.campaign_id = @campaign and r.opted_out_at >= r.fed_at
            """,
            new { campaign }
        );
        return [.. standing.Concat(kept).Where(one => one.At - one.FedAt <= within)];
    }

    /// <summary>Of rows that are about to lose their phone, and of those of the same phones that were texted before them on
    /// other lists: without the later text theirs would count for it too.</summary>
    public static async Task KeepAsync(Session session, IReadOnlyList<long> rows)
    {
        const string Row = "campaign_recipients";
        await session.ExecuteAsync(
            $"""
            update campaign_recipients set opted_out_at = coalesce((
                select min(s.opted_out_at)
                from opt_outs s join outbound_messages o on o.id = campaign_recipients.outbound_id
                where {Counts(Row, "o")}), @None)
            where fed_at is not null and opted_out_at is null
                and phone in (select k.phone from campaign_recipients k where k.id in @rows)
                and (id in @rows or fed_at < (
                    select max(k.fed_at) from campaign_recipients k
                    where k.id in @rows and k.phone = campaign_recipients.phone))
            """,
            new { rows, None }
        );
    }
}
