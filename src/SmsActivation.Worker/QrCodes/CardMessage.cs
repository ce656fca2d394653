using SmsActivation.Core.Reading;

namespace SmsActivation.Worker.QrCodes;

/// <summary>What a code holds: the text that activates a card, addressed to us, as a phone's camera takes it. Why it is spelt
/// so is in docs/decisions/0034a.</summary>
/// <param name="ours">E.164, or a short code.</param>
/// <param name="keyword">Before the number: whose campaign the text answers. Null for none.</param>
internal sealed class CardMessage(SmsReader reader, string ours, string? keyword)
{
    private readonly string? _keyword = keyword?.Trim().ToUpperInvariant();

    public string Payload(string card) => $"SMSTO:{ours}:{Text(card)}";

    /// <summary>What the customer sends.</summary>
    public string Text(string card) => string.IsNullOrEmpty(_keyword) ? card : $"{_keyword} {card}";

    /// <summary>Why no code is made with this keyword; null where it will do.</summary>
    public string? KeywordFault() =>
        string.IsNullOrEmpty(_keyword) || reader.Read(_keyword, SenderForms.Unknown).Keyword is not { } meaning
            ? null
            : $"--keyword cannot be '{_keyword}': a text that begins with it is read as {meaning}";

    /// <summary>Why that text would not activate this card; null where it would.</summary>
    public string? Fault(string card)
    {
        var read = reader.Read(Text(card), SenderForms.Unknown);
        return read is { Keyword: null, LossWord: false, Candidates: [{ Number: var number }] } && number == card ? null
            : _keyword is null ? "its number fits none of CardNumbers:Formats any more"
            : $"the text '{_keyword} …' would not be read as a card's number alone";
    }
}
