using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Cases;
using SmsActivation.Core.Consents;

namespace SmsActivation.Worker.Ops.Case;

/// <summary>What campaigns did with a phone, and how its consents came and ended, in plain words.</summary>
public static class OfferWords
{
    /// <summary>As in "They were texted."</summary>
    public static string Of(CaseCampaign campaign) =>
        campaign.State switch
        {
            RecipientState.Waiting => campaign.CampaignState switch
            {
                CampaignState.Draft or CampaignState.Loading or CampaignState.Ready =>
                    "are on its list, and it has not started",
                CampaignState.Running or CampaignState.Paused or CampaignState.Done => "wait for their turn",
                CampaignState.Stopped => "were never texted: it was stopped",
            },
            RecipientState.LeftOut => $"were left out: {Reason(campaign.Reason)}",
            RecipientState.Control => campaign.Reason == "OtherCampaign"
                ? "are not texted: they are in the group that another campaign is compared with"
                : "are not texted: they are in the group that it is compared with",
            RecipientState.Fed => campaign.Texts.Count > 1
                ? $"had {campaign.Texts.Count} texts of it"
                : "had their turn",
            RecipientState.Dropped => $"were not texted at their turn: {Reason(campaign.Reason)}",
        };

    /// <summary>A reason that no version of ours knows stands as it is.</summary>
    private static string Reason(string? reason) =>
        reason?.Split(':')[0] switch
        {
            nameof(LeftOutReason.OptedOut) => "they had opted out",
            nameof(LeftOutReason.NoConsent) => "they had not agreed to offers, or took that back",
            nameof(LeftOutReason.ConsentIncomplete) =>
                "what the list said of their consent lacked its source, words or time",
            nameof(LeftOutReason.SharedPhone) => "two customers of the list have this phone",
            nameof(LeftOutReason.CountryNotAllowed) => "their country is not texted",
            nameof(LeftOutReason.TakesNoTexts) => "the number takes no texts",
            nameof(LeftOutReason.OurNumber) => "the number is ours",
            nameof(LeftOutReason.TooLong) => "their text would have been too long",
            nameof(LeftOutReason.AlreadyActive) or "Activated" => "the card was active already",
            nameof(LeftOutReason.CardUnknown) => "the list's card is none of ours",
            nameof(LeftOutReason.CardBlocked) => "the card was blocked",
            nameof(LeftOutReason.CardReplaced) => "the card was replaced",
            nameof(LeftOutReason.CardExpired) => "the card had expired",
            nameof(LeftOutReason.CardNotIssued) => "the card was not handed out",
            nameof(LeftOutReason.CardHeld) => "the card was held",
            "TextedLately" => "another campaign had texted them a short while before",
            "ControlElsewhere" => "they are in the group that another campaign is compared with",
            "TooOld" => "the list had its time",
            { } => reason,
            null => "nobody knows why",
        };

    /// <summary>What ended a consent or an opt-out, or brought it about: "a text of theirs".</summary>
    public static string Cause(string source) =>
        source switch
        {
            OptOutSource.Carrier => "the carrier, which refused a text because they had opted out there (error 21610)",
            OptOutSource.Earlier => "an opt-out that was kept without its text",
            "account" => "the page Consents of their account",
            "closed" => "the end of their account",
            "age" => "a birthday that says too young",
            _ when source.StartsWith("sms:", StringComparison.Ordinal) => "an SMS of theirs",
            _ when source.StartsWith("whatsapp:", StringComparison.Ordinal) => "a WhatsApp message of theirs",
            _ => source,
        };
}
