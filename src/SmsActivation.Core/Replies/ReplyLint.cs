namespace SmsActivation.Core.Replies;

/// <summary>Which published texts may be sent with the settings of now, and which draft might be.</summary>
/// <param name="readsAs">What a text would be taken for if a customer sent it back to us, or null for nothing.</param>
public sealed class ReplyLint(ReplyCatalog catalog, ReplyOptions options, Func<string, string?>? readsAs = null)
{
    /// <summary>The published texts over those of the files. One that is not fit to be sent, because the brand has grown,
    /// say, must neither stop a host nor be lost: the file's text is sent in its place.</summary>
    /// <param name="published">The newest version of each text.</param>
    public ReplySet Lay(IReadOnlyList<PublishedText> published)
    {
        Dictionary<string, ReplyFile.Texts> languages = [];
        List<UnfitText> unfit = [];
        foreach (var file in catalog.Files)
        {
            if (file.Content is { } content)
            {
                languages[file.Language] = Lay(content, published.Where(text => text.Language == file.Language), unfit);
            }
        }

        unfit.AddRange(
            published
                .Where(text => text.Text is not null && !languages.ContainsKey(text.Language))
                .Select(text => new UnfitText(text, ["the language has no file any more"]))
        );
        return new ReplySet(languages, published, unfit);
    }

    /// <summary>What speaks against sending this draft from now on; empty when nothing does.</summary>
    /// <param name="published">The newest version of each text.</param>
    public IReadOnlyList<string> Faults(ReplyDraft draft, IReadOnlyList<PublishedText> published)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (catalog.File(draft.Language)?.Content is not { } file)
        {
            return ["the language has no file"];
        }

        var now = Lay(published);
        if (IsSent(draft, now))
        {
            return ["this is what is sent already"];
        }

        List<UnfitText> unfit = [];
        var own = draft.AsPublished();
        var others = published.Where(text => text.Language == own.Language && text.Template != own.Template);
        var then = Lay(file, [.. others, own], unfit);
        if (unfit.Find(found => found.Text == own) is { } refused)
        {
            return refused.Faults;
        }

        return unfit.Find(found => now.Unfit.All(already => already.Text != found.Text)) is { } harmed
            ? [$"{harmed.Text.Template} could not be sent any more: {harmed.Faults[0]}"]
            : Check(then).Faults(draft.Template);
    }

    /// <summary>How a draft reads and what it costs, whether or not it may be sent.</summary>
    /// <param name="sample">What a customer of today might be told.</param>
    public DraftCheck Look(ReplyDraft draft, ReplyParameters sample)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var text = draft.Text ?? catalog.FilesText(draft.Language, draft.Template) ?? "";
        return Show(draft.Language, draft.Template, text, sample) with
        {
            Faults = Faults(draft, catalog.Sent.Published),
        };
    }

    /// <summary>The same of the text that is sent now.</summary>
    public DraftCheck Look(string language, ReplyTemplate template, ReplyParameters sample) =>
        Show(language, template, catalog.Sent.Text(language, template) ?? "", sample);

    private DraftCheck Show(string language, ReplyTemplate template, string text, ReplyParameters sample)
    {
        var sent = catalog.Sent;
        if (sent.Of(language) is not { } content || string.IsNullOrWhiteSpace(text))
        {
            return new DraftCheck(template, text, Longest: "", Real: "", Faults: []);
        }

        var laid = content.With([new ReplyDraft(language, template, text).AsPublished()]);
        var shown = catalog.AsOfNow();
        shown.Sent = sent.With(language, laid);
        return new DraftCheck(
            template,
            text,
            Check(laid).AtLongest(template),
            new ReplyWriter(shown, options).Render(template, language, sample),
            Faults: []
        );
    }

    private ReplyFile.Texts Lay(ReplyFile.Texts file, IEnumerable<PublishedText> published, List<UnfitText> unfit)
    {
        var fit = published
            .Where(text => text.Text is not null && ReplyTemplates.Find(text.Template) is not null)
            .ToList();
        while (true)
        {
            var laid = file.With(fit);
            var check = Check(laid);
            var faulty = fit.Select(text => new UnfitText(
                    text,
                    check.Faults(ReplyTemplates.Find(text.Template)!.Value)
                ))
                .Where(found => found.Faults.Count > 0)
                .ToList();
            if (faulty.Count == 0)
            {
                return laid;
            }

            // The file's text that comes back in its place may be what another one says.
            unfit.AddRange(faulty);
            fit.RemoveAll(text => faulty.Exists(found => found.Text == text));
        }
    }

    private static bool IsSent(ReplyDraft draft, ReplySet now) =>
        draft.Text is null
            ? now.Newest(draft.Language, draft.Template)?.Text is null
            : now.Text(draft.Language, draft.Template) == draft.Text;

    private ReplyTextCheck Check(ReplyFile.Texts texts) => new(texts, options, readsAs);
}
