namespace SmsActivation.Core.Replies;

/// <summary>What is wrong with each text of one language, in words for whoever edits the file.</summary>
internal sealed class ReplyTextCheck(ReplyFile.Texts content, ReplyOptions options, Func<string, string?>? readsAs)
{
    private readonly string longestTime = content.Time.Everything().MaxBy(words => words.Length)!;

    public IReadOnlyList<string> Faults(ReplyTemplate template)
    {
        if (Text(template) is not { } text)
        {
            return ["the text is missing"];
        }

        return string.IsNullOrWhiteSpace(text)
            ? ["the text is empty"]
            :
            [
                .. BraceFaults(template, text),
                .. LengthFaults(template),
                .. ClingingFaults(text),
                .. ControlFaults(text),
                .. TwinFaults(template, text),
                .. ReadingFaults(text),
            ];
    }

    /// <summary>The text with each value as long as it may ever be; a missing one is empty.</summary>
    public string AtLongest(ReplyTemplate template) =>
        ReplyText.Fill(
            Text(template) ?? "",
            placeholder => Value(placeholder, "bcdf-ghjk-mnpq", longestTime).PadRight(placeholder.Longest(), 'x')
        );

    private string? Text(ReplyTemplate template) => content.ByName.GetValueOrDefault(template.ToString());

    private static IEnumerable<string> BraceFaults(ReplyTemplate template, string text)
    {
        var names = ReplyText.Names(text);
        foreach (var name in names)
        {
            if (Placeholders.Find(name) is not { } known)
            {
                yield return $"unknown placeholder {{{name}}}";
            }
            else if (!template.Given().Contains(known))
            {
                yield return $"{{{name}}} has no value in this text";
            }
        }

        foreach (var needed in template.Needed().Where(needed => !names.Contains(needed.Name())))
        {
            yield return $"{{{needed.Name()}}} is missing";
        }

        if (ReplyText.HasStrayBrace(text))
        {
            yield return "a brace without its partner";
        }
    }

    private IEnumerable<string> LengthFaults(ReplyTemplate template)
    {
        var text = AtLongest(template);
        var (encoding, units, segments) = SmsSegments.Count(text);
        var allowed = template.SegmentsAllowed(encoding);
        if (segments > allowed)
        {
            var alphabet = encoding switch
            {
                SmsEncoding.Gsm7 => encoding.Name(),
                SmsEncoding.Ucs2 =>
                    $"{encoding.Name()} because of \"{text.EnumerateRunes().First(GsmAlphabet.IsForeign)}\"",
            };
            yield return $"too long: {units} units ({alphabet}) make {segments} segments, {allowed} allowed";
        }
    }

    private static IEnumerable<string> ClingingFaults(string text)
    {
        if (ReplyText.ClingingSign(text) is var (name, sign))
        {
            yield return $"the \"{sign}\" right after {{{name}}} would be copied along with it";
        }
    }

    /// <summary>Phones show a box for it, or nothing, and for a tab what they like.</summary>
    private static IEnumerable<string> ControlFaults(string text) =>
        text.Where(sign => char.IsControl(sign) && sign is not ('\n' or '\r'))
            .Distinct()
            .Select(sign => $"a control sign, U+{(int)sign:X4}");

    private IEnumerable<string> TwinFaults(ReplyTemplate template, string text) =>
        ReplyTemplates
            .All.Where(other => other != template && Text(other) is { } its && Plain(its) == Plain(text))
            .Select(other => $"the same text as {other}");

    private static string Plain(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();

    /// <summary>With today's values and the password left open, as a quoted reply would hold neither padding nor password
    /// (a text with a password is met before any other reading).</summary>
    private IEnumerable<string> ReadingFaults(string text)
    {
        var quoted = ReplyText.Fill(text, placeholder => Value(placeholder, "{password}", longestTime));
        if (readsAs?.Invoke(quoted) is { } meaning)
        {
            yield return $"sent back to us it would be read as {meaning}";
        }
    }

    private string Value(Placeholder placeholder, string password, string time) =>
        placeholder switch
        {
            Placeholder.Brand => options.Brand,
            Placeholder.AccountUrl => options.AccountUrl,
            Placeholder.Support => options.SupportContact,
            Placeholder.Example => options.Example,
            Placeholder.Card => "1234",
            Placeholder.Password => password,
            Placeholder.Time => time,
        };
}
