using System.Collections.Frozen;

namespace SmsActivation.Core.Campaigns.Series;

/// <summary>What becomes of the text before, as far as the next one asks.</summary>
public class TextBefore
{
    /// <summary>Of the outbox; null where its row is not found.</summary>
    public string? TextState { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public DateTimeOffset? UnknownSince { get; init; }
    public DateTimeOffset? FedAt { get; init; }
    public int? ErrorCode { get; init; }
}

/// <summary>What is done for somebody whose next text is due.</summary>
public abstract record NextText
{
    public sealed record Now : NextText;

    public sealed record At(DateTimeOffset Due) : NextText;

    /// <summary>None follows, for this reason.</summary>
    public sealed record Never(string Reason) : NextText;
}

/// <summary>Whether a series goes on for somebody, by what came of their text before.</summary>
public static class SeriesRules
{
    /// <summary>The gap is written down when a text goes into the outbox, seconds before it leaves: for those nobody is asked
    /// to wait once more. Of short gaps a tenth, so that a try in seconds shows what it should.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(1);

    // Where the next text would meet the same end. A phone that was switched off (30003), a filter that disliked the words
    // (30007) and a carrier without a reason (30008) may be otherwise in three days.
    private static readonly FrozenSet<int> NotReached = new[]
    {
        21211, // no phone number
        21610, // has opted out, says the carrier
        21612, // not to be reached from this sender
        21614, // no mobile phone
        21635, // a landline
        30004, // blocks us
        30005, // not in service
        30006, // a landline, or a carrier that cannot be reached
    }.ToFrozenSet();

    public static NextText Next(TextBefore before, TimeSpan gap, DateTimeOffset now)
    {
        switch (before.TextState)
        {
            case "queued" or "claimed" or "retry" or "sending":
                return new NextText.At(now + gap);
            case "failed" or "undelivered" when before.ErrorCode is { } code && NotReached.Contains(code):
                return new NextText.Never($"NotReached:{code}");
        }
        // Of unknown end counts as sent: it may have arrived, and a text too soon annoys.
        var due = (before.SentAt ?? before.UnknownSince ?? before.FedAt ?? now - gap) + gap;
        var near = gap / 10 < Near ? gap / 10 : Near;
        return due - near <= now ? new NextText.Now() : new NextText.At(due);
    }
}
