using SmsActivation.Core.Activation;
using SmsActivation.Core.Delivery;
using SmsActivation.Worker.Ops.Words;

namespace SmsActivation.Worker.Ops.Case;

/// <summary>What an outcome was decided on, in sentences.</summary>
public static class DecisionWords
{
    public static IReadOnlyList<string> Of(DecisionFacts facts) =>
        [
            Numbers(facts),
            .. One(
                facts.State is null ? null : $"The card was {CardWords.Was(facts.State)}, and {Holder(facts.Linked)}."
            ),
            .. One(facts.Held ? "The card was held for review." : null),
            .. One(facts.Keyword is null ? null : $"It was read as the word {facts.Keyword.ToUpperInvariant()}."),
            .. One(
                facts.MemberCards == 0
                    ? null
                    : $"This phone had {(facts.MemberCards == 1 ? "one card" : $"{facts.MemberCards} cards")} in use."
            ),
            .. One(facts.OptedOut ? "This phone had opted out." : null),
            .. One(
                facts.FailedTries == 0
                    ? null
                    : $"{Count(facts.FailedTries, "failed try", "failed tries")} of this phone came before it."
            ),
            .. One(
                facts.PasswordRequests == 0
                    ? null
                    : $"{Count(facts.PasswordRequests, "password")} had been asked for that day."
            ),
            .. One(LastPassword(facts.LastPasswordText)),
            .. One(
                facts.RepliesInDay == 0
                    ? null
                    : $"{Count(facts.RepliesInDay, "reply", "replies")} had gone to this phone that day, {facts.RepliesInBurst} of them in the last 10 minutes."
            ),
            .. One(Withheld(facts.Withheld)),
        ];

    private static string Numbers(DecisionFacts facts) =>
        (facts.Candidates, facts.Known) switch
        {
            (0, _) when facts.NearMiss => "It held something that is nearly a card number.",
            (0, _) => "It held no card number.",
            (1, 1) => "It held one card number, and that is a card of ours.",
            (1, _) => "It held one card number, and that is no card of ours.",
            (var all, var known) =>
                $"It held {all} card numbers; {known} of them {(known == 1 ? "is a card" : "are cards")} of ours.",
        };

    private static string Holder(string? linked) =>
        linked switch
        {
            "sender" => "this very phone had it",
            "other" => "another phone had it",
            _ => "nobody had it",
        };

    private static string? LastPassword(string? state) =>
        state is not null && Enum.TryParse<DeliveryState>(state, out var known)
            ? $"The last text with a password: {DeliveryWords.Of(known).Sentence}."
            : null;

    private static string? Withheld(string? why) =>
        why switch
        {
            nameof(Core.Activation.Withheld.TooLate) => "It was not answered, because it was hours old.",
            nameof(Core.Activation.Withheld.ReplyLimit) =>
                "It was not answered, because this phone had been sent enough.",
            _ => null,
        };

    private static string[] One(string? sentence) => sentence is null ? [] : [sentence];

    private static string Count(int count, string one, string? many = null) =>
        count == 1 ? $"One {one}" : $"{count} {many ?? one + "s"}";
}
