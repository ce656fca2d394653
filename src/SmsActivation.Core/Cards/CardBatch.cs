namespace SmsActivation.Core.Cards;

/// <summary>The batch that a card was made or brought in with.</summary>
public static class CardBatch
{
    /// <summary>Cards to play with: a host on a real carrier refuses to start while any exist.</summary>
    public const string Demo = "demo";
}
