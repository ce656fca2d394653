using SmsActivation.Core.Alerts;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Activation;

/// <summary>Notices, in the transaction of an outcome, that it is one of many against one card or its
/// neighbours.</summary>
internal static class ProbeWatch
{
    /// <summary>The alerts that this outcome raised; its row in the log must be written already.</summary>
    public static async Task<IReadOnlyList<Alert>> NoticeAsync(
        Session session,
        ActivationOutcome outcome,
        ActivationLimits limits,
        DateTimeOffset now
    )
    {
        if (outcome is { TriedNumbers.Count: 0, Activation: null, FailedTries: 0 })
            return [];
        var suspected = new List<Alert>();
        foreach (var range in await NumberRanges.CountAsync(session, outcome, limits, now))
            suspected.Add(new Alert(AlertKind.RangeTried, range));
        if (outcome is { FailedTries: > 0, CardNumber: { } card })
            if (await PhonesThatFailedAsync(session, card, now - limits.Window) > limits.PhonesPerCard)
                suspected.Add(new Alert(AlertKind.CardTriedByMany, card));
        var raised = new List<Alert>();
        foreach (var alert in suspected)
            if (await Alert.RaiseAsync(session, alert, now))
                raised.Add(alert);
        return raised;
    }

    private static Task<long> PhonesThatFailedAsync(Session session, string card, DateTimeOffset since) =>
        session.ScalarAsync<long>(
            """
            select count(distinct phone) from activation_log
            where card = @card and at > @since and outcome in (
                'PhoneAlreadyLinked', 'CardAlreadyLinked', 'HeldForReview', 'CardBlocked', 'CardReplaced',
                'CardExpired', 'CardNotIssued', 'CodeNeeded')
            """,
            new { card, since }
        );
}
