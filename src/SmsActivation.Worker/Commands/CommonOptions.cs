using System.CommandLine;

namespace SmsActivation.Worker.Commands;

/// <summary>Options that mean the same wherever they stand.</summary>
internal static class CommonOptions
{
    private const int UsualLimit = 50;

    public static Option<bool> Json() =>
        new("--json") { Description = "Print one JSON object a line, for other programs." };

    public static Option<bool> Reveal() =>
        new("--reveal") { Description = "Show phones and cards in full, not their last 4 digits only." };

    /// <param name="what">Happened since then.</param>
    public static Option<DateTimeOffset?> Since(string what, TimeProvider time) =>
        new("--since")
        {
            HelpName = "T",
            Description = $"{what} since then: {SinceText.Forms}.",
            CustomParser = result => ReadSince(result.Tokens[0].Value, time.GetUtcNow(), result.AddError),
        };

    public static Option<int> Limit() =>
        new("--limit")
        {
            HelpName = "N",
            Description = "At most so many, the newest.",
            DefaultValueFactory = _ => UsualLimit,
            CustomParser = result => ReadLimit(result.Tokens[0].Value, result.AddError),
        };

    private static DateTimeOffset? ReadSince(string text, DateTimeOffset now, Action<string> addError)
    {
        var since = SinceText.Read(text, now);
        if (since is null)
            addError($"--since cannot be '{text}': write {SinceText.Forms}.");
        return since;
    }

    private static int ReadLimit(string text, Action<string> addError)
    {
        if (!int.TryParse(text, out var limit) || limit < 1)
            addError($"--limit cannot be '{text}': it takes a number from 1.");
        return limit;
    }
}
