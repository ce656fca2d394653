namespace SmsActivation.Core.Privacy;

/// <summary>What is kept for a while only. The names are stored.</summary>
public enum Retained
{
    InboundBodies,
    SentTexts,
    InboundPhones,
    OutboundPhones,
    LogRows,
    Passwords,
    Sessions,
    StaffSessions,
    StaffActs,
    SignInTries,
    Events,
    IdempotencyKeys,
    CampaignPhones,
    CampaignLeftOut,
    UserNames,
}
