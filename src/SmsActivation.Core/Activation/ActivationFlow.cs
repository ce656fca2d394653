using SmsActivation.Core.Alerts;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Core.Activation;

/// <summary>How one text fared.</summary>
/// <param name="Outcome">Null when nothing was written: the facts kept changing, or the lease was lost.</param>
/// <param name="Placed">A reply that is announced as on its way and must be sent now, in the place that was given.</param>
public sealed record Handled(Applied Applied, ActivationOutcome? Outcome, SendLease? Placed = null)
{
    public IReadOnlyList<Alert> Alerts { get; init; } = [];
}

internal sealed record Decided(ActivationFacts Facts, ActivationOutcome Outcome);

/// <summary>One text, from reading to the committed outcome: gather facts, decide and apply in one transaction; again
/// while others change the facts under it.</summary>
public sealed class ActivationFlow(
    IDatabase database,
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

    /// <param name="place">Where the reply may be sent from at once, if nothing of this phone is under way.</param>
    /// <param name="beforeApply">Called before each write; tests crash the host here.</param>
    public async Task<Handled> HandleAsync(
        ConversationLease lease,
        ClaimedText claimed,
        bool endsLease,
        SendPlace? place = null,
        Action? beforeApply = null
    )
    {
        var text = Read(claimed);
        for (var round = 1; round <= MostRounds; round++)
        {
            Handled? last = null;
            var handled = await database.WriteAsync(
                async session =>
                {
                    var decided = await DecideAsync(session, lease, claimed, text);
                    beforeApply?.Invoke();
                    return last = await ApplyAsync(session, lease, claimed, decided, endsLease, place);
                },
                // A reply announced by a commit that only seemed to fail would never be sent, and never again either.
                settle: async session =>
                    last is { Applied: Applied.Done } done && await ActivationLog.HasAsync(session, claimed.Id)
                        ? new Settled<Handled>(done)
                        : null
            );
            if (handled.Applied != Applied.FactsChanged)
                return handled;
            place = null;
        }
        return new Handled(Applied.FactsChanged, Outcome: null);
    }

    internal TextFacts Read(ClaimedText claimed) => texts.Read(claimed.Text);

    internal async Task<Decided> DecideAsync(
        Session session,
        ConversationLease lease,
        ClaimedText claimed,
        TextFacts text
    )
    {
        var known = await facts.ReadAsync(session, lease.Sender, claimed.Text, text, time.GetUtcNow());
        var outcome = ActivationRules.Decide(known, limits);
        if (await NumberRanges.IsGuardedAsync(session, outcome.TriedNumbers, known.Now))
            outcome = ActivationRules.TellNothing(outcome);
        return new Decided(known, outcome);
    }

    /// <summary>Each statement is guarded by what was decided on, as if time had passed since.</summary>
    internal async Task<Handled> ApplyAsync(
        Session session,
        ConversationLease lease,
        ClaimedText claimed,
        Decided decided,
        bool endsLease,
        SendPlace? place
    )
    {
        var (known, outcome) = decided;
        var written = await apply.ApplyAsync(
            session,
            lease,
            claimed,
            outcome,
            new ReplyAddress(LanguageOf(claimed.Text), known.Member?.Id, termsVersion),
            DecisionFacts.Of(known, outcome).ToJson(),
            endsLease,
            outcome.Reply is not null && known.Conversation.NothingUnderWay ? place : null,
            known.Now
        );
        return new Handled(written.Applied, outcome, written.Placed) { Alerts = written.Alerts };
    }

    /// <summary>Ends a text that no attempt could finish; a person sees it.</summary>
    public async Task<Handled> GiveUpAsync(ConversationLease lease, ClaimedText claimed, bool endsLease)
    {
        var outcome = new ActivationOutcome(OutcomeCode.Unprocessed);
        var reply = new ReplyAddress(LanguageOf(claimed.Text), MemberId: null, termsVersion);
        var written = await database.WriteAsync(session =>
            apply.ApplyAsync(session, lease, claimed, outcome, reply, "{}", endsLease, place: null, time.GetUtcNow())
        );
        return new Handled(written.Applied, outcome);
    }

    private string LanguageOf(InboundText text) =>
        ReplyLanguage.For(twilio.NumberTexted(text.To)?.Language, PhoneReader.CountryOf(text.Sender), replies);
}
