using SmsActivation.Core.Cards;
using SmsActivation.Core.Reading;

namespace SmsActivation.Core.Activation;

/// <summary>All that a decision rests on, read at one moment.</summary>
public sealed record ActivationFacts
{
    public required DateTimeOffset Now { get; init; }
    public required TextFacts Text { get; init; }
    public required ConversationFacts Conversation { get; init; }
    public MemberFacts? Member { get; init; }

    /// <summary>Those of the text's candidates that are cards of ours.</summary>
    public IReadOnlyList<CardFacts> KnownCards { get; init; } = [];
}

/// <summary>The text and where it came from.</summary>
public sealed record TextFacts
{
    public required SmsCommand Command { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The sender is a phone that can be answered, and not a number of ours.</summary>
    public bool SenderReachable { get; init; } = true;
    public bool CountryServed { get; init; } = true;
    public bool HoldsPassword { get; init; }
    public bool HasMedia { get; init; }

    /// <summary>The keyword that the carrier says it saw, else the one we read.</summary>
    public Keyword? Keyword { get; init; }

    /// <summary>The carrier has already answered this keyword: we record it and send nothing.</summary>
    public bool AnsweredByCarrier { get; init; }
}

/// <summary>What one phone did before, within the limits' windows.</summary>
public sealed record ConversationFacts
{
    public int FailedTries { get; init; }
    public DateTimeOffset? FailedSince { get; init; }
    public bool TriesNoticeSent { get; init; }
    public int PasswordRequests { get; init; }
    public DateTimeOffset? PasswordSince { get; init; }
    public bool PasswordNoticeSent { get; init; }

    /// <summary>Automatic replies to this phone, of late and in a day.</summary>
    public int RepliesInBurst { get; init; }
    public int RepliesInDay { get; init; }

    /// <summary>On this text's channel.</summary>
    public bool OptedOut { get; init; }

    /// <summary>START leaves it so: another STOP stands on this text's channel, to a number that it was not sent to.</summary>
    public bool OptedOutElsewhere { get; init; }

    /// <summary>The newest text that only the member would send (<see cref="ActivationOutcome.ShowsMember"/>).</summary>
    public DateTimeOffset? LastTextAt { get; init; }

    /// <summary>Nobody is sending to this phone, nothing waits to be sent and nothing is unsettled: a reply may leave at
    /// once without overtaking another.</summary>
    public bool NothingUnderWay { get; init; }
}

/// <summary>The member that a phone belongs to; one who has closed the account is none.</summary>
public sealed record MemberFacts
{
    public required long Id { get; init; }
    public bool HasOwnPassword { get; init; }
    public DateTimeOffset? LastSignInAt { get; init; }

    /// <summary>Has signed in since the newest card was activated.</summary>
    public bool SignedIn { get; init; }

    /// <summary>Cards in use, by slot.</summary>
    public IReadOnlyList<LinkedCard> Cards { get; init; } = [];

    /// <summary>Where no card is in use: numbers of those that were.</summary>
    public IReadOnlyList<string> PastCards { get; init; } = [];

    /// <summary>The newest text with a password, or welcome, of each card that still matters.</summary>
    public WelcomeFacts? LastWelcome { get; init; }

    /// <summary>A text with a password that is still under way.</summary>
    public long? PendingPasswordReply { get; init; }
}

/// <summary>A card in use by a member.</summary>
public sealed record LinkedCard(long CardId, string Number, int Slot);

/// <summary>How the last welcome fared.</summary>
public sealed record WelcomeFacts(Delivery.DeliveryState State, DateTimeOffset CreatedAt);

/// <summary>A card of ours that the text named, as it stands today.</summary>
public sealed record CardFacts
{
    public required long Id { get; init; }
    public required string Number { get; init; }

    /// <summary>With the expiry date already taken into account.</summary>
    public required CardState State { get; init; }

    /// <summary>The member that holds it; null when its link has ended, by expiry too.</summary>
    public long? LinkedMember { get; init; }
    public bool Held { get; init; }
    public CodeCheck Code { get; init; } = CodeCheck.NotAsked;
}
