using System.Text.RegularExpressions;
using SmsActivation.Core.Reading;

namespace SmsActivation.Tests.Dialogue;

public sealed partial class DialogueTests
{
    public static TheoryData<string, string, string, string, string> Texts()
    {
        var texts = new TheoryData<string, string, string, string, string>();
        foreach (var row in Rows())
            texts.Add(row[0], row[1], row[2], row[3], row[4]);
        return texts;
    }

    /// <summary>A text travels escaped, because the runner's own log cannot hold every sign it is made of.</summary>
    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_is_understood(string id, string formats, string sender, string text, string expected)
    {
        var (masked, found) = PasswordShape.Mask(Unescape(text));
        var command = DialogueFormats.Named(formats).Read(masked, DialogueSenders.For(sender));

        Assert.True(expected == Summary(command, found), $"{id}: expected {expected}, read {Summary(command, found)}");
    }

    [Fact]
    public void There_are_three_hundred_different_texts_at_least()
    {
        Assert.True(Rows().Select(row => string.Join('\t', row[1..4])).Distinct().Count() >= 300);
        Assert.Equal(Rows().Count, Rows().Select(row => row[0]).Distinct().Count());
    }

    private static string Summary(SmsCommand command, bool masked) =>
        command switch
        {
            _ when masked => "masked",
            { Keyword: { } keyword } => keyword.ToString().ToLowerInvariant(),
            { LossWord: true, Candidates.Count: > 0 } or { LossWord: true, CardWord: true } => "loss",
            { Candidates.Count: > 0 } => string.Join(',', command.Candidates.Select(candidate => candidate.Number)),
            { NearMiss: true } => "near",
            { OnlyExample: true } => "example",
            _ => "missing",
        };

    private static List<string[]> Rows() =>
        [
            .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Dialogue", "texts.tsv"))
                .Skip(1)
                .Select(line => line.Split('\t')),
        ];

    private static string Unescape(string text) =>
        Escape()
            .Replace(
                text,
                escape =>
                    escape.Value[1] switch
                    {
                        'n' => "\n",
                        'r' => "\r",
                        't' => "\t",
                        _ => ((char)Convert.ToInt32(escape.Value[2..], 16)).ToString(),
                    }
            );

    [GeneratedRegex(@"\\(?:[nrt]|u[0-9A-F]{4})")]
    private static partial Regex Escape();
}
