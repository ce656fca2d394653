using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmsActivation.Core.Replies;

/// <summary>One language's texts as its file has them. <see cref="Content"/> is null if the file could not be read, and
/// then <see cref="Faults"/> says why.</summary>
internal sealed record ReplyFile(string Language, ReplyFile.Texts? Content, IReadOnlyList<string> Faults)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false, // a line copied and forgotten would silently win
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>The texts by the name in the file, which may be no template's.</summary>
    /// <param name="Name">Of the language, in itself.</param>
    internal sealed record Texts(string Name, TimeWords Time, IReadOnlyDictionary<string, string> ByName)
    {
        /// <summary>With other texts in the place of these.</summary>
        public Texts With(IEnumerable<PublishedText> published)
        {
            var byName = new Dictionary<string, string>(ByName);
            foreach (var text in published)
            {
                if (text.Text is not null)
                {
                    byName[text.Template] = text.Text;
                }
            }

            return this with
            {
                ByName = byName,
            };
        }
    }

    public static ReplyFile Read(string path)
    {
        var language = ReplyLanguage.Code(Path.GetFileNameWithoutExtension(path));
        try
        {
            return Parse(language, File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true)));
        }
        catch (DecoderFallbackException)
        {
            return new ReplyFile(language, null, ["is not saved as UTF-8"]);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new ReplyFile(language, null, [$"cannot be read: {fault.Message}"]);
        }
    }

    public static ReplyFile Parse(string language, string json)
    {
        Written? written;
        try
        {
            written = JsonSerializer.Deserialize<Written>(json, Json);
        }
        catch (JsonException fault)
        {
            return new ReplyFile(language, null, [Plain(fault)]);
        }

        if (written?.Texts is null)
        {
            return new ReplyFile(language, null, ["\"texts\" is missing"]);
        }

        List<string> faults = [];
        if (written.Language is null || ReplyLanguage.Code(written.Language) != language)
        {
            faults.Add($"\"language\" is \"{written.Language}\", the file's name says \"{language}\"");
        }

        var time = new TimeWords(
            NumberWords.Read("minutes", written.Time?.Minutes, faults),
            NumberWords.Read("hours", written.Time?.Hours, faults),
            NumberWords.Read("days", written.Time?.Days, faults)
        );
        var longest = time.Everything().MaxBy(words => words.Length)!;
        if (longest.Length > Placeholder.Time.Longest())
        {
            faults.Add(
                $"time: \"{longest}\" has {longest.Length} signs, at most {Placeholder.Time.Longest()} fit the texts"
            );
        }

        return new ReplyFile(language, new Texts(written.Name ?? language, time, written.Texts), faults);
    }

    /// <summary>The serializer counts lines from 0, says where at the end, and names types that are no editor's business.</summary>
    private static string Plain(JsonException fault)
    {
        var message = fault.Message.Split([" Path: ", " LineNumber: ", " contained in type"], StringSplitOptions.None)[
            0
        ];

        // In broken syntax the path is still that of the entry before.
        var place = fault.Path is null or "$" || fault.InnerException is JsonException ? "" : $" ({fault.Path})";
        return $"line {(fault.LineNumber ?? 0) + 1}{place}: {message.TrimEnd('.')}";
    }

    private sealed record Written(string? Language, string? Name, Durations? Time, Dictionary<string, string>? Texts);

    private sealed record Durations(
        Dictionary<string, string>? Minutes,
        Dictionary<string, string>? Hours,
        Dictionary<string, string>? Days
    );
}
