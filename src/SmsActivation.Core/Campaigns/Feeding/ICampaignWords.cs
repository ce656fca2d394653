namespace SmsActivation.Core.Campaigns.Feeding;

/// <summary>Somebody whose turn it is.</summary>
public class Recipient
{
    public long Id { get; init; }
    public string Phone { get; init; } = "";

    /// <summary>Of the number.</summary>
    public string? Country { get; init; }
    public string? Name { get; init; }
    public string? Language { get; init; }
    public string? Card { get; init; }

    /// <summary>The other columns, as JSON.</summary>
    public string? Fields { get; init; }
}

/// <summary>A campaign's text to one recipient.</summary>
public sealed record CampaignText(string Language, string Words);

/// <summary>What a campaign says to each of its recipients.</summary>
public interface ICampaignWords
{
    /// <param name="texts">By language, with their placeholders.</param>
    Func<Recipient, CampaignText> Of(Campaign campaign, IReadOnlyDictionary<string, string> texts);
}

/// <summary>Fills in name and card, in the recipient's language where there is a text in it.</summary>
public sealed class NameAndCard : ICampaignWords
{
    public Func<Recipient, CampaignText> Of(Campaign campaign, IReadOnlyDictionary<string, string> texts)
    {
        var first = texts.Keys.Order(StringComparer.Ordinal).First();
        return recipient =>
        {
            var language = recipient.Language is { } asked && texts.ContainsKey(asked) ? asked : first;
            var words = texts[language]
                .Replace("{name}", recipient.Name ?? "", StringComparison.Ordinal)
                .Replace("{card}", recipient.Card ?? "", StringComparison.Ordinal);
            return new CampaignText(language, words);
        };
    }
}
