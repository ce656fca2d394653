using SmsActivation.Core.Campaigns.Drafts;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns;

/// <summary>Another campaign that has to do with phones on the list of one that is about to start.</summary>
public sealed class OverlappingCampaign
{
    public string Name { get; init; } = "";
    public CampaignState State { get; init; }

    /// <summary>Phones on both lists: it texts them too, or has lately.</summary>
    public int Shared { get; init; }

    /// <summary>Phones that it has texted within the gap. They would be passed over now.</summary>
    public int Texted { get; init; }

    /// <summary>Phones that are held out, so that those it texts can be compared with them. They would be passed over now.</summary>
    public int HeldOut { get; init; }

    /// <summary>What it means for a campaign that starts now, in sentences.</summary>
    /// <param name="gap">Between two campaigns' texts.</param>
    public IEnumerable<string> Told(TimeSpan gap)
    {
        if (Shared > Texted)
            yield return $"{Phones(Shared)} of this list {Are(Shared)} on that of {Name} too, which {Stands}: "
                + $"nobody is texted by both within {CampaignValues.InWords(gap)}.";
        if (Texted > 0)
            yield return $"{Phones(Texted)} of this list {(Texted == 1 ? "was" : "were")} texted by {Name} within the last "
                + $"{CampaignValues.InWords(gap)}, and would be passed over now.";
        if (HeldOut > 0)
            yield return $"{Phones(HeldOut)} of this list {Are(HeldOut)} held out to be compared with those whom {Name} "
                + "texts, and would be passed over now.";
    }

    private string Stands =>
        State switch
        {
            CampaignState.Running => "runs",
            CampaignState.Paused => "is paused",
            CampaignState.Ready => "is ready to start",
            CampaignState.Draft or CampaignState.Loading or CampaignState.Done or CampaignState.Stopped => "has ended",
        };

    private static string Are(int count) => count == 1 ? "is" : "are";

    private static string Phones(int count) => count == 1 ? "1 phone" : $"{count:N0} phones";
}

/// <summary>Which campaigns overlap: those that are open, and those that texted, or compare, until a short while ago.</summary>
public sealed class CampaignOverlaps(IDatabase database, CampaignPaceOptions options)
{
    /// <param name="campaign">Not with what it corrects: its list is that one's.</param>
    public Task<IReadOnlyList<OverlappingCampaign>> OfAsync(Campaign campaign, DateTimeOffset now) =>
        database.ReadAsync(session =>
            session.QueryAsync<OverlappingCampaign>(
                """
                select x.name, x.state, sum(x.shared) as shared, sum(x.texted) as texted, sum(x.held_out) as held_out
                from (
                    select g.name, g.state,
                        case when o.state = 'Control' then 0 else 1 end as shared,
                        case when o.fed_at > @textedSince then 1 else 0 end as texted,
                        case when o.state = 'Control' then 1 else 0 end as held_out
                    from campaigns g join campaign_recipients o on o.campaign_id = g.id
                    where g.id not in (@Id, @corrected)
                        and (g.corrects_first is null or g.corrects_first not in (@Id, @corrected))
                        -- said of campaigns alone, so that the lists of old ones are not read
                        and (g.state in ('Ready', 'Running', 'Paused') or g.ended_at > @lately)
                        and (
                            (g.state in ('Ready', 'Running', 'Paused') and o.state in ('Waiting', 'Fed'))
                            or (g.state in ('Done', 'Stopped') and g.ended_at > @textedSince
                                and o.state = 'Fed' and o.fed_at > @textedSince)
                            or (@corrected = 0 and o.state = 'Control' and o.reason is null
                                and (g.state in ('Running', 'Paused') or g.ended_at > @comparedSince)))
                        and exists (
                            select 1 from campaign_recipients r
                            where r.campaign_id = @Id and r.phone = o.phone and r.state = 'Waiting')) x
                group by x.name, x.state order by x.name
                """,
                new
                {
                    campaign.Id,
                    corrected = campaign.CorrectsFirst ?? 0,
                    lately = now
                        - (options.MinGap > options.ActivatedWithin ? options.MinGap : options.ActivatedWithin),
                    textedSince = now - options.MinGap,
                    comparedSince = now - options.ActivatedWithin,
                }
            )
        );
}
