using SmsActivation.Core.Cards;
using SmsActivation.Worker.Ops.Words;

namespace SmsActivation.Worker.Ops.Case;

/// <summary>A card's state, as people say it.</summary>
public static class CardWords
{
    public static string Of(CardState state) =>
        state switch
        {
            CardState.Prepared => "printed, not handed out",
            CardState.Issued => "handed out, not activated",
            CardState.Active => "active",
            CardState.Blocked => "blocked",
            CardState.Expired => "expired",
            CardState.Replaced => "replaced by a newer card",
        };

    public static Tone ToneOf(CardState state) =>
        state switch
        {
            CardState.Active => Tone.Good,
            CardState.Blocked or CardState.Replaced or CardState.Expired => Tone.Bad,
            CardState.Prepared => Tone.Warn,
            CardState.Issued => Tone.Neutral,
        };

    /// <param name="word">A newer version's is shown as it is.</param>
    public static string Was(string word) => Enum.TryParse<CardState>(word, out var state) ? Of(state) : word;

    public static string Unlinked(string? reason) =>
        reason switch
        {
            "unlinked" => "unlinked by staff",
            "undone" => "its activation was undone",
            "blocked" => "the card was blocked",
            "replaced" => "the card was replaced",
            "expired" => "the card expired",
            "closed" => "the account was closed",
            "erased" => "the person was erased",
            null => "ended",
            _ => reason,
        };
}
