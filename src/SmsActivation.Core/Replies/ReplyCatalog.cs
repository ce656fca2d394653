namespace SmsActivation.Core.Replies;

/// <summary>Every language's texts: the files as loaded, and what is sent now, which is theirs until another set takes its
/// place. A faulty file is kept with its faults: the check names them all at once.</summary>
public sealed class ReplyCatalog
{
    private readonly SortedDictionary<string, ReplyFile> files = new(StringComparer.Ordinal);
    private volatile ReplySet sent;

    internal ReplyCatalog(IEnumerable<ReplyFile> files)
    {
        foreach (var file in files)
        {
            this.files.TryAdd(file.Language, file);
        }

        sent = new ReplySet(
            this.files.Values.Where(file => file.Content is not null)
                .ToDictionary(file => file.Language, file => file.Content!),
            published: [],
            unfit: []
        );
    }

    private ReplyCatalog(SortedDictionary<string, ReplyFile> files, ReplySet sent)
    {
        this.files = files;
        this.sent = sent;
    }

    /// <summary>The languages that have a file, in alphabetical order.</summary>
    public IReadOnlyList<string> Languages => [.. files.Keys];

    /// <summary>What is sent from this moment on, by whoever asks next.</summary>
    public ReplySet Sent
    {
        get => sent;
        set => sent = value;
    }

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

    /// <summary>The name of a language in itself, as its file has it; else its code.</summary>
    public string NameOf(string language) => File(language)?.Content?.Name ?? language;

    /// <summary>What the file says; null when it says nothing.</summary>
    public string? FilesText(string language, ReplyTemplate template) =>
        File(language)?.Content?.ByName.GetValueOrDefault(template.ToString());

    /// <summary>The texts of this moment, whatever is published later: all the words of one send are of one set.</summary>
    public ReplyCatalog AsOfNow() => new(files, sent);

    /// <summary>Every fault of the files at once, each naming its file or setting; empty when all is well.</summary>
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
        var now = sent;
        foreach (var code in (string[])[ReplyLanguage.Code(language), ReplyLanguage.Code(defaultLanguage)])
        {
            if (now.Text(code, template) is { } text)
            {
                return (text, now.Of(code)!.Time);
            }
        }

        return null;
    }

    internal ReplyFile? File(string language) => files.GetValueOrDefault(language);
}
