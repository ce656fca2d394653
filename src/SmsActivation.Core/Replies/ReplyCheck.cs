namespace SmsActivation.Core.Replies;

/// <summary>One text at its longest values. <see cref="Fault"/> is null when it is fit to be sent.</summary>
/// <param name="Allowed">The segments it may take in its encoding.</param>
/// <param name="Version">The published one; null for the file's text.</param>
public sealed record ReplyCheckRow(
    string Language,
    ReplyTemplate Template,
    SmsEncoding Encoding,
    int Units,
    int Segments,
    int Allowed,
    string? Fault,
    string Text,
    int? Version = null
);

/// <summary>What a check of all languages found: a row for every language and template, and every fault in words.</summary>
public sealed record ReplyCheck(IReadOnlyList<ReplyCheckRow> Rows, IReadOnlyList<string> Faults)
{
    /// <inheritdoc cref="ReplyCatalog.Check"/>
    public static ReplyCheck Run(
        ReplyCatalog catalog,
        ReplyOptions options,
        IEnumerable<string?> numberLanguages,
        Func<string, string?>? readsAs = null
    )
    {
        List<ReplyCheckRow> rows = [];
        List<string> faults = [.. ReplySettingsCheck.Faults(catalog, options, numberLanguages)];
        foreach (var file in catalog.Files)
        {
            faults.AddRange(file.Faults.Select(fault => $"{file.Language}.json: {fault}"));
            if (file.Content is not { } content)
            {
                continue;
            }

            faults.AddRange(Unknown(content).Select(name => $"{file.Language}.json: unknown template {name}"));
            var texts = new ReplyTextCheck(content, options, readsAs);
            foreach (var template in ReplyTemplates.All)
            {
                var found = texts.Faults(template);
                faults.AddRange(found.Select(fault => $"{file.Language}.json: {template}: {fault}"));
                rows.Add(Row(file.Language, template, texts.AtLongest(template), found));
            }
        }

        return new ReplyCheck(rows, faults);
    }

    /// <summary>The same of what is sent once these texts are published: the files' faults stay faults, for theirs are the
    /// texts that are fallen back on.</summary>
    public ReplyCheck With(ReplySet sent, ReplyOptions options, Func<string, string?>? readsAs = null)
    {
        ArgumentNullException.ThrowIfNull(sent);
        return new ReplyCheck(
            [.. Rows.Select(row => sent.InForce(row.Language, row.Template) is { } text ? Published(row, text) : row)],
            [.. Faults, .. sent.Unfit.Select(Words)]
        );

        ReplyCheckRow Published(ReplyCheckRow row, PublishedText text)
        {
            var longest = new ReplyTextCheck(sent.Of(row.Language)!, options, readsAs).AtLongest(row.Template);
            return Row(row.Language, row.Template, longest, []) with { Version = text.Version };
        }
    }

    /// <summary>A published text that is not sent, and why.</summary>
    public static string Words(UnfitText unfit)
    {
        ArgumentNullException.ThrowIfNull(unfit);
        var (text, faults) = unfit;
        return $"{text.Language}, published: {text.Template}, version {text.Version}, is not sent: {string.Join("; ", faults)}";
    }

    private static IEnumerable<string> Unknown(ReplyFile.Texts content) =>
        content.ByName.Keys.Except(ReplyTemplates.All.Select(template => template.ToString()));

    private static ReplyCheckRow Row(string language, ReplyTemplate template, string text, IReadOnlyList<string> faults)
    {
        var (encoding, units, segments) = SmsSegments.Count(text);
        var allowed = template.SegmentsAllowed(encoding);
        var fault = faults.Count == 0 ? null : string.Join("; ", faults);
        return new ReplyCheckRow(language, template, encoding, units, segments, allowed, fault, text);
    }
}
