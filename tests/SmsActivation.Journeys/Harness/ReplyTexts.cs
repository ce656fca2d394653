using System.Text.Json;
using System.Text.RegularExpressions;

namespace SmsActivation.Journeys.Harness;

/// <summary>The published texts, as patterns of what a handset may show.</summary>
public static class ReplyTexts
{
    public const string Password = "[bcdfghjkmnpqrtvwxyz34679]{4}(?:-[bcdfghjkmnpqrtvwxyz34679]{4}){2}";

    private static readonly Dictionary<string, Dictionary<string, string>> Languages = Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "replies"), "*.json")
        .ToDictionary(
            file => Path.GetFileNameWithoutExtension(file),
            file =>
                JsonDocument
                    .Parse(File.ReadAllText(file))
                    .RootElement.GetProperty("texts")
                    .EnumerateObject()
                    .ToDictionary(text => text.Name, text => text.Value.GetString()!)
        );

    /// <param name="card">The last 4 digits that the text must name, where it names a card; null for any.</param>
    public static bool IsTemplate(string body, string language, string template, string? card = null)
    {
        var pattern = Regex
            .Escape(Languages[language][template])
            .Replace(@"\{brand}", Regex.Escape(LongestValues.Brand))
            .Replace(@"\{card}", card is null ? @"\d{4}" : Regex.Escape(card[^4..]))
            .Replace(@"\{password}", Password)
            .Replace(@"\{account_url}", Regex.Escape(LongestValues.AccountUrl))
            .Replace(@"\{support}", Regex.Escape(LongestValues.Support))
            .Replace(@"\{example}", "[0-9A-Z ]{4,19}")
            .Replace(@"\{time}", @"[1-9]\d? [\p{L}]{1,6}");
        return Regex.IsMatch(body, $@"\A{pattern}\z", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
    }

    /// <summary>The password in a welcome or a reissue, as the customer reads it; null when there is none.</summary>
    public static string? TryPasswordIn(string body) =>
        Regex.Match(body, Password, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)) is { Success: true } found
            ? found.Value
            : null;

    public static string PasswordIn(string body) =>
        TryPasswordIn(body) ?? throw new InvalidOperationException("There is no password in this text.");
}

/// <summary>Values as long as the texts have room for.</summary>
public static class LongestValues
{
    public const string Brand = "Perlenkatze13";
    public const string AccountUrl = "https://konto.perlenkatze.test/";
    public const string Support = "+1 800 555 01999";
}
