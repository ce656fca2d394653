namespace SmsActivation.Core.Cards;

/// <summary>A card's life: printed, handed out, in use, and the ways it ends.</summary>
public enum CardState
{
    Prepared,
    Issued,
    Active,
    Blocked,
    Expired,
    Replaced,
}
