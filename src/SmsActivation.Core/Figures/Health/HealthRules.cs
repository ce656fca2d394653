using SmsActivation.Core.Activation;
using SmsActivation.Core.Alerts;

namespace SmsActivation.Core.Figures.Health;

/// <summary>Whether activation works at this moment, in plain sentences: the gravest first, and never none.</summary>
public static class HealthRules
{
    private static readonly TimeSpan Undecided = TimeSpan.FromSeconds(60);

    /// <param name="patience">A due reply may wait so long: Health:OldestDueReply.</param>
    public static IReadOnlyList<Finding> Judge(CurrentFigures figures, HostSide host, TimeSpan patience)
    {
        var found = Bad(figures, host, patience).Concat(Warnings.Of(figures, host)).ToList();
        var findings = found
            .Concat(StandingAlerts.Of(figures.Alerts, found))
            .OrderByDescending(finding => finding.Gravity)
            .ToList();
        if (findings.Count == 0)
            return [new Finding(Gravity.Good, Works(figures))];
        if (findings[0].Gravity == Gravity.Warn)
            findings[0] = findings[0] with { Sentence = "Activation works. " + findings[0].Sentence };
        return findings;
    }

    private static IEnumerable<Finding> Bad(CurrentFigures figures, HostSide host, TimeSpan patience)
    {
        var (queues, pace) = (figures.Queues, figures.Pace);
        if (host.Held)
            yield return Say(
                "No text leaves: this database was put back, and the carrier is being asked what was sent before.",
                "It ends by itself; /health/ready says what it waits for.",
                Lookup.Nowhere,
                AlertKind.RestoreHolds
            );
        if (host.SpoolFails)
            yield return Say(
                "This host's disk takes no more texts, so the carrier is told to come again.",
                "Make room on the disk of Spool:Path.",
                Lookup.Queues
            );
        if (Age(queues.InboxSince) is { } waits && waits > Undecided && pace.Decided == 0)
            yield return Say(
                $"Texts are taken in and none is decided: {SpanWords.Texts(queues.Inbox)} wait, the first for {SpanWords.Of(waits)}.",
                "Look at the hosts: is one alive, and is Inbox:Paused set?",
                Lookup.Hosts,
                AlertKind.OldestText
            );
        if (pace is { OurFault: > 0, Taken: 0 })
            yield return Say(
                "The carrier refuses our account, key or number: nothing is lost, and nothing leaves.",
                "Check the Twilio settings against the reason below.",
                Lookup.CarrierErrors,
                AlertKind.SenderRefused
            );
        else if (pace is { NotTaken: > 0, Taken: 0 } && queues.Outbox > queues.Due)
            yield return Say(
                "No reply gets through to the carrier; they are tried again by themselves.",
                "Check the network of the hosts, and the carrier's own status page.",
                Lookup.CarrierErrors,
                AlertKind.CarrierDown
            );
        else if (figures.SendsTaken < figures.SendsCeiling && Age(queues.DueSince) is { } due && due > patience)
            yield return Say(
                $"Our texts do not leave as they should: {queues.Due:n0} are due, the oldest for {SpanWords.Of(due)}.",
                "See what the carrier answers, and the hosts' own logs.",
                Lookup.CarrierErrors,
                AlertKind.OldestReply
            );
        if (figures.SendsTaken >= figures.SendsCeiling)
            yield return Say(
                $"Today's ceiling of {figures.SendsCeiling:n0} sends is used up: replies wait until midnight, UTC.",
                "If that many customers are real, raise Limits:SendsPerDay.",
                Lookup.Queues,
                AlertKind.SendCeilingReached
            );

        TimeSpan? Age(DateTimeOffset? since) => figures.At - since;
    }

    private static string Works(CurrentFigures figures)
    {
        var texts = figures.Log.LastHour.Texts.Sum();
        if (texts == 0)
            return "Activation works. No text came in the last hour.";
        var activated = figures.Log.LastHour.Of(nameof(OutcomeCode.Activated));
        var replies = figures.Replies.P95 is { } p95 ? $" 95 of 100 replies left within {SpanWords.Of(p95)}." : "";
        return $"Activation works. {SpanWords.Texts(texts)} in the last hour, {activated:n0} of them activated a card.{replies}";
    }

    private static Finding Say(string sentence, string todo, Lookup lookup, AlertKind? alert = null) =>
        new(Gravity.Bad, sentence, todo, lookup, alert);
}
