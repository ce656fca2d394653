namespace SmsActivation.Core.Replies;

/// <summary>One text at its longest values. <see cref="Fault"/> is null when it is fit to be sent.</summary>
/// <param name="Allowed">The segments it may take in its encoding.</param>
public sealed record ReplyCheckRow(
    string Language,
    ReplyTemplate Template,
    SmsEncoding Encoding,
    int Units,
    int Segments,
    int Allowed,
    string? Fault,
    string Text
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
