using System.Web;
using SmsActivation.Journeys.Harness;
using SmsActivation.TestCarrier;

namespace SmsActivation.Faults;

/// <summary>What customers and the shop were promised: the database and the log held against what was texted, and against
/// what the carrier and the shop remember.</summary>
internal static class Promises
{
    /// <summary>Every text has its outcome, whichever way it came, and every card its owner.</summary>
    public static IEnumerable<string> Broken(Traffic traffic, StoredState stored)
    {
        var known = stored.Log.ToLookup(row => row.MessageSid);
        foreach (var text in traffic.Texts.Where(text => known[text.Sid].Count() != 1))
            yield return $"{text.Sid} has {known[text.Sid].Count()} outcomes";
        foreach (var made in stored.Inbox.Select(text => text.Sid).Except(traffic.Texts.Select(text => text.Sid)))
            yield return $"{made} was never texted";
        var activated = stored.Log.Where(row => row.Outcome == "Activated").ToLookup(row => row.Card);
        foreach (var card in traffic.Cards.Where(card => activated[card.Number].Count() != 1))
            yield return $"card …{card.Number[^4..]} was activated {activated[card.Number].Count()} times";
        foreach (var customer in traffic.Customers.Where(customer => customer.OptedOut is not null))
            if (stored.OptedOut.Contains(customer.Phone) != customer.OptedOut)
                yield return $"phone …{customer.Phone[^4..]} said {customer.Texts[^1].Sms.Body}, which is not kept";
    }

    /// <summary>The carrier has each reply once: no text of a customer is answered twice, or not at all. One whose password
    /// expired there was sent twice.</summary>
    public static IEnumerable<string> BrokenAtCarrier(StoredState stored, AccountSeen seen)
    {
        var rows = stored.Tries.ToDictionary(one => one.Token, one => one.MessageId, StringComparer.Ordinal);
        var taken = seen.Creates.Where(create => create.Sid is not null).ToLookup(create => RowOf(create, rows));
        foreach (var stray in taken[null])
            yield return $"{stray.Sid} to …{stray.To[^4..]} is no try of ours";
        foreach (var reply in stored.Outbox)
        {
            var got = taken[reply.Id].ToList();
            var owed = reply.IsReplaced ? 2 : 1;
            if (got.Count != owed)
                yield return $"{reply.Template} {reply.Id} to …{reply.Sender[^4..]} was owed {owed} times and taken {got.Count}";
            foreach (var text in got)
            {
                if (text.To != reply.Sender)
                    yield return $"{reply.Template} {reply.Id} went to another phone";
                if (ReplyTexts.TryPasswordIn(text.Body) is null == reply.HoldsPassword)
                    yield return $"{reply.Template} {reply.Id} holds {(reply.HoldsPassword ? "no" : "a")} password";
            }
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

    /// <summary>Of which row this is a try: its token rides in the callback's URL.</summary>
    private static long? RowOf(CreateSeen create, Dictionary<string, long> rows) =>
        HttpUtility.ParseQueryString(new Uri(create.StatusCallback).Query)["a"] is { } token
        && rows.TryGetValue(token, out var row)
            ? row
            : null;
}
