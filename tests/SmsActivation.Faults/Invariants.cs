namespace SmsActivation.Faults;

/// <summary>The invariants of the design (§2), each by its name, over the database that a run left behind.</summary>
internal static class Invariants
{
    private const int CardsPerMember = 1; // Limits:CardsPerMember
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromHours(6); // Inbox:AnswerWithin

    private static readonly HashSet<string> OwesReply = new(StringComparer.Ordinal)
    {
        "Activated",
        "AlreadyActive",
        "CardAlreadyLinked",
        "PhoneAlreadyLinked",
        "UnknownCard",
        "CodeNeeded",
        "PasswordReissued",
    };

    // The carrier answers keywords itself.
    private static readonly HashSet<string> OwesNone = new(StringComparer.Ordinal) { "OptedOut", "OptedIn" };

    public static IEnumerable<string> Broken(StoredState stored)
    {
        foreach (
            var (name, broken) in new (string, IEnumerable<string>)[]
            {
                ("a card has at most one active link", CardsLinkedTwice(stored)),
                ("a member has at most N active cards, each in a slot of its own", MembersOverSlots(stored)),
                ("an active link is of an active card, and no other card is active", LinksOfOthers(stored)),
                ("every accepted message ends in exactly one outcome", TextsWithoutOneOutcome(stored)),
                ("every outcome that owes a reply has exactly one outbox row", OutcomesWithoutOneReply(stored)),
                ("every outbox row answers a text, and but for a waiting PASSWORD one only", RepliesOfOthers(stored)),
                ("every Activated has exactly one link and one welcome", ActivationsWithoutLinkOrWelcome(stored)),
                (
                    "a PASSWORD that waits points at a password on its way, and has its own if that fails",
                    Waiting(stored)
                ),
                ("a row sent again is one row with several attempts", RowsAndTries(stored)),
                ("a drawn password is used once, by the try that drew it", PasswordsTwice(stored)),
                ("an activation agrees to the service and to nothing else", Consents(stored)),
            }
        )
        foreach (var detail in broken)
            yield return $"{name}: {detail}";
    }

    private static IEnumerable<string> CardsLinkedTwice(StoredState stored) =>
        stored
            .Links.Where(link => link.IsActive)
            .GroupBy(link => link.CardId)
            .Where(card => card.Count() > 1)
            .Select(card => $"card {card.Key} has {card.Count()}");

    private static IEnumerable<string> MembersOverSlots(StoredState stored) =>
        stored
            .Links.Where(link => link.IsActive)
            .GroupBy(link => link.MemberId)
            .Where(member =>
                member.Count() > CardsPerMember
                || member.Select(link => link.Slot).Distinct().Count() < member.Count()
                || member.Any(link => link.Slot is < 1 or > CardsPerMember)
            )
            .Select(member => $"member {member.Key} has {string.Join(", ", member.Select(link => link.Slot))}");

    private static IEnumerable<string> LinksOfOthers(StoredState stored)
    {
        var linked = stored.Links.Where(link => link.IsActive).Select(link => link.CardId).ToHashSet();
        return stored
            .Cards.Where(card => linked.Contains(card.Id) != (card.State == "Active"))
            .Select(card => $"card {card.Id} is {card.State}");
    }

    private static IEnumerable<string> TextsWithoutOneOutcome(StoredState stored)
    {
        var outcomes = stored.Log.ToLookup(row => row.InboundId);
        foreach (var text in stored.Inbox)
        {
            if (text.State != "done")
                yield return $"{text.Sid} is {text.State}";
            if (outcomes[text.Id].Count() != 1 || outcomes[text.Id].Single().MessageSid != text.Sid)
                yield return $"{text.Sid} has {outcomes[text.Id].Count()}";
        }
        foreach (var lone in stored.Log.Select(row => row.InboundId).Except(stored.Inbox.Select(text => text.Id)))
            yield return $"an outcome of no text, {lone}";
    }

    private static IEnumerable<string> OutcomesWithoutOneReply(StoredState stored)
    {
        var received = stored.Inbox.ToDictionary(text => text.Id, text => text.ReceivedAt);
        var rows = stored.Outbox.Select(reply => reply.Id).ToHashSet();
        foreach (var row in stored.Log)
        {
            // Beyond that a text is decided and not answered, an activation excepted.
            var isLate = row.At - received[row.InboundId] > AnswerWithin && row.Outcome != "Activated";
            if (!OwesReply.Contains(row.Outcome) && !OwesNone.Contains(row.Outcome))
                yield return $"{row.MessageSid} ended {row.Outcome}";
            else if (row.ReplyId is { } reply && (OwesNone.Contains(row.Outcome) || !rows.Contains(reply)))
                yield return $"{row.MessageSid} {row.Outcome} has the reply {reply}";
            else if (row.ReplyId is null && OwesReply.Contains(row.Outcome) && !isLate)
                yield return $"{row.MessageSid} {row.Outcome} has none";
        }
    }

    private static IEnumerable<string> RepliesOfOthers(StoredState stored)
    {
        var answered = stored.Log.Where(row => row.ReplyId is not null).ToLookup(row => row.ReplyId!.Value);
        foreach (var reply in stored.Outbox)
        {
            if (!answered[reply.Id].Any())
                yield return $"{reply.Template} {reply.Id} answers none";
            foreach (var row in answered[reply.Id].Skip(1).Where(row => row.Outcome != "PasswordReissued"))
                yield return $"{row.MessageSid} {row.Outcome} shares the reply {reply.Id}";
            foreach (var row in answered[reply.Id].Where(row => row.Phone != reply.Sender))
                yield return $"{row.MessageSid} is answered to another phone";
        }
    }

    private static IEnumerable<string> ActivationsWithoutLinkOrWelcome(StoredState stored)
    {
        var cards = stored.Cards.ToDictionary(card => card.Number, card => card.Id, StringComparer.Ordinal);
        var phones = stored.Members.ToDictionary(member => member.Id, member => member.Phone);
        var links = stored.Links.ToLookup(link => link.CardId);
        var replies = stored.Outbox.ToDictionary(reply => reply.Id);
        var welcomes = 0;
        foreach (var row in stored.Log.Where(row => row.Outcome == "Activated"))
        {
            var made = links[cards[row.Card!]]
                .Count(link => link.LinkedAt == row.At && phones[link.MemberId] == row.Phone);
            if (made != 1)
                yield return $"{row.MessageSid} made {made} links";
            if (row.ReplyId is not { } reply || !IsWelcome(replies[reply]))
                yield return $"{row.MessageSid} has no welcome";
            else
                welcomes++;
        }
        if (welcomes != stored.Outbox.Count(IsWelcome) || welcomes != stored.Links.Count)
            yield return $"{stored.Links.Count} links and {stored.Outbox.Count(IsWelcome)} welcomes for {welcomes}";
    }

    private static IEnumerable<string> Waiting(StoredState stored)
    {
        var replies = stored.Outbox.ToDictionary(reply => reply.Id);
        foreach (var asked in stored.Log.Where(row => row is { Outcome: "PasswordReissued", ReplyId: not null }))
            if (!replies[asked.ReplyId!.Value].HoldsPassword)
                yield return $"{asked.MessageSid} points at {replies[asked.ReplyId.Value].Template}";
        foreach (
            var waiting in WaitingPasswords(stored)
                .Where(row => replies[row.ReplyId!.Value].State is "failed" or "undelivered")
        )
            yield return $"{waiting.MessageSid} waits for a reply that failed";
    }

    /// <summary>PASSWORDs that are answered by the reply to an earlier text.</summary>
    public static IEnumerable<StoredOutcome> WaitingPasswords(StoredState stored) =>
        stored
            .Log.Where(row => row.ReplyId is not null)
            .GroupBy(row => row.ReplyId)
            .SelectMany(same => same.OrderBy(row => row.Id).Skip(1));

    private static IEnumerable<string> RowsAndTries(StoredState stored)
    {
        var tries = stored.Tries.ToLookup(one => one.MessageId);
        foreach (var reply in stored.Outbox)
        {
            if (tries[reply.Id].Count() != reply.Attempts)
                yield return $"{reply.Template} {reply.Id} counts {reply.Attempts} and has {tries[reply.Id].Count()}";
            if (reply.State is not ("sent" or "delivered" or "undelivered"))
                yield return $"{reply.Template} {reply.Id} is {reply.State}";
        }
        foreach (var twice in stored.Tries.Where(one => one.Sid is not null).GroupBy(one => one.Sid))
            if (twice.Count() > 1)
                yield return $"{twice.Key} is of {twice.Count()} tries";
    }

    private static IEnumerable<string> PasswordsTwice(StoredState stored)
    {
        var tokens = stored.Tries.Select(one => one.Token).ToHashSet(StringComparer.Ordinal);
        foreach (var twice in stored.Passwords.GroupBy(one => one.Hash).Where(same => same.Count() > 1))
            yield return $"{twice.Count()} rows have one hash";
        foreach (var twice in stored.Passwords.GroupBy(one => one.AttemptToken).Where(same => same.Count() > 1))
            yield return $"try {twice.Key} drew {twice.Count()}";
        foreach (var lone in stored.Passwords.Where(one => !tokens.Contains(one.AttemptToken)))
            yield return $"member {lone.MemberId} has one of no try";
    }

    private static IEnumerable<string> Consents(StoredState stored)
    {
        var given = stored.Consents.ToLookup(consent => consent.MemberId, consent => consent.Kind);
        return stored
            .Members.Where(member => !given[member.Id].Any() || given[member.Id].Any(kind => kind != "service"))
            .Select(member => $"member {member.Id} agreed to {string.Join(", ", given[member.Id])}");
    }

    private static bool IsWelcome(StoredReply reply) => reply.Template is "Activated" or "ActivatedOwnPassword";
}
