namespace SmsActivation.Core.Campaigns.Results;

/// <summary>By what an activation is a campaign's merit.</summary>
public enum CreditHow
{
    /// <summary>The text that activated holds the campaign's keyword.</summary>
    Keyword,

    /// <summary>The card stands in the campaign's list, beside a phone that was texted.</summary>
    Card,

    /// <summary>The phone was texted.</summary>
    Phone,
}

/// <summary>A card that somebody activated by a text.</summary>
/// <param name="LogId">Its row of the log.</param>
/// <param name="Words">Of the text, as <see cref="Reading.TextWords"/> writes them.</param>
/// <param name="Language">Of the reply.</param>
/// <param name="Batch">Of the card.</param>
public sealed record CardActivation(
    long LogId,
    DateTimeOffset At,
    string Phone,
    string? Card,
    IReadOnlySet<string> Words,
    string? Language = null,
    string? Batch = null
);

/// <summary>A campaign that was started.</summary>
/// <param name="Keyword">As <see cref="Reading.TextWords"/> writes it.</param>
/// <param name="EndedAt">Null while it runs, or is paused and may go on.</param>
/// <param name="Compares">Holds some of its list out.</param>
/// <param name="Corrects">The first of those that it mends: a correction is a part of that one.</param>
public sealed record StartedCampaign(
    long Id,
    string? Keyword,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    bool Compares,
    long? Corrects = null
);

/// <summary>A row of a campaign's list on which the phone or the card of an activation stands.</summary>
/// <param name="FedAt">When its turn came and it was texted; null for who was not.</param>
/// <param name="FailedAt">When the text was found not to arrive.</param>
/// <param name="Language">Of the text.</param>
public sealed record ListedRecipient(
    long Id,
    long Campaign,
    CreditHow By,
    DateTimeOffset? FedAt = null,
    DateTimeOffset? FailedAt = null,
    string? Language = null
);

/// <summary>One campaign has the credit for an activation.</summary>
/// <param name="Recipient">Null for one who is not on its list, and said its keyword.</param>
public sealed record CampaignCredit(
    CardActivation Activation,
    long Campaign,
    CreditHow How,
    long? Recipient,
    string? Language
);

/// <summary>Which campaign an activation is the merit of.</summary>
/// <param name="within">After the campaign's text: later, it is nobody's merit.</param>
public sealed class CreditRules(TimeSpan within)
{
    /// <summary>A keyword says it, from whichever phone; of two with one, the later started. Else the last text before the
    /// activation, and where one row of a list names both card and phone, it is by the card; of a correction the campaign
    /// that it mends.</summary>
    /// <param name="listed">All rows of lists with this phone or card.</param>
    public CampaignCredit? Decide(
        CardActivation activation,
        IReadOnlyCollection<StartedCampaign> campaigns,
        IReadOnlyCollection<ListedRecipient> listed
    )
    {
        var named = campaigns
            .Where(campaign =>
                campaign.Keyword is { } keyword
                && activation.Words.Contains(keyword)
                && IsOpenTo(campaign, activation.At)
            )
            .MaxBy(campaign => (campaign.StartedAt, campaign.Id));
        if (named is not null)
        {
            var theirs = listed.Where(one => one.Campaign == named.Id).MinBy(one => one.By);
            return new(activation, named.Id, CreditHow.Keyword, theirs?.Id, theirs?.Language ?? activation.Language);
        }
        var last = listed
            .Where(one => IsTextedBefore(one, activation.At) && campaigns.Any(campaign => campaign.Id == one.Campaign))
            .OrderByDescending(one => one.FedAt)
            .ThenBy(one => one.By)
            .ThenByDescending(one => one.Campaign)
            .FirstOrDefault();
        if (last is null)
            return null;
        var language = last.Language ?? activation.Language;
        if (campaigns.Single(campaign => campaign.Id == last.Campaign).Corrects is not { } corrected)
            return new(activation, last.Campaign, last.By, last.Id, language);
        // Its own list may have been emptied.
        var first = listed.Where(one => one.Campaign == corrected).MinBy(one => one.By);
        return new(activation, corrected, first?.By ?? last.By, first?.Id, language);
    }

    /// <summary>The rows by which it counts in the comparison of those who were texted with those who were held out:
    /// alike for both, and whoever has the credit.</summary>
    public IEnumerable<ListedRecipient> Compared(
        CardActivation activation,
        IReadOnlyCollection<StartedCampaign> campaigns,
        IReadOnlyCollection<ListedRecipient> listed
    ) =>
        listed
            .Where(one =>
                campaigns.Any(campaign =>
                    campaign.Id == one.Campaign && campaign.Compares && IsOpenTo(campaign, activation.At)
                )
            )
            .DistinctBy(one => one.Id);

    /// <summary>Since it was started, and for so long after its end.</summary>
    private bool IsOpenTo(StartedCampaign campaign, DateTimeOffset at) =>
        campaign.StartedAt <= at && (campaign.EndedAt is not { } ended || at - ended <= within);

    private bool IsTextedBefore(ListedRecipient one, DateTimeOffset at) =>
        one.FedAt is { } fed && fed <= at && at - fed <= within && !(one.FailedAt <= at);
}
