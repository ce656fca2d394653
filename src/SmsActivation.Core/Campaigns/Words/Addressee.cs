using System.Text.Json;

namespace SmsActivation.Core.Campaigns.Words;

/// <summary>Whom a text is written to: what a list says of somebody.</summary>
public sealed record Addressee
{
    public string? Name { get; init; }

    /// <summary>As the list has it; null where it asks for none.</summary>
    public string? Language { get; init; }

    /// <summary>Of the phone (ISO 3166).</summary>
    public string? Country { get; init; }

    /// <summary>The whole number; a text shows its last 4 signs.</summary>
    public string? Card { get; init; }

    /// <summary>What they sign in with; null where it is not known yet, and then one of the greatest length stands for
    /// it.</summary>
    public string? UserName { get; init; }

    /// <summary>The list's other columns, by their names in lower case.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <param name="fields">As JSON; null where there are none.</param>
    internal static Addressee Of(string? name, string? language, string? country, string? card, string? fields) =>
        new()
        {
            Name = name,
            Language = language,
            Country = country,
            Card = card,
            Fields = fields is null
                ? new Dictionary<string, string>()
                : JsonSerializer.Deserialize<Dictionary<string, string>>(fields)!,
        };
}
