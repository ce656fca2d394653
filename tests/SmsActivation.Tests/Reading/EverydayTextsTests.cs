using SmsActivation.Core.Reading;
using SmsActivation.Tests.Dialogue;
using Xunit.Abstractions;

namespace SmsActivation.Tests.Reading;

/// <summary>The UCI SMS Spam Collection, where it lies beside the checkout: real texts that have nothing to do with us.</summary>
public sealed class EverydayTextsTests(ITestOutputHelper output)
{
    private static readonly string[] s_stopFamily = ["stop", "stopall", "unsubscribe", "optout", "opt out", "revoke"];
    private static readonly string[] s_stopAlone = ["cancel", "end", "quit"];
    private static readonly SenderForms s_sender = DialogueSenders.For("+447911123456");

    [Fact]
    public void No_everyday_text_holds_a_card_number() =>
        Assert.All(Bodies(), body => Assert.Equal("", DialogueFormats.Luhn16.Read(body, s_sender).Numbers()));

    [Fact]
    public void Everyday_texts_are_hardly_ever_masked()
    {
        var masked = Bodies().Where(body => PasswordShape.Mask(body).Found).ToList();

        masked.ForEach(output.WriteLine);
        Assert.Empty(masked);
    }

    [Fact]
    public void Only_texts_that_begin_with_a_stop_word_stop()
    {
        foreach (var body in Bodies())
        {
            var said = string.Concat(body.SkipWhile(sign => !char.IsLetterOrDigit(sign)));
            var begins = s_stopFamily.Any(word =>
                said.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                && !said[word.Length..].Take(1).Any(char.IsLetterOrDigit)
            );
            var alone = s_stopAlone.Contains(said.TrimEnd(' ', '.', '!', '?'), StringComparer.OrdinalIgnoreCase);

            Assert.True(
                (begins || alone) == (DialogueFormats.Luhn16.Read(body, s_sender).Keyword == Keyword.Stop),
                body
            );
        }
    }

    private List<string> Bodies()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SmsActivation.sln")))
            folder = folder.Parent;
        var file = Path.Combine(folder?.FullName ?? ".", "..", "shared", "vectors", "everyday-sms.tsv");
        if (File.Exists(file))
            return [.. File.ReadLines(file).Select(line => line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..])];
        output.WriteLine("Nothing to read: shared/vectors/everyday-sms.tsv is not beside this checkout.");
        return [];
    }
}
