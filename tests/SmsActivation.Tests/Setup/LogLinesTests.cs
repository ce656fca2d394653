using System.Text.RegularExpressions;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Setup;

/// <summary>What the sources say of what is logged: docs/decisions/0021-what-is-never-logged.md.</summary>
public sealed partial class LogLinesTests
{
    private static readonly string Page = File.ReadAllText(
        Path.Combine(TemporaryDatabase.Root, "docs", "decisions", "0021-what-is-never-logged.md")
    );

    // Its folders are those of a text's path.
    private static readonly string[] OnThePath = ["Processing", "Sending", "Sweeping", "Webhooks"];

    [Fact]
    public void A_line_about_a_text_or_its_reply_holds_a_SID()
    {
        var about = Messages()
            .Where(one => OnThePath.Contains(one.Folder) && AboutText().IsMatch(one.Message))
            .ToList();
        Assert.True(about.Count >= 15, $"Only {about.Count} lines are about a text.");
        Assert.Empty(about.Where(one => !one.Message.Contains("Sid}")).Select(one => $"{one.File}: {one.Message}"));
    }

    [Fact]
    public void Whatever_a_line_holds_stands_in_the_decision()
    {
        var unknown = Messages()
            .SelectMany(one => Placeholder().Matches(one.Message).Select(match => (match.Value, one.File)))
            .Where(one => !Page.Contains($"`{one.Value}`", StringComparison.Ordinal))
            .Select(one => $"{one.File}: {one.Value}")
            .Distinct()
            .ToList();
        Assert.True(
            unknown is [],
            "A new word in the log: say in docs/decisions/0021-what-is-never-logged.md what it holds, and what not.\n"
                + string.Join('\n', unknown)
        );
    }

    [Fact]
    public void What_the_decision_lists_is_logged()
    {
        var logged = Messages().SelectMany(one => Placeholder().Matches(one.Message)).Select(match => match.Value);
        Assert.Empty(Listed().Matches(Page).Select(match => match.Groups["word"].Value).Except(logged));
    }

    [Fact]
    public void Nothing_is_logged_past_a_message_that_is_declared()
    {
        var past = Sources()
            .SelectMany(file => File.ReadLines(file).Select((line, at) => (file, line, at)))
            .Where(one => LooseCall().IsMatch(one.line))
            // Before there are services: the few lines about the start.
            .Where(one => Path.GetFileName(one.file) != "Serve.cs")
            .Select(one => $"{Path.GetFileName(one.file)}:{one.at + 1}");
        Assert.Empty(past);
    }

    private static IEnumerable<(string Folder, string File, string Message)> Messages() =>
        from file in Sources()
        from Match match in Declared().Matches(File.ReadAllText(file))
        select (
            Path.GetFileName(Path.GetDirectoryName(file))!,
            Path.GetFileName(file),
            string.Concat(Quoted().Matches(match.Groups["arguments"].Value).Select(text => text.Groups["text"].Value))
        );

    private static IEnumerable<string> Sources() =>
        Directory
            .EnumerateFiles(Path.Combine(TemporaryDatabase.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"));

    [GeneratedRegex(@"\[LoggerMessage\((?<arguments>.*?)\)\]\s*(?:private|internal|public)", RegexOptions.Singleline)]
    private static partial Regex Declared();

    [GeneratedRegex("\"(?<text>(?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b[Tt]ext \{|\b[Rr]eply \{|\bDelivery of \{")]
    private static partial Regex AboutText();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^\| `(?<word>\{\w+\})`", RegexOptions.Multiline)]
    private static partial Regex Listed();

    [GeneratedRegex(@"\blogger\.(?:Log)?(?:Verbose|Trace|Debug|Information|Warning|Error|Fatal|Critical)\(")]
    private static partial Regex LooseCall();
}
