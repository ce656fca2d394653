namespace SmsActivation.Core.Reading;

/// <summary>Words and phrases to look for among the words of a text.</summary>
internal sealed class PhraseSet(IEnumerable<string> phrases)
{
    private readonly ILookup<string, string[]> _byFirstWord = phrases
        .Select(phrase => TextFolding.Fold(phrase).Split(' '))
        .ToLookup(words => words[0]);

    public bool Begins(IReadOnlyList<SignGroup> words) => LengthAt(words, 0) > 0;

    public bool IsAllOf(IReadOnlyList<SignGroup> words) => words.Count > 0 && LengthAt(words, 0) == words.Count;

    public bool IsIn(IReadOnlyList<SignGroup> words)
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (LengthAt(words, at) > 0)
                return true;
        }

        return false;
    }

    private int LengthAt(IReadOnlyList<SignGroup> words, int at)
    {
        if (at >= words.Count)
            return 0;
        var longest = 0;
        foreach (var phrase in _byFirstWord[words[at].Signs])
        {
            var found = phrase
                .Select((word, i) => at + i < words.Count && words[at + i].Signs == word)
                .All(same => same);
            if (found && phrase.Length > longest)
                longest = phrase.Length;
        }

        return longest;
    }
}
