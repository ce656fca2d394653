using SmsActivation.Core.Activation;
using SmsActivation.Core.Phones;

namespace SmsActivation.Core.Alerts;

/// <summary>Which alerts the facts call for. What stands already ends at a lower mark than it began at, so that nothing
/// comes and goes at the edge; and few texts prove nothing.</summary>
public static class AlertRules
{
    /// <summary>Of two numbers of one kind the second is for what stands already.</summary>
    private const int CarrierTries = 5;
    private const int OurFaultTries = 2;
    private const int RegionTries = 3;

    // 21408: sending to a region is not switched on. Others are reached meanwhile.
    private const int RegionNotAllowed = 21408;

    // Refusals without a known usual share are a jump from here on.
    private const double UnknownUsual = 0.25;
    private const int KnownFrom = 100;

    private static readonly TimeSpan RestoreTakes = TimeSpan.FromMinutes(30);

    /// <param name="stands">Whether an alert of this kind and subject stands now.</param>
    public static IReadOnlyList<Alert> Find(
        AlertFacts facts,
        Func<AlertKind, string, bool> stands,
        AlertOptions options
    ) =>
        [
            .. Silence(facts, stands, options),
            .. Refusals(facts, stands, options),
            .. SendFaults(facts, stands, options),
            .. Waits(facts, stands, options),
            .. LeftBehind(facts, stands, options),
            .. Ceiling(facts, stands, options),
            .. Carrier(facts, stands),
            .. Hosts(facts, stands, options),
        ];

    /// <summary>The second most of four weeks is what is usual: neither one campaign nor two weeks without data change
    /// that.</summary>
    private static IEnumerable<Alert> Silence(
        AlertFacts facts,
        Func<AlertKind, string, bool> stands,
        AlertOptions options
    )
    {
        var usual = facts.TextsInPastWeeks.OrderDescending().ElementAtOrDefault(1);
        var (fewest, share) = stands(AlertKind.Silence, "")
            ? (options.UsualTexts / 2, 0.25)
            : (options.UsualTexts, 0.05);
        if (usual >= fewest && facts.Texts <= usual * share)
            yield return new Alert(AlertKind.Silence, "", facts.Texts, usual);
    }

    private static IEnumerable<Alert> Refusals(
        AlertFacts facts,
        Func<AlertKind, string, bool> stands,
        AlertOptions options
    )
    {
        var texts = facts.Outcomes.Values.Sum();
        var past = facts.UsualOutcomes.Values.Sum();
        foreach (var code in Enum.GetValues<OutcomeCode>().Where(IsRefusal))
        {
            var subject = code.ToString();
            var count = facts.Outcomes.GetValueOrDefault(subject);
            if (count == 0)
                continue;
            var seen = past == 0 ? 0 : (double)facts.UsualOutcomes.GetValueOrDefault(subject) / past;
            var usual = past < KnownFrom ? Math.Max(seen, UnknownUsual) : seen;
            var stood = stands(AlertKind.RefusalsJump, subject);
            var fewest = stood ? options.Refusals / 2 : options.Refusals;
            // Twice as much, and a fifth of all texts more, as far as there is room for that; it ends at half of it.
            var jump = Math.Min(Math.Max(usual, 0.2), (1 - usual) * 0.6) * (stood ? 0.5 : 1);
            var share = (double)count / texts;
            if (count >= fewest && share >= usual + jump)
                yield return new Alert(AlertKind.RefusalsJump, subject, Percent(share), Percent(seen));
        }
    }

    private static IEnumerable<Alert> SendFaults(
        AlertFacts facts,
        Func<AlertKind, string, bool> stands,
        AlertOptions options
    )
    {
        var half = stands(AlertKind.SendsFail, "") ? 2 : 1;
        var share = facts.Ended == 0 ? 0 : (double)facts.EndedBadly / facts.Ended;
        if (facts.EndedBadly * half >= options.SendFaults && share * half >= options.SendFaultPercent / 100.0)
            yield return new Alert(AlertKind.SendsFail, "", Percent(share));
    }

    private static IEnumerable<Alert> Waits(
        AlertFacts facts,
        Func<AlertKind, string, bool> stands,
        AlertOptions options
    )
    {
        if (Waited(facts.OldestText, AlertKind.OldestText, options.OldestText) is { } text)
            yield return text;
        // Nothing leaves then, and another alert says why.
        var mayLeave = facts.RestoreSince is null && facts.SendsTaken < facts.Ceiling;
        if (mayLeave && Waited(facts.OldestReply, AlertKind.OldestReply, options.OldestReply) is { } reply)
            yield return reply;
        if (facts.RestoreSince is { } since && facts.Now - since > RestoreTakes)
            yield return new Alert(AlertKind.RestoreHolds, "", Minutes(facts.Now - since));

        Alert? Waited(DateTimeOffset? from, AlertKind kind, TimeSpan most) =>
            facts.Now - from is { } waited && waited > (stands(kind, "") ? most / 2 : most)
                ? new Alert(kind, "", Minutes(waited))
                : null;
    }

    private static IEnumerable<Alert> LeftBehind(
        AlertFacts facts,
        Func<AlertKind, string, bool> stands,
        AlertOptions options
    )
    {
        if (facts.DeadTexts > 0)
            yield return new Alert(AlertKind.DeadTexts, "", facts.DeadTexts);
        var fewest = stands(AlertKind.UnknownSends, "") ? 1 : options.UnknownSends;
        if (facts.LeftToPerson > 0 || facts.UnknownSends >= fewest)
            yield return new Alert(AlertKind.UnknownSends, "", Math.Max(facts.UnknownSends, facts.LeftToPerson));
        if (facts.RedactionsGivenUp > 0)
            yield return new Alert(AlertKind.RedactionGivenUp, "", facts.RedactionsGivenUp);
        foreach (var key in facts.SuspendedKeys)
            yield return new Alert(AlertKind.ApiKeySuspended, key);
        foreach (var campaign in facts.PausedCampaigns)
            yield return new Alert(AlertKind.CampaignPaused, campaign);
    }

    private static IEnumerable<Alert> Ceiling(
        AlertFacts facts,
        Func<AlertKind, string, bool> stands,
        AlertOptions options
    )
    {
        var reached = facts.SendsTaken >= facts.Ceiling;
        var near = facts.SendsTaken >= (long)facts.Ceiling * options.CeilingPercent / 100;
        if (reached)
            yield return new Alert(AlertKind.SendCeilingReached, facts.Day, facts.Ceiling);
        // What is reached need not be called near, unless it was.
        if (near && (!reached || stands(AlertKind.SendCeilingNear, facts.Day)))
            yield return new Alert(
                AlertKind.SendCeilingNear,
                facts.Day,
                Percent((double)facts.SendsTaken / facts.Ceiling)
            );
    }

    private static IEnumerable<Alert> Carrier(AlertFacts facts, Func<AlertKind, string, bool> stands)
    {
        var accepted = facts.Tries.Where(tries => tries.Result == "accepted").ToList();
        var lost = facts.Tries.Where(tries => tries.Result is "not-processed" or "ambiguous").Sum(tries => tries.Tries);
        if (accepted.Count == 0 && lost >= (stands(AlertKind.CarrierDown, "") ? 1 : CarrierTries))
            yield return new Alert(AlertKind.CarrierDown, "", lost);
        foreach (var sender in facts.Tries.Where(tries => tries.Result == "our-fault").GroupBy(SenderOf))
        {
            var subject = sender.Key;
            var lastTaken = accepted
                .Where(tries => SenderOf(tries) == subject)
                .Max(tries => (DateTimeOffset?)tries.LastAt);
            var stood = stands(AlertKind.SenderRefused, subject);
            var regions = sender.Where(tries => tries.ErrorCode == RegionNotAllowed).Sum(tries => tries.Tries);
            // A text that was taken after them proves that they are mended, but for regions.
            var faults = sender
                .Where(tries => tries.ErrorCode != RegionNotAllowed && !(lastTaken >= tries.LastAt))
                .ToList();
            if (faults.Sum(tries => tries.Tries) >= (stood ? 1 : OurFaultTries))
                yield return new Alert(AlertKind.SenderRefused, subject, faults.MaxBy(one => one.LastAt)!.ErrorCode);
            else if (regions >= (stood ? 1 : RegionTries))
                yield return new Alert(AlertKind.SenderRefused, subject, RegionNotAllowed);
        }
    }

    internal static string SenderOf(CarrierTries tries) => tries.Number.Length == 0 ? "" : PhoneMask.Mask(tries.Number);

    private static IEnumerable<Alert> Hosts(
        AlertFacts facts,
        Func<AlertKind, string, bool> stands,
        AlertOptions options
    )
    {
        // One that has just started again may stand there twice.
        foreach (var host in facts.Hosts.GroupBy(host => host.Name))
        {
            var refused = host.Sum(word => word.Facts.WebhooksRefused);
            var all = refused + host.Sum(word => word.Facts.WebhooksTaken);
            var half = stands(AlertKind.WebhooksRefused, host.Key) ? 2 : 1;
            if (refused > 0 && refused * half >= options.WebhooksRefused && refused * 2 * half >= all)
                yield return new Alert(AlertKind.WebhooksRefused, host.Key, Percent((double)refused / all));
            var stood = stands(AlertKind.SpoolInUse, host.Key);
            if (host.Any(word => word.Facts.SpoolFailing || IsLong(word.Facts.SpoolSince, stood)))
                yield return new Alert(AlertKind.SpoolInUse, host.Key, host.Sum(word => word.Facts.SpoolTexts));
        }

        bool IsLong(DateTimeOffset? since, bool stood) =>
            since is { } at && (stood || facts.Now - at > options.DatabaseAway);
    }

    private static long Percent(double share) => (long)Math.Round(share * 100);

    private static long Minutes(TimeSpan time) => (long)time.TotalMinutes;

    /// <summary>A customer wanted a card activated, and got no.</summary>
    private static bool IsRefusal(OutcomeCode code) =>
        code switch
        {
            OutcomeCode.NotAllowed
            or OutcomeCode.TooManyAttempts
            or OutcomeCode.InvalidCardNumber
            or OutcomeCode.MissingCardNumber
            or OutcomeCode.AmbiguousCardNumber
            or OutcomeCode.UnknownCard
            or OutcomeCode.PhoneAlreadyLinked
            or OutcomeCode.CardAlreadyLinked
            or OutcomeCode.HeldForReview
            or OutcomeCode.CardBlocked
            or OutcomeCode.CardReplaced
            or OutcomeCode.CardExpired
            or OutcomeCode.CardNotIssued
            or OutcomeCode.CodeNeeded => true,
            OutcomeCode.SenderNotReachable
            or OutcomeCode.OptedOut
            or OutcomeCode.OptedIn
            or OutcomeCode.HelpSent
            or OutcomeCode.PasswordReceived
            or OutcomeCode.PasswordReissued
            or OutcomeCode.PasswordNeedsCard
            or OutcomeCode.NoLinkedCard
            or OutcomeCode.LossReported
            or OutcomeCode.PictureReceived
            or OutcomeCode.Acknowledged
            or OutcomeCode.AlreadyActive
            or OutcomeCode.Activated
            // A dead text has an alert of its own.
            or OutcomeCode.Unprocessed => false,
        };
}
