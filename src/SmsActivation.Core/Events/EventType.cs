namespace SmsActivation.Core.Events;

/// <summary>What the shop's own systems are told of.</summary>
public enum EventType
{
    /// <summary>A member's first card is active.</summary>
    MemberActivated,
    MemberProfileChanged,
    MemberPasswordChanged,

    /// <summary>By the member's word, or because the person was erased.</summary>
    MemberClosed,
    CardActivated,
    CardBlocked,
    CardReplaced,

    /// <summary>A card is no longer a member's.</summary>
    CardUnlinked,
}

public static class EventTypes
{
    /// <summary>As receivers and the database know it.</summary>
    public static string Word(this EventType type) =>
        type switch
        {
            EventType.MemberActivated => "member.activated",
            EventType.MemberProfileChanged => "member.profile_changed",
            EventType.MemberPasswordChanged => "member.password_changed",
            EventType.MemberClosed => "member.closed",
            EventType.CardActivated => "card.activated",
            EventType.CardBlocked => "card.blocked",
            EventType.CardReplaced => "card.replaced",
            EventType.CardUnlinked => "card.unlinked",
        };
}
