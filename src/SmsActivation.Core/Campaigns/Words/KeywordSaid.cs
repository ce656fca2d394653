using SmsActivation.Core.Reading;

namespace SmsActivation.Core.Campaigns.Words;

/// <summary>Whether a campaign's texts say its keyword: nobody adds a word that they were never told.</summary>
public static class KeywordSaid
{
    /// <summary>A sentence where none does; null also where there is no keyword, or no text yet.</summary>
    public static string? Fault(string? keyword, IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var word = keyword?.Trim() ?? "";
        var said = texts.Where(text => text.Trim().Length > 0).ToList();
        return
            word.Length == 0
            || said.Count == 0
            || said.Exists(text => TextWords.Of(text).Contains(TextWords.Fold(word)))
            ? null
            : $"None of its texts says {word}: nobody will know the word.";
    }
}
