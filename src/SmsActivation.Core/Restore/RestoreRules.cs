using System.Text.RegularExpressions;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Core.Restore;

/// <summary>Which of a phone's held replies the lost host has sent, by the carrier's list. A text too few costs less trust
/// than one too many, so it goes from the surest sign to the weakest: the words; a text with a password that was redacted
/// since; any text of ours that nothing else accounts for, as the answer to a text that both hosts decided.</summary>
public static class RestoreRules
{
    private static readonly TimeSpan DatesAreCutBy = TimeSpan.FromSeconds(1);

    /// <summary>Whether a listed message may be one of ours; what it says is looked at later.</summary>
    public static bool MayBe(TwilioMessage listed) =>
        listed is { Sid: not null, DateCreated: not null }
        && listed.Direction?.StartsWith("inbound", StringComparison.Ordinal) != true;

    /// <summary>Each message is one reply's at most, the oldest of each first.</summary>
    /// <param name="held">All held replies to one address.</param>
    /// <param name="joined">The texts from there that another's reply answers here. The lost host may have answered each
    /// by itself, and what it said then is the answer to no other text.</param>
    /// <param name="wordsOf">How it would be sent now, with {password} left open.</param>
    /// <param name="senderOf">What it would leave from.</param>
    /// <param name="listed">What may be, without those known by their SID.</param>
    public static IReadOnlyList<FoundReply> Match(
        IReadOnlyList<HeldReply> held,
        IReadOnlyList<HeldReply> joined,
        Func<HeldReply, string> wordsOf,
        Func<HeldReply, string> senderOf,
        IReadOnlyList<TwilioMessage> listed
    )
    {
        var replies = InOrder(held);
        var messages = listed.OrderBy(message => message.DateCreated).ToList();
        var found = new List<FoundReply>();
        Take((reply, message) => reply.Says(message));
        Take(IsItsPassword);
        foreach (var reply in InOrder(joined))
            if (messages.Find(one => reply.IsAfter(one) && (reply.Says(one) || IsItsPassword(reply, one))) is { } its)
                messages.Remove(its);
        Take((reply, message) => (reply.Reply.DecidedAnew || IsRedacted(message)) && reply.IsFromUs(message));
        return found;

        List<Held> InOrder(IReadOnlyList<HeldReply> some) =>
            [
                .. some.OrderBy(reply => reply.Since)
                    .ThenBy(reply => reply.Text.Id)
                    .Select(reply => new Held(reply, wordsOf(reply), senderOf(reply))),
            ];

        static bool IsItsPassword(Held reply, TwilioMessage message) =>
            reply.Reply.Text.HoldsPassword && IsRedacted(message) && reply.IsFromUs(message);

        void Take(Func<Held, TwilioMessage, bool> isIt)
        {
            foreach (var reply in replies.ToList())
            {
                var at = messages.FindIndex(message => reply.IsAfter(message) && isIt(reply, message));
                if (at < 0)
                    continue;
                found.Add(new FoundReply(reply.Reply, reply.Words, messages[at]));
                messages.RemoveAt(at);
                replies.Remove(reply);
            }
        }
    }

    private static bool IsRedacted(TwilioMessage message) => string.IsNullOrEmpty(message.Body);

    private sealed class Held(HeldReply reply, string words, string sender)
    {
        private readonly List<Regex> _patterns =
        [
            .. reply.Tried.Append(words).Distinct().Select(SettleRules.PatternOf),
        ];

        public HeldReply Reply => reply;
        public string Words => words;

        public bool IsAfter(TwilioMessage message)
        {
            if (reply.ByCarriersClock)
                return message.DateCreated >= reply.Since - DatesAreCutBy;
            var since = reply.Since - SettleRules.ClockSlack;
            return message.DateCreated >= since || message.DateCreated + message.ClockAhead >= since;
        }

        public bool Says(TwilioMessage message) =>
            !IsRedacted(message) && _patterns.Exists(pattern => pattern.IsMatch(SettleRules.Body(message)));

        /// <summary>The carrier's own answer to a keyword, and what others send with this account, are none of ours.</summary>
        public bool IsFromUs(TwilioMessage message) =>
            message.Direction is null or "outbound-api"
            && (message.From == sender || message.MessagingServiceSid == sender);
    }
}
