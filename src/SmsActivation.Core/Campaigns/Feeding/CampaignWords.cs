namespace SmsActivation.Core.Campaigns.Feeding;

/// <summary>Somebody whose turn it is.</summary>
public class Recipient
{
    public long Id { get; init; }
    public string Phone { get; init; } = "";
    public string? Name { get; init; }
    public string? Language { get; init; }
    public string? Card { get; init; }

    /// <summary>The other columns, as JSON.</summary>
    public string? Fields { get; init; }
}

/// <summary>What a campaign says to somebody.</summary>
public interface ICampaignWords
{
    /// <param name="texts">By language, with their placeholders.</param>
    /// <returns>The words, and the language that they are in.</returns>
    CampaignText Render(IReadOnlyDictionary<string, string> texts, Recipient recipient);
}

/// <summary>A campaign's text to one recipient.</summary>
public sealed record CampaignText(string Language, string Words);

/// <summary>Fills in name and card, in the recipient's language where there is a text in it.</summary>
public sealed class CampaignWords : ICampaignWords
{
    public CampaignText Render(IReadOnlyDictionary<string, string> texts, Recipient recipient)
    {
        var language = recipient.Language is { } asked && texts.ContainsKey(asked) ? asked : texts.Keys.Order().First();
        var words = texts[language]
            .Replace("{name}", recipient.Name ?? "", StringComparison.Ordinal)
            .Replace("{card}", recipient.Card ?? "", StringComparison.Ordinal);
        return new CampaignText(language, words);
    }
}
