using SmsActivation.Core.Activation;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Replies;

namespace SmsActivation.Core.Outbox;

/// <summary>The right to send one text, and to be the only one sending to its phone, until the lease runs out.</summary>
public sealed record SendLease(string Token, OutgoingText Text);

/// <summary>A text in the outbox: a template and what fills it.</summary>
/// <param name="TextSid">Of the customer's text that it answers; null where it answers none, or that one is gone.</param>
/// <param name="TextedAt">When that one was received.</param>
public sealed record OutgoingText(
    long Id,
    string Sender,
    Channel Channel,
    string To,
    string? TextedAddress,
    ReplyTemplate Template,
    string Language,
    string? Card,
    TimeSpan? Wait,
    long? MemberId,
    bool HoldsPassword,
    int Attempts,
    DateTimeOffset CreatedAt,
    string? TextSid = null,
    DateTimeOffset? TextedAt = null
)
{
    private static readonly TimeSpan ShortestValidity = TimeSpan.FromMinutes(1);

    /// <summary>What it says, where no template does.</summary>
    public string? Words { get; init; }

    /// <summary>It goes to our own people: no ceiling holds it back.</summary>
    public bool IsOnCall => Template == ReplyTemplate.OnCall;

    /// <summary>It is a campaign's: nobody waits for it, and it has a ceiling and a sender of its own.</summary>
    public bool IsCampaign => Template == ReplyTemplate.Campaign;

    /// <summary>It has the words of a campaign, and leaves from where those do.</summary>
    public bool IsCampaignTest => Template == ReplyTemplate.CampaignTest;

    /// <summary>Of a campaign: the carrier may hold it back until then; null leaves that to what it holds.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>What is left of it, and for one of the last moments as long as any text takes.</summary>
    public TimeSpan? ValidityAt(DateTimeOffset now) =>
        ValidUntil is { } until ? (until - now > ShortestValidity ? until - now : ShortestValidity) : null;

    /// <summary>The reply to a text, not yet in the outbox.</summary>
    internal static OutgoingText ReplyTo(
        InboundText text,
        ReplyTemplate template,
        ActivationOutcome outcome,
        string language,
        long? memberId,
        DateTimeOffset now
    ) =>
        new(
            Id: 0,
            text.Sender,
            text.Channel,
            text.From,
            text.To,
            template,
            language,
            outcome.ReplyCard?[^4..],
            outcome.Wait,
            memberId,
            template.CarriesPassword(),
            Attempts: 0,
            now,
            text.Sid,
            text.ReceivedAt
        );
}

/// <summary>A password drawn for one try: only its hash, and the try that carries it.</summary>
public sealed record DrawnPassword(long MemberId, string Hash, DateTimeOffset ExpiresAt);
