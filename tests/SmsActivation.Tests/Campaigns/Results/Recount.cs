using SmsActivation.Core.Storage;

namespace SmsActivation.Tests.Campaigns.Results;

/// <summary>What came of a campaign, found out the plain way: from the log and the lists alone, one by one, in memory.</summary>
internal sealed class Recount
{
    private static readonly TimeSpan Within = TimeSpan.FromDays(14);
    private static readonly char[] Gaps = [' ', '\n', '!', '.', ','];

    private readonly IReadOnlyList<Started> _campaigns;
    private readonly IReadOnlyList<Row> _rows;
    private readonly IReadOnlyList<Activation> _activations;
    private readonly IReadOnlyList<Stop> _stops;

    private Recount(
        IReadOnlyList<Started> campaigns,
        IReadOnlyList<Row> rows,
        IReadOnlyList<Activation> activations,
        IReadOnlyList<Stop> stops
    ) => (_campaigns, _rows, _activations, _stops) = (campaigns, rows, activations, stops);

    public static Task<Recount> OfAsync(IDatabase database) =>
        database.ReadAsync(async session => new Recount(
            await session.QueryAsync<Started>("select id, keyword, state, started_at, ended_at from campaigns"),
            await session.QueryAsync<Row>(
                """
                select r.id, r.campaign_id, r.phone, r.card, r.state, r.fed_at, o.state as text, o.settled_at, k.batch,
                       (select min(s.created_at) from members m join account_sessions s on s.member_id = m.id
                        where m.phone = r.phone and s.created_at >= r.fed_at) as signed_in_at
                from campaign_recipients r
                    left join outbound_messages o on o.id = r.outbound_id
                    left join cards k on k.number = r.card
                """
            ),
            await session.QueryAsync<Activation>(
                """
                select l.at, l.phone, l.card, i.body, k.batch from activation_log l
                    join inbound_messages i on i.id = l.inbound_id left join cards k on k.number = l.card
                where l.outcome = 'Activated'
                """
            ),
            await session.QueryAsync<Stop>("select at, phone from activation_log where outcome = 'OptedOut'")
        ));

    /// <summary>Day, by what, batch of the card; each with how many.</summary>
    public IReadOnlyList<string> Activated(long campaign) =>
        Lines(
            _activations
                .Select(one => (one, Of: CreditOf(one)))
                .Where(pair => pair.Of.Campaign == campaign)
                .Select(pair => $"{Day(pair.one.At)} {pair.Of.How} {pair.one.Batch}")
        );

    /// <summary>Day and batch of the list's card and how the text stands; each with how many.</summary>
    public IReadOnlyList<string> Texts(long campaign) =>
        Lines(Texted(campaign).Select(row => $"{Day(row.FedAt!.Value)} {row.Batch} {row.Text}"));

    /// <summary>Each by whoever texted its phone last before it.</summary>
    public int OptedOut(long campaign) =>
        _stops.Select(LastTextBefore).Where(row => row?.CampaignId == campaign).Distinct().Count();

    public int SignedIn(long campaign) => Texted(campaign).Count(row => row.SignedInAt - row.FedAt <= Within);

    /// <summary>Of those in one of these states, so many have activated by their phone or their card while it ran or soon
    /// after.</summary>
    public int Compared(long campaign, params string[] states)
    {
        var started = _campaigns.Single(one => one.Id == campaign);
        return _rows.Count(row =>
            row.CampaignId == campaign
            && states.Contains(row.State)
            && _activations.Any(one => IsOpen(started, one.At) && (one.Phone == row.Phone || one.Card == row.Card))
        );
    }

    public static IReadOnlyList<string> Lines(IEnumerable<string> lines) =>
        [.. lines.GroupBy(line => line).Select(same => $"{same.Key}: {same.Count()}").Order(StringComparer.Ordinal)];

    private IEnumerable<Row> Texted(long campaign) =>
        _rows.Where(row => row.CampaignId == campaign && row is { State: "Fed", FedAt: not null });

    private (long? Campaign, string How) CreditOf(Activation one)
    {
        var words = one.Body.ToUpperInvariant().Split(Gaps);
        Started? named = null;
        foreach (var campaign in _campaigns)
            if (
                campaign.Keyword is { } keyword
                && words.Contains(keyword.ToUpperInvariant())
                && IsOpen(campaign, one.At)
                && (named is null || campaign.StartedAt > named.StartedAt)
            )
                named = campaign;
        if (named is not null)
            return (named.Id, "Keyword");
        var last = Last(row => row.Phone == one.Phone || row.Card == one.Card, one.At);
        return last is null ? (null, "") : (last.CampaignId, last.Card == one.Card ? "Card" : "Phone");
    }

    private Row? LastTextBefore(Stop stop) => Last(row => row.Phone == stop.Phone, stop.At);

    private Row? Last(Func<Row, bool> isTheirs, DateTimeOffset at)
    {
        Row? last = null;
        foreach (var row in _rows)
        {
            var arrived = row.Text is not ("failed" or "undelivered") || row.SettledAt > at;
            var hasLeft = row.Text is not ("queued" or "claimed" or "retry");
            var isInTime = row.FedAt is { } fed && fed <= at && at - fed <= Within;
            if (isTheirs(row) && hasLeft && arrived && isInTime && (last is null || row.FedAt > last.FedAt))
                last = row;
        }
        return last;
    }

    private static bool IsOpen(Started campaign, DateTimeOffset at) =>
        campaign.StartedAt is { } started
        && started <= at
        && (campaign.State is "Running" or "Paused" || at - campaign.EndedAt <= Within);

    private static string Day(DateTimeOffset at) => $"{at.UtcDateTime:yyyy-MM-dd}";

    private sealed class Started
    {
        public long Id { get; init; }
        public string? Keyword { get; init; }
        public string State { get; init; } = "";
        public DateTimeOffset? StartedAt { get; init; }
        public DateTimeOffset? EndedAt { get; init; }
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public long CampaignId { get; init; }
        public string Phone { get; init; } = "";
        public string? Card { get; init; }
        public string State { get; init; } = "";
        public DateTimeOffset? FedAt { get; init; }
        public string? Text { get; init; }
        public DateTimeOffset? SettledAt { get; init; }
        public string? Batch { get; init; }
        public DateTimeOffset? SignedInAt { get; init; }
    }

    private sealed class Activation
    {
        public DateTimeOffset At { get; init; }
        public string Phone { get; init; } = "";
        public string Card { get; init; } = "";
        public string Body { get; init; } = "";
        public string? Batch { get; init; }
    }

    private sealed class Stop
    {
        public DateTimeOffset At { get; init; }
        public string Phone { get; init; } = "";
    }
}
