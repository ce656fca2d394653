namespace SmsActivation.Core.Cards;

/// <summary>The section <c>CardNumbers</c>: what our card numbers look like, and the one that our texts show.</summary>
public sealed class CardNumberOptions
{
    public const string Section = "CardNumbers";

    /// <summary>Tried in this order; a number that fits two formats is read as the first.</summary>
    public IReadOnlyList<CardNumberFormat> Formats { get; set; } = [];

    /// <summary>As written in replies, at most 19 signs; it is never a card.</summary>
    public string Example { get; set; } = "";

    public static CardNumberOptions Default
    {
        get
        {
            var options = new CardNumberOptions();
            options.ApplyDefaults();
            return options;
        }
    }

    /// <summary>
    /// To be called after binding (the binder adds to a list that it finds, and a default must not survive beside a
    /// configured format). Changes nothing when called twice.
    /// </summary>
    public void ApplyDefaults()
    {
        if (Formats.Count > 0)
            return;
        Formats =
        [
            new CardNumberFormat
            {
                Name = "card",
                Length = 16,
                Prefixes = ["9900"],
                CheckDigit = CheckDigit.Luhn,
            },
        ];
        if (Example.Length == 0)
            Example = "9900 0012 3456 7899";
    }
}
