using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cases;

/// <summary>The campaigns on whose lists a phone stands, newest first: part of <see cref="CaseQuery"/>.</summary>
internal static class CaseCampaigns
{
    private const string Columns = "o.state, o.error_code, o.error, coalesce(o.settled_at, o.sent_at) as at, o.words";

    public static async Task<IReadOnlyList<CaseCampaign>> OfPhoneAsync(Session session, string phone)
    {
        var rows = await session.QueryAsync<Row>(
            """
            select r.id, g.id as campaign_id, g.name, g.state as campaign_state, r.state, r.reason, r.fed_at
            from campaigns g join campaign_recipients r on r.campaign_id = g.id and r.phone = @phone
            order by g.id desc
            """,
            new { phone }
        );
        if (rows.Count == 0)
            return [];
        var texts = await session.QueryAsync<CaseCampaignText>(
            $"""
            select r.id as recipient, r.fed_at, {Columns}
            from campaign_recipients r join outbound_messages o on o.id = r.outbound_id
            where r.id in @recipients
            union all
            select r.id as recipient, p.fed_at, {Columns}
            {EarlierTexts.Texts}
            where r.id in @recipients
            order by fed_at
            """,
            new { recipients = rows.Select(row => row.Id) }
        );
        return
        [
            .. rows.Select(row => new CaseCampaign
            {
                CampaignId = row.CampaignId,
                Name = row.Name,
                CampaignState = row.CampaignState,
                State = row.State,
                Reason = row.Reason,
                FedAt = row.FedAt,
                Texts = [.. texts.Where(text => text.Recipient == row.Id)],
            }),
        ];
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public long CampaignId { get; init; }
        public string Name { get; init; } = "";
        public CampaignState CampaignState { get; init; }
        public RecipientState State { get; init; }
        public string? Reason { get; init; }
        public DateTimeOffset? FedAt { get; init; }
    }
}

/// <summary>A campaign that has a phone on its list, and what came of that.</summary>
public sealed record CaseCampaign
{
    public required long CampaignId { get; init; }
    public required string Name { get; init; }
    public required CampaignState CampaignState { get; init; }
    public required RecipientState State { get; init; }

    /// <summary>Why it was left out, or dropped at its turn.</summary>
    public string? Reason { get; init; }

    /// <summary>When its turn came; of a series the last.</summary>
    public DateTimeOffset? FedAt { get; init; }

    /// <summary>What was written for it, the first first.</summary>
    public IReadOnlyList<CaseCampaignText> Texts { get; init; } = [];
}

/// <summary>A campaign's text to a phone, and how it fared.</summary>
public sealed class CaseCampaignText
{
    public long Recipient { get; init; }
    public DateTimeOffset FedAt { get; init; }
    public string State { get; init; } = "";
    public int? ErrorCode { get; init; }
    public string? Error { get; init; }

    /// <summary>When it was sent, or came to its end.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What it said; null when it is kept no longer.</summary>
    public string? Words { get; init; }

    public DeliveryState Delivery => DeliveryStates.Parse(State);
}
