using System.ComponentModel;
using System.Globalization;
using SmsActivation.Core.Cards;

namespace SmsActivation.Worker.Api;

/// <summary>What a till may know of a card: nothing of its owner.</summary>
/// <param name="Ending">The last four signs of its number.</param>
/// <param name="State">As of now; Active without an owner counts as Issued.</param>
/// <param name="Sentence">For the cashier, in the till's language.</param>
public sealed record TillAnswer(
    [property: Description("The last four signs of its number.")] string Ending,
    [property: Description("Prepared, Issued, Active, Blocked, Expired or Replaced.")] string State,
    [property: Description("It takes points.")] bool MayCollect,
    [property: Description("It may be paid with.")] bool MaySpend,
    [property: Description("For the cashier to say.")] string Sentence,
    [property: Description("Of the sentence.")] string Language
)
{
    /// <param name="ourNumber">The number to text, as it is shown.</param>
    public static TillAnswer Of(CardView card, TillTexts texts, string ourNumber, string support)
    {
        var state = card is { State: CardState.Active, Phone: null } ? CardState.Issued : card.State;
        var held = card.HeldAt is not null && state == CardState.Issued;
        var sentence = state switch
        {
            CardState.Active => texts.Active,
            CardState.Issued => Fill(held ? texts.Held : texts.NotActivated, held ? support : ourNumber),
            CardState.Prepared => Fill(texts.Prepared, support),
            CardState.Blocked => Fill(texts.Blocked, support),
            CardState.Expired => texts.Expired,
            CardState.Replaced => texts.Replaced,
        };
        return new TillAnswer(
            card.Number[^Math.Min(4, card.Number.Length)..],
            state.ToString(),
            MayCollect: state is CardState.Active or CardState.Issued,
            MaySpend: state == CardState.Active,
            sentence,
            texts.Code
        );
    }

    private static string Fill(string text, string value) => string.Format(CultureInfo.InvariantCulture, text, value);
}
