using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Consents;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Staff;

namespace SmsActivation.Core.Cases;

/// <summary>All that is known of one phone or one card, read on one snapshot. Lists stand newest first.</summary>
public sealed record CaseFacts
{
    public required CaseSubject Subject { get; init; }
    public required DateTimeOffset Now { get; init; }

    /// <summary>The phone's member; null where it has none, or the account is closed.</summary>
    public CaseMember? Member { get; init; }

    /// <summary>What the phone's own row counts; null of a card, and of a phone that never texted.</summary>
    public CaseLimits? Limits { get; init; }

    /// <summary>The card, or those that the phone has, had or texted.</summary>
    public IReadOnlyList<CaseCard> Cards { get; init; } = [];
    public IReadOnlyList<CaseText> Texts { get; init; } = [];
    public IReadOnlyList<CaseSend> Sends { get; init; } = [];
    public IReadOnlyList<CaseLink> Links { get; init; } = [];
    public IReadOnlyList<GivenConsent> Consents { get; init; } = [];

    /// <summary>Of a phone: what lists say that its owner agreed to.</summary>
    public IReadOnlyList<PhoneConsent> PhoneConsents { get; init; } = [];
    public IReadOnlyList<KeptOptOut> OptOuts { get; init; } = [];

    /// <summary>Of a phone: the campaigns that have it on their lists.</summary>
    public IReadOnlyList<CaseCampaign> Campaigns { get; init; } = [];

    /// <summary>They opted out of SMS only where nothing but campaigns leaves from.</summary>
    public bool OptedOutOfOffersOnly { get; init; }
    public IReadOnlyList<StaffActRow> Acts { get; init; } = [];

    /// <summary>Of a phone: who else has lately texted a card that it has.</summary>
    public IReadOnlyList<CaseClaim> Claims { get; init; } = [];

    /// <summary>There are older texts than those that were read.</summary>
    public bool HasOlder { get; init; }

    /// <summary>The database was put back and no reply leaves yet.</summary>
    public bool SendsAreHeld { get; init; }

    public CaseText? LastText => Texts is [var last, ..] ? last : null;

    /// <summary>The card that the case is about; of a phone, the one that it had or texted last.</summary>
    public CaseCard? FirstCard => Cards is [var first, ..] ? first : null;

    public CaseSend? Send(long? id) => Sends.FirstOrDefault(send => send.Id == id);

    /// <summary>The card of this number, if it is one of ours.</summary>
    public CaseCard? Card(string? number) => Cards.FirstOrDefault(card => card.Number == number);

    /// <summary>A text that was given up has been taken in hand again.</summary>
    public bool IsReplayed(CaseText text) => Texts.Any(other => other.Sid == text.Sid + ReplayStore.Again);

    /// <summary>Another text was sent in its place, or one with a newer password.</summary>
    public bool IsMadeGood(CaseSend send) =>
        Sends.Any(other =>
            other.InsteadOf == send.Id
            || (
                send.HoldsPassword
                && other.HoldsPassword
                && other.Id > send.Id
                && other.MemberId == send.MemberId
                && other.Sender == send.Sender
            )
        );
}

/// <summary>The member that a phone belongs to.</summary>
public sealed class CaseMember
{
    public long Id { get; init; }
    public bool HasOwnPassword { get; init; }
    public DateTimeOffset? LastSignInAt { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What a phone has used up of its limits, as of now: what had its time is zero.</summary>
public sealed record CaseLimits
{
    /// <summary>What is allowed.</summary>
    public ActivationLimits Allowed { get; init; } = new();
    public int FailedTries { get; init; }
    public DateTimeOffset? TriesUntil { get; init; }

    /// <summary>Further tries are answered with a wait, and then not at all.</summary>
    public bool TriesAreOver { get; init; }
    public int PasswordRequests { get; init; }
    public DateTimeOffset? PasswordsUntil { get; init; }
    public bool PasswordsAreOver { get; init; }
    public int RepliesInBurst { get; init; }
    public int RepliesInDay { get; init; }
    public DateTimeOffset? RepliesUntil { get; init; }

    /// <summary>Further texts are decided but not answered.</summary>
    public bool RepliesAreOver { get; init; }
    public DateTimeOffset? SmsOptedOutAt { get; init; }
    public DateTimeOffset? WhatsAppOptedOutAt { get; init; }
}

/// <summary>A card as it stands now.</summary>
public sealed record CaseCard
{
    public required long Id { get; init; }
    public required string Number { get; init; }

    /// <summary>With the expiry date already taken into account.</summary>
    public required CardState State { get; init; }
    public string? Batch { get; init; }
    public string? Kind { get; init; }
    public DateOnly? ExpiresOn { get; init; }
    public DateTimeOffset? HeldAt { get; init; }

    /// <summary>Why it is held, or else why it was last released.</summary>
    public string? HeldReason { get; init; }
    public bool HasCode { get; init; }

    /// <summary>No code is compared until then; null where they are.</summary>
    public DateTimeOffset? CodeLockedUntil { get; init; }

    /// <summary>Refusals among its neighbours tell nothing until then: somebody tries them one by one.</summary>
    public DateTimeOffset? RangeGuardedUntil { get; init; }

    /// <summary>The link in force; null when nobody has it.</summary>
    public CardHolder? Holder { get; init; }
}

/// <param name="Phone">The member's, in full: mask it.</param>
public sealed record CardHolder(long LinkId, long MemberId, string Phone, DateTimeOffset LinkedAt);

/// <summary>A text that came in, with what was decided of it.</summary>
public sealed class CaseText
{
    public long Id { get; init; }

    /// <summary>Its row in the log; null while it waits.</summary>
    public long? LogId { get; init; }
    public string Sid { get; init; } = "";
    public string Phone { get; init; } = "";
    public string Channel { get; init; } = "";
    public string? ToAddress { get; init; }

    /// <summary>Passwords in it are masked; empty once it had its time.</summary>
    public string Body { get; init; } = "";
    public int MediaCount { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>new, working, done or dead.</summary>
    public string State { get; init; } = "";
    public int Attempts { get; init; }

    /// <summary>Found in the carrier's list, or replayed.</summary>
    public bool Swept { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public string? Card { get; init; }

    /// <summary>A word of <see cref="Activation.OutcomeCode"/>, or of a newer version.</summary>
    public string? Outcome { get; init; }
    public long? ReplyId { get; init; }

    /// <summary>As JSON: see <see cref="Activation.DecisionFacts"/>.</summary>
    public string? Facts { get; init; }

    public bool IsWaiting => State is "new" or "working";
    public bool IsDead => State == "dead";
}

/// <summary>A text of ours, with its tries.</summary>
public sealed record CaseSend
{
    public required long Id { get; init; }
    public required string Sender { get; init; }
    public required string Channel { get; init; }

    /// <summary>A word of <see cref="Replies.ReplyTemplate"/>, or of a newer version.</summary>
    public required string Template { get; init; }
    public required string Language { get; init; }
    public string? Card { get; init; }
    public long? MemberId { get; init; }
    public required bool HoldsPassword { get; init; }
    public required DeliveryState State { get; init; }
    public int? ErrorCode { get; init; }
    public string? Error { get; init; }

    /// <summary>Why no look at the carrier's list can settle it.</summary>
    public string? LeftToPerson { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public DateTimeOffset? SettledAt { get; init; }
    public DateTimeOffset? UnknownSince { get; init; }
    public bool ByStaff { get; init; }
    public long? InsteadOf { get; init; }
    public bool HasWait { get; init; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<CaseTry> Tries { get; init; } = [];

    /// <summary>As it left the last time, with {password} left open; null when it was not tried, or is kept no longer.</summary>
    public string? Words => Tries is [.., { Text.Length: > 0 } last] ? last.Text : null;

    public bool IsLost => State is DeliveryState.Failed or DeliveryState.Undelivered;
}

public sealed class CaseTry
{
    public long MessageId { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public string? Sid { get; init; }

    /// <summary>accepted, not-processed, our-fault, rejected, ambiguous or expired; null while it runs.</summary>
    public string? Result { get; init; }
    public int? ErrorCode { get; init; }
    public string Text { get; init; } = "";
}

/// <summary>A card that was, or is, a member's.</summary>
public sealed class CaseLink
{
    public long Id { get; init; }
    public long CardId { get; init; }
    public string Number { get; init; } = "";
    public long MemberId { get; init; }
    public string Phone { get; init; } = "";
    public string Channel { get; init; } = "";
    public DateTimeOffset LinkedAt { get; init; }
    public DateTimeOffset? UnlinkedAt { get; init; }
    public string? UnlinkReason { get; init; }
}
