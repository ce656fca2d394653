using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmsActivation.Core.Activation;

/// <summary>What an outcome was decided on, for the person who asks why: no body, no number, no password.</summary>
public sealed record DecisionFacts(
    int Candidates,
    int Known,
    bool NearMiss,
    string? State,
    string? Linked,
    bool Held,
    string? Keyword,
    bool OptedOut,
    int FailedTries,
    int PasswordRequests,
    int MemberCards,
    string? LastPasswordText,
    int RepliesInBurst,
    int RepliesInDay,
    string? Withheld
)
{
    /// <summary>Null where nothing was kept: of a text that was given up, and of one that had its time.</summary>
    public static DecisionFacts? Read(string? json)
    {
        if (json is null or "" or "{}")
            return null;
        try
        {
            return JsonSerializer.Deserialize(json, DecisionJson.Default.DecisionFacts);
        }
        // Another version's, written otherwise.
        catch (JsonException)
        {
            return null;
        }
    }

    public static DecisionFacts Of(ActivationFacts facts, ActivationOutcome outcome)
    {
        var card = facts.KnownCards is [var only] ? only : null;
        return new(
            facts.Text.Command.Candidates.Count,
            facts.KnownCards.Count,
            facts.Text.Command.NearMiss,
            card?.State.ToString(),
            card is null ? null : Holder(card, facts.Member),
            card?.Held == true,
            facts.Text.Keyword?.ToString(),
            facts.Conversation.OptedOut,
            facts.Conversation.FailedTries,
            facts.Conversation.PasswordRequests,
            facts.Member?.Cards.Count ?? 0,
            facts.Member?.LastWelcome?.State.ToString(),
            facts.Conversation.RepliesInBurst,
            facts.Conversation.RepliesInDay,
            outcome.Withheld?.ToString()
        );
    }

    public string ToJson() => JsonSerializer.Serialize(this, DecisionJson.Default.DecisionFacts);

    private static string Holder(CardFacts card, MemberFacts? member)
    {
        if (card.LinkedMember is null)
            return "none";
        return card.LinkedMember == member?.Id ? "sender" : "other";
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DecisionFacts))]
internal sealed partial class DecisionJson : JsonSerializerContext;
