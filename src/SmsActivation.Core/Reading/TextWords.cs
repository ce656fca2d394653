namespace SmsActivation.Core.Reading;

/// <summary>The words of a text as the reader sees them: clean, and written so that two that look alike are equal.</summary>
public static class TextWords
{
    public static IReadOnlySet<string> Of(string body) =>
        GroupScanner.Scan(TextCleaner.Clean(body), SignReadings.Word).Select(word => word.Signs).ToHashSet();

    /// <summary>How one word of letters stands among them.</summary>
    public static string Fold(string word) => TextFolding.Fold(TextCleaner.Clean(word));
}
