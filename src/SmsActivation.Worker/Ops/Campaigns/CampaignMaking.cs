using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Campaigns.Loads;
using SmsActivation.Core.Campaigns.Series;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>What the page of a campaign shows until it starts.</summary>
public sealed record CampaignMaking
{
    public required Campaign Campaign { get; init; }

    /// <summary>By language, with their placeholders.</summary>
    public required IReadOnlyDictionary<string, string> Texts { get; init; }

    /// <summary>The texts of a reminder behind its first.</summary>
    public required IReadOnlyList<SeriesStep> Then { get; init; }

    /// <summary>The newest of its list from here; null where none was.</summary>
    public required CampaignLoadJob? Load { get; init; }

    /// <summary>How many of its list stand where.</summary>
    public required IReadOnlyList<AudienceCount> Counts { get; init; }

    /// <summary>Whose cards could be a list.</summary>
    public required IReadOnlyList<string> Batches { get; init; }

    /// <summary>Of a file, in bytes.</summary>
    public required long Largest { get; init; }

    /// <summary>The campaign that it corrects.</summary>
    public required string? Corrected { get; init; }
    public required IReadOnlyList<TestText> Tests { get; init; }

    /// <summary>The form that the fault is about: <c>list</c>, <c>test</c> or <c>start</c>.</summary>
    public string At { get; init; } = "";
    public string? Fault { get; init; }

    /// <summary>The phone that was typed in for a test.</summary>
    public string Phone { get; init; } = "";

    /// <summary>The line of the list that was typed in for one.</summary>
    public string Line { get; init; } = "";

    /// <summary>Its words ask for what the list was not checked for.</summary>
    public bool ListAgain { get; init; }

    public int Waiting => Count(RecipientState.Waiting);
    public int Held => Count(RecipientState.Control);

    /// <summary>Rows that are not texted, by their reason, the most first.</summary>
    public IEnumerable<(string Reason, int Count, string? Example)> LeftOut =>
        Counts
            .Where(count => count.State is null or RecipientState.LeftOut)
            .GroupBy(count => count.Reason ?? "")
            .Select(same =>
                (
                    same.Key,
                    same.Sum(one => one.Count),
                    same.Select(one => one.Example).FirstOrDefault(one => one is not null)
                )
            )
            .OrderByDescending(reason => reason.Item2);

    /// <summary>By a page, or by a verb, which writes nothing down; a load that broke off is none.</summary>
    public static bool IsLoading(Campaign campaign, CampaignLoadJob? load, DateTimeOffset now) =>
        load?.RunsAt(now) == true
        || (
            campaign.State == CampaignState.Loading
            && load is null or { Result: LoadResult.Done or LoadResult.Refused, EndedAt: not null }
        );

    public string? FaultAt(string place) => At == place ? Fault : null;

    private int Count(RecipientState state) => Counts.Where(count => count.State == state).Sum(count => count.Count);
}
