namespace SmsActivation.Core.Replies;

/// <summary>What is sent: the files' texts with the published ones over them. A set never changes; another takes its
/// place.</summary>
public sealed class ReplySet
{
    private readonly IReadOnlyDictionary<string, ReplyFile.Texts> languages;

    internal ReplySet(
        IReadOnlyDictionary<string, ReplyFile.Texts> languages,
        IReadOnlyList<PublishedText> published,
        IReadOnlyList<UnfitText> unfit
    )
    {
        this.languages = languages;
        Published = published;
        Unfit = unfit;
    }

    /// <summary>The newest version of each text that was ever published, those that went back to the file among them.</summary>
    public IReadOnlyList<PublishedText> Published { get; }

    public IReadOnlyList<UnfitText> Unfit { get; }

    /// <summary>The text of this very language; null when it has none.</summary>
    public string? Text(string language, ReplyTemplate template) =>
        Of(language)?.ByName.GetValueOrDefault(template.ToString()) is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;

    /// <summary>Its newest version; null when none was ever published.</summary>
    public PublishedText? Newest(string language, ReplyTemplate template) =>
        Published.FirstOrDefault(text => text.Language == language && text.Template == template.ToString());

    /// <summary>The published version that is sent; null when it is the file's text that is.</summary>
    public PublishedText? InForce(string language, ReplyTemplate template) =>
        Newest(language, template) is { Text: not null } newest
        && languages.ContainsKey(language)
        && Unfit.All(unfit => unfit.Text.Id != newest.Id)
            ? newest
            : null;

    /// <summary>With these texts for a language.</summary>
    internal ReplySet With(string language, ReplyFile.Texts texts) =>
        new(new Dictionary<string, ReplyFile.Texts>(languages) { [language] = texts }, Published, Unfit);

    internal ReplyFile.Texts? Of(string language) => languages.GetValueOrDefault(language);
}
