using SmsActivation.Core.Cases;
using SmsActivation.Core.Consents;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Staff;

namespace SmsActivation.Worker.Ops.Case;

/// <summary>One thing that happened in a case.</summary>
/// <param name="Order">Of what happened at one instant: what caused it comes first.</param>
public abstract record CaseEntry(DateTimeOffset At, int Order)
{
    public sealed record TextCame(CaseText Text) : CaseEntry(Text.DecidedAt ?? Text.ReceivedAt, 0);

    public sealed record Linked(CaseLink Link) : CaseEntry(Link.LinkedAt, 1);

    public sealed record Unlinked(CaseLink Link) : CaseEntry(Link.UnlinkedAt!.Value, 1);

    public sealed record Agreed(GivenConsent Consent) : CaseEntry(Consent.GivenAt, 2);

    public sealed record Withdrew(GivenConsent Consent) : CaseEntry(Consent.RevokedAt!.Value, 2);

    /// <summary>By the carrier's word: a STOP that we never saw.</summary>
    public sealed record Stopped(KeptOptOut OptOut) : CaseEntry(OptOut.OptedOutAt, 2);

    public sealed record Campaigned(CaseCampaign Campaign, CaseCampaignText Text) : CaseEntry(Text.FedAt, 4);

    public sealed record Did(StaffActRow Act) : CaseEntry(Act.At, 3);

    public sealed record Sent(CaseSend Send) : CaseEntry(Send.CreatedAt, 4);
}

/// <summary>All that happened in a case as one story, the newest first.</summary>
public static class CaseTimeline
{
    /// <summary>What takes longer than this is news for a later visit.</summary>
    private static readonly TimeSpan LookedAtFor = TimeSpan.FromMinutes(5);

    public static IReadOnlyList<CaseEntry> Of(CaseFacts facts) =>
        [.. Entries(facts).OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Order)];

    /// <summary>Something will have happened in a few seconds.</summary>
    public static bool IsMoving(CaseFacts facts) =>
        facts.Texts.Any(text => text.IsWaiting)
        || facts.Sends.Any(send =>
            send.LeftToPerson is null
            && (send.State.IsPending() || send.State == DeliveryState.Sent)
            && facts.Now - send.CreatedAt < LookedAtFor
        );

    /// <summary>The next thing to happen is a text, which somebody asks the customer for now.</summary>
    public static bool IsAwaited(CaseStep step) =>
        step.Finding is CaseFinding.NothingArrived or CaseFinding.TextAgain or CaseFinding.CardFree;

    private static IEnumerable<CaseEntry> Entries(CaseFacts facts) =>
        [
            .. facts.Texts.Select(text => new CaseEntry.TextCame(text)),
            .. facts.Sends.Select(send => new CaseEntry.Sent(send)),
            .. facts.Links.Select(link => new CaseEntry.Linked(link)),
            .. facts.Links.Where(link => link.UnlinkedAt is not null).Select(link => new CaseEntry.Unlinked(link)),
            .. facts.Consents.Select(consent => new CaseEntry.Agreed(consent)),
            .. facts
                .Consents.Where(consent => consent.RevokedAt is not null)
                .Select(consent => new CaseEntry.Withdrew(consent)),
            .. facts.OptOuts.Where(one => one.Source == OptOutSource.Carrier).Select(one => new CaseEntry.Stopped(one)),
            .. facts.Campaigns.SelectMany(one => one.Texts.Select(text => new CaseEntry.Campaigned(one, text))),
            .. facts.Acts.Select(act => new CaseEntry.Did(act)),
        ];
}
