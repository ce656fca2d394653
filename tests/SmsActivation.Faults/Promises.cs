using SmsActivation.Journeys.Harness;
using SmsActivation.TestCarrier;

namespace SmsActivation.Faults;

/// <summary>The invariants of the design, over the product's log and the carrier's own memory.</summary>
internal static class Promises
{
    public static IEnumerable<string> Broken(
        IReadOnlyList<InboundSms> texts,
        IReadOnlyList<LogRow> log,
        AccountSeen seen
    )
    {
        var outcomes = log.ToLookup(row => row.MessageSid);
        foreach (var text in texts.Where(text => outcomes[text.Sid].Count() != 1))
            yield return $"{text.Sid} has {outcomes[text.Sid].Count()} outcomes";
        foreach (var row in log.Where(row => row.Outcome == "Unprocessed"))
            yield return $"{row.MessageSid} was given up";

        // One link for each card, and one welcome for each link.
        var activated = log.Where(row => row.Outcome == "Activated").ToList();
        foreach (var card in activated.GroupBy(row => row.Card).Where(card => card.Count() > 1))
            yield return $"card …{card.Key![^4..]} was activated {card.Count()} times";
        if (activated.Count != texts.Count / 2)
            yield return $"{activated.Count} activations of {texts.Count / 2} cards";
        foreach (var row in activated.Where(row => row.Reply != "Activated"))
            yield return $"{row.MessageSid} was activated without a welcome";

        var taken = seen.Creates.Where(create => create.Sid is not null).ToLookup(create => create.To);
        foreach (var phone in log.GroupBy(row => row.Phone))
        {
            var owed = phone.Count(row => row.Reply is not null);
            var got = taken[phone.Key].ToList();
            if (got.Count != owed)
                yield return $"phone …{phone.Key[^4..]} was owed {owed} texts and got {got.Count}: "
                    + string.Join(", ", phone.Select(row => $"{row.Outcome} {row.Reply} {row.ReplyState}"));
            var welcomes = got.Count(text => ReplyTexts.TryPasswordIn(text.Body) is not null);
            if (welcomes != phone.Count(row => row.Reply is "Activated" or "WelcomeAgain"))
                yield return $"phone …{phone.Key[^4..]} got {welcomes} passwords";
        }
        foreach (var violation in seen.Violations)
            yield return $"the carrier saw {violation}";
    }

    /// <summary>Nothing lost, nothing made up, and each member's events in their order: one may come twice, but never
    /// after one that is newer unless it had come before that one too.</summary>
    public static IEnumerable<string> BrokenToShop(IReadOnlySet<string> activated, EventReceiver shop)
    {
        if (shop.Forged > 0)
            yield return $"{shop.Forged} events were not signed as they should be";
        foreach (var made in shop.Taken.Where(told => told.CardNumber is { } card && !activated.Contains(card)))
            yield return $"{made.Id} tells of a card that was not activated";
        foreach (var member in shop.Taken.GroupBy(told => told.MemberId))
        {
            var firsts = member.DistinctBy(told => told.Id).Select(told => told.Sequence!.Value).ToList();
            if (!firsts.SequenceEqual(Enumerable.Range(1, firsts.Count).Select(number => (long)number)))
                yield return $"member {member.Key} was told in the order {string.Join(", ", firsts)}";
            var newest = 0L;
            foreach (var told in member)
            {
                if (told.Sequence < newest)
                    yield return $"member {member.Key} heard {told.Sequence} again after {newest}";
                newest = Math.Max(newest, told.Sequence!.Value);
            }
        }
    }
}
