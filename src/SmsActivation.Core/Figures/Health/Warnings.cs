using SmsActivation.Core.Alerts;

namespace SmsActivation.Core.Figures.Health;

/// <summary>What a person should look at although activation works.</summary>
internal static class Warnings
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Unsettled = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LatelySilent = TimeSpan.FromMinutes(10);
    private const double CeilingNear = 0.8;
    private const double ManyFail = 0.05;
    private const int FewFail = 10;

    public static IEnumerable<Finding> Of(CurrentFigures figures, HostSide host) =>
        Waits(figures, host).Concat(Sends(figures)).Concat(ForPeople(figures)).Concat(Hosts(figures, host));

    private static IEnumerable<Finding> Waits(CurrentFigures figures, HostSide host)
    {
        if (host.SpoolTexts > 0)
            yield return Warn(
                $"The database was away: {SpanWords.Texts(host.SpoolTexts)} still wait on this host's disk.",
                "They follow by themselves, oldest first.",
                Lookup.Queues,
                AlertKind.SpoolInUse
            );
        if (figures.InboxWait is { } wait && wait > Slow)
            yield return Warn(
                $"Texts wait in line: a new one is decided in about {SpanWords.Of(wait)}.",
                "More hosts, or more cores, work the line off sooner.",
                Lookup.Queues,
                AlertKind.OldestText
            );
        else if (figures.Replies.P95 is { } slow && slow > Slow)
            yield return Warn(
                $"Replies are slow: one in twenty takes longer than {SpanWords.Of(slow)}.",
                "See where they wait.",
                Lookup.Queues
            );
    }

    private static IEnumerable<Finding> Sends(CurrentFigures figures)
    {
        if (figures.Pace is { OurFault: > 0, Taken: > 0 })
            yield return Warn(
                "The carrier refuses one of our numbers; the others send.",
                "See the reason below.",
                Lookup.CarrierErrors,
                AlertKind.SenderRefused
            );
        if (figures.SendsTaken < figures.SendsCeiling && figures.SendsTaken >= figures.SendsCeiling * CeilingNear)
            yield return Warn(
                $"Today's ceiling is near: {figures.SendsTaken:n0} of {figures.SendsCeiling:n0} sends are taken.",
                "If that many customers are real, raise Limits:SendsPerDay.",
                Lookup.Queues,
                AlertKind.SendCeilingNear
            );
    }

    private static IEnumerable<Finding> ForPeople(CurrentFigures figures)
    {
        var (queues, now) = (figures.Queues, figures.At);
        if (queues.Dead > 0)
            yield return Warn(
                $"{SpanWords.Texts(queues.Dead)} could not be decided after all attempts.",
                "Replay or finish by hand.",
                Lookup.NeedsPerson,
                AlertKind.DeadTexts
            );
        if (queues.LeftToPerson > 0)
            yield return Warn(
                $"Nobody knows whether {SpanWords.Sends(queues.LeftToPerson)} arrived, and no look-up can tell.",
                "Each needs a person's word.",
                Lookup.NeedsPerson,
                AlertKind.UnknownSends
            );
        else if (now - queues.UnknownSince > Unsettled)
            yield return Warn(
                $"{SpanWords.Sends(queues.Unknown)} may or may not have reached the carrier, the oldest since {SpanWords.Of(now - queues.UnknownSince!.Value)}.",
                "They are looked up in the carrier's list by themselves.",
                Lookup.NeedsPerson,
                AlertKind.UnknownSends
            );
        var failed = figures.Errors.Sum(error => error.Failed);
        if (failed >= FewFail && failed >= ManyFail * figures.Log.Shares.Sum(share => share.Texts))
            yield return Warn(
                $"In the last 24 hours {SpanWords.Sends(failed)} did not arrive.",
                figures.Errors.MaxBy(error => error.Failed) is { } worst ? $"Mostly: {worst.Meaning}." : null,
                Lookup.CarrierErrors,
                AlertKind.SendsFail
            );
    }

    private static IEnumerable<Finding> Hosts(CurrentFigures figures, HostSide host)
    {
        var now = figures.At;
        foreach (
            var gone in figures.Hosts.Where(one => !host.Alone && !one.Lives(now) && now - one.SeenAt < LatelySilent)
        )
            yield return Warn(
                $"{gone.Name} has not been heard of for {SpanWords.Of(now - gone.SeenAt)}; the other hosts do its work.",
                "Look at that machine.",
                Lookup.Hosts
            );
    }

    private static Finding Warn(string sentence, string? todo, Lookup lookup, AlertKind? alert = null) =>
        new(Gravity.Warn, sentence, todo, lookup, alert);
}
