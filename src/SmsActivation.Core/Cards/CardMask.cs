namespace SmsActivation.Core.Cards;

/// <summary>The form of a card number that a log or a listing may hold: <c>•••• 1234</c>.</summary>
public static class CardMask
{
    private const string Hidden = "••••";
    private const int MostShown = 4;

    /// <summary>The last 4 signs; of what is too short to hide anything that way, none.</summary>
    public static string Mask(string number) => number.Length > MostShown ? $"{Hidden} {number[^MostShown..]}" : Hidden;
}
