namespace SmsActivation.Core.Campaigns.Feeding;

/// <summary>What one turn of a campaign came to.</summary>
public abstract record FeedResult
{
    /// <summary>Another host feeds it, or it runs no more.</summary>
    public sealed record NotOurs : FeedResult;

    /// <summary>So many were put into the outbox, and so many could not be texted any more.</summary>
    public sealed record Fed(int Texts, int Dropped) : FeedResult;

    /// <summary>All who are left had a text of a series, and nothing is to be done for them before then.</summary>
    public sealed record Resting(DateTimeOffset Until) : FeedResult;

    /// <summary>Everybody's turn has come.</summary>
    public sealed record Done : FeedResult;
}
