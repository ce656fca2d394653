using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cases;

/// <summary>The campaigns on whose lists a phone stands, newest first: part of <see cref="CaseQuery"/>.</summary>
internal static class CaseCampaigns
{
    public static async Task<IReadOnlyList<CaseCampaign>> OfPhoneAsync(Session session, string phone)
    {
        var rows = await session.QueryAsync<Row>(
            """
            select g.id as campaign_id, g.name, r.state, r.reason, r.fed_at, o.state as text_state, o.error_code,
                   o.error, coalesce(o.settled_at, o.sent_at) as text_at, o.words
            from campaigns g join campaign_recipients r on r.campaign_id = g.id and r.phone = @phone
                left join outbound_messages o on o.id = r.outbound_id
            order by g.id desc
            """,
            new { phone }
        );
        return
        [
            .. rows.Select(row => new CaseCampaign
            {
                CampaignId = row.CampaignId,
                Name = row.Name,
                State = row.State,
                Reason = row.Reason,
                FedAt = row.FedAt,
                TextState = row.TextState is { } state ? DeliveryStates.Parse(state) : null,
                ErrorCode = row.ErrorCode,
                Error = row.Error,
                TextAt = row.TextAt,
                Words = row.Words,
            }),
        ];
    }

    private sealed class Row
    {
        public long CampaignId { get; init; }
        public string Name { get; init; } = "";
        public RecipientState State { get; init; }
        public string? Reason { get; init; }
        public DateTimeOffset? FedAt { get; init; }
        public string? TextState { get; init; }
        public int? ErrorCode { get; init; }
        public string? Error { get; init; }
        public DateTimeOffset? TextAt { get; init; }
        public string? Words { get; init; }
    }
}

/// <summary>A campaign that has a phone on its list, and what came of that.</summary>
public sealed record CaseCampaign
{
    public required long CampaignId { get; init; }
    public required string Name { get; init; }
    public required RecipientState State { get; init; }

    /// <summary>Why it was left out, or dropped at its turn.</summary>
    public string? Reason { get; init; }

    /// <summary>When its turn came.</summary>
    public DateTimeOffset? FedAt { get; init; }

    /// <summary>Null where no text was written.</summary>
    public DeliveryState? TextState { get; init; }
    public int? ErrorCode { get; init; }
    public string? Error { get; init; }

    /// <summary>When it was sent, or came to its end.</summary>
    public DateTimeOffset? TextAt { get; init; }

    /// <summary>What it said; null when it is kept no longer.</summary>
    public string? Words { get; init; }
}
