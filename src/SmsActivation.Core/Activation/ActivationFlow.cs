using System.Text.Json;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Core.Activation;

/// <summary>How one text fared.</summary>
/// <param name="Outcome">Null when nothing was written: the facts kept changing, or the lease was lost.</param>
public sealed record Handled(Applied Applied, ActivationOutcome? Outcome);

/// <summary>One text, from reading to the committed outcome: read, gather facts, decide, apply; again while others
/// change the facts under it.</summary>
public sealed class ActivationFlow(
    TextFactsReader texts,
    FactsStore facts,
    ApplyStore apply,
    ActivationLimits limits,
    TwilioOptions twilio,
    ReplyOptions replies,
    string termsVersion,
    TimeProvider time
)
{
    private const int MostRounds = 5;

    /// <param name="beforeApply">Called before each write; tests crash the host here.</param>
    public async Task<Handled> HandleAsync(
        ConversationLease lease,
        ClaimedText claimed,
        bool endsLease,
        Action? beforeApply = null
    )
    {
        var text = texts.Read(claimed.Text);
        for (var round = 1; round <= MostRounds; round++)
        {
            var now = time.GetUtcNow();
            var known = await facts.ReadAsync(lease.Sender, claimed.Text.Channel, text, now);
            var outcome = ActivationRules.Decide(known, limits);
            beforeApply?.Invoke();
            var applied = await apply.ApplyAsync(
                lease,
                claimed,
                outcome,
                new ReplyAddress(LanguageOf(claimed.Text), known.Member?.Id, termsVersion),
                Summary(known),
                endsLease,
                now
            );
            if (applied != Applied.FactsChanged)
                return new Handled(applied, outcome);
        }
        return new Handled(Applied.FactsChanged, Outcome: null);
    }

    /// <summary>Ends a text that no attempt could finish; a person sees it.</summary>
    public async Task<Handled> GiveUpAsync(ConversationLease lease, ClaimedText claimed, bool endsLease)
    {
        var outcome = new ActivationOutcome(OutcomeCode.Unprocessed);
        var reply = new ReplyAddress(LanguageOf(claimed.Text), MemberId: null, termsVersion);
        var applied = await apply.ApplyAsync(lease, claimed, outcome, reply, "{}", endsLease, time.GetUtcNow());
        return new Handled(applied, outcome);
    }

    private string LanguageOf(InboundText text) =>
        ReplyLanguage.For(twilio.NumberTexted(text.To)?.Language, PhoneReader.CountryOf(text.Sender), replies);

    /// <summary>What it was decided on, for the person who asks why: no body, no number, no password.</summary>
    private static string Summary(ActivationFacts facts) =>
        JsonSerializer.Serialize(
            new
            {
                candidates = facts.Text.Command.Candidates.Count,
                known = facts.KnownCards.Count,
                nearMiss = facts.Text.Command.NearMiss,
                state = facts.KnownCards is [var card] ? card.State.ToString() : null,
                linked = facts.KnownCards is [var linked] ? Holder(linked, facts.Member) : null,
                held = facts.KnownCards is [{ Held: true }],
                keyword = facts.Text.Keyword?.ToString(),
                optedOut = facts.Conversation.OptedOut,
                failedTries = facts.Conversation.FailedTries,
                passwordRequests = facts.Conversation.PasswordRequests,
                memberCards = facts.Member?.Cards.Count ?? 0,
                lastPasswordText = facts.Member?.LastWelcome?.State.ToString(),
            }
        );

    private static string Holder(CardFacts card, MemberFacts? member)
    {
        if (card.LinkedMember is null)
            return "none";
        return card.LinkedMember == member?.Id ? "sender" : "other";
    }
}
