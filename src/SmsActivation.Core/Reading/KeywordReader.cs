namespace SmsActivation.Core.Reading;

/// <summary>Rule 9: the words that command us, on the words of a text.</summary>
internal sealed class KeywordReader(IReadOnlyList<LanguageWords> languages)
{
    private readonly PhraseSet _stop = new(languages.SelectMany(language => language.Stop));
    private readonly PhraseSet _stopAlone = new(languages.SelectMany(language => language.StopAlone));
    private readonly PhraseSet _start = new(languages.SelectMany(language => language.Start));
    private readonly PhraseSet _help = new(languages.SelectMany(language => language.Help));
    private readonly PhraseSet _password = new(languages.SelectMany(language => language.Password));
    private readonly PhraseSet _loss = new(languages.SelectMany(language => language.Loss));
    private readonly PhraseSet _card = new(languages.SelectMany(language => language.Card));

    /// <summary>Whoever sends a card number wants it activated, whatever else the text says.</summary>
    public Keyword? Read(IReadOnlyList<SignGroup> words, bool hasCandidate)
    {
        if (hasCandidate)
            return null;
        if (_stop.Begins(words) || _stopAlone.IsAllOf(words))
            return Keyword.Stop;
        if (_start.IsAllOf(words))
            return Keyword.Start;
        if (_help.IsAllOf(words))
            return Keyword.Help;
        return _password.Begins(words) ? Keyword.Password : null;
    }

    public bool HasLossWord(IReadOnlyList<SignGroup> words) => _loss.IsIn(words);

    public bool HasCardWord(IReadOnlyList<SignGroup> words) => _card.IsIn(words);
}
