namespace SmsActivation.Core.Replies;

/// <summary>A text that somebody would send in the place of what is sent now.</summary>
/// <param name="Text">Null: the file's.</param>
public sealed record ReplyDraft(string Language, ReplyTemplate Template, string? Text)
{
    /// <summary>More than any text that may be sent, placeholders and all.</summary>
    public const int Longest = 1000;

    /// <summary>As a form brings it: browsers end lines with two signs, and nobody means the spaces around a text.</summary>
    public static ReplyDraft Typed(string language, ReplyTemplate template, string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var text = typed.ReplaceLineEndings("\n").Trim();
        return new(language, template, text.Length <= Longest ? text : text[..Longest]);
    }

    internal PublishedText AsPublished() =>
        new()
        {
            Language = Language,
            Template = Template.ToString(),
            Text = Text,
        };
}
