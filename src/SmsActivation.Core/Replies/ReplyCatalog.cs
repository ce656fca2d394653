namespace SmsActivation.Core.Replies;

/// <summary>Every language's texts, as loaded. A faulty file is kept with its faults: the check names them all at once.</summary>
public sealed class ReplyCatalog
{
    private readonly SortedDictionary<string, ReplyFile> files = new(StringComparer.Ordinal);

    internal ReplyCatalog(IEnumerable<ReplyFile> files)
    {
        foreach (var file in files)
        {
            this.files.TryAdd(file.Language, file);
        }
    }

    /// <summary>The languages that have a file, in alphabetical order.</summary>
    public IReadOnlyList<string> Languages => [.. files.Keys];

    internal IEnumerable<ReplyFile> Files => files.Values;

    /// <summary>Reads every <c>&lt;language&gt;.json</c>. A file in an earlier folder wins over its namesake in a later one, also
    /// when it is faulty; a folder that does not exist is passed over.</summary>
    public static ReplyCatalog Load(IReadOnlyList<string> folders) =>
        new(
            folders
                .Where(Directory.Exists)
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
                .Select(ReplyFile.Read)
        );

    /// <summary>Every fault at once, each naming its file or setting; empty when all is well.</summary>
    /// <param name="numberLanguages">The languages of <c>Twilio:Numbers</c>.</param>
    /// <param name="readsAs">What a text would be taken for if a customer sent it back to us, or null for nothing.</param>
    public IReadOnlyList<string> Check(
        ReplyOptions options,
        IEnumerable<string?> numberLanguages,
        Func<string, string?>? readsAs = null
    ) => ReplyCheck.Run(this, options, numberLanguages, readsAs).Faults;

    /// <summary>The text in this language, else in the default one.</summary>
    internal (string Text, TimeWords Time)? Find(ReplyTemplate template, string language, string defaultLanguage)
    {
        foreach (var code in (string[])[ReplyLanguage.Code(language), ReplyLanguage.Code(defaultLanguage)])
        {
            if (
                files.GetValueOrDefault(code)?.Content is { } content
                && content.ByName.GetValueOrDefault(template.ToString()) is { } text
                && !string.IsNullOrWhiteSpace(text)
            )
            {
                return (text, content.Time);
            }
        }

        return null;
    }
}
