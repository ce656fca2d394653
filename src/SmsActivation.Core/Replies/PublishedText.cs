namespace SmsActivation.Core.Replies;

/// <summary>One version of a text, as somebody published it over the file's.</summary>
public sealed class PublishedText
{
    public long Id { get; init; }
    public string Language { get; init; } = "";

    /// <summary>The template's name; it may be one that only a newer program knows.</summary>
    public string Template { get; init; } = "";

    /// <summary>Of this one text, from 1 on. 0 is the file's.</summary>
    public int Version { get; init; }

    /// <summary>Null: the file's text holds again.</summary>
    public string? Text { get; init; }

    public DateTimeOffset PublishedAt { get; init; }

    /// <summary>Their name on that day.</summary>
    public string PublishedBy { get; init; } = "";
    public string Note { get; init; } = "";
}

/// <summary>A published text that cannot be sent with the settings of now; the file's is sent instead.</summary>
public sealed record UnfitText(PublishedText Text, IReadOnlyList<string> Faults);
