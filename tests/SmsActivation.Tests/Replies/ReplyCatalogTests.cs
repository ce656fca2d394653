using System.Text;
using SmsActivation.Core.Replies;

namespace SmsActivation.Tests.Replies;

public sealed class ReplyCatalogTests : IDisposable
{
    private readonly DirectoryInfo own = Directory.CreateTempSubdirectory("replies-");

    public void Dispose() => own.Delete(recursive: true);

    [Fact]
    public void A_file_in_the_first_folder_wins_and_the_others_stay()
    {
        Write("en.json", Shipped("en").Replace("Almost there!", "Nearly!", StringComparison.Ordinal));
        var catalog = ReplyCatalog.Load([own.FullName, ReplyFiles.Folder]);

        Assert.Equal(["en", "ru"], catalog.Languages);
        Assert.StartsWith("Nearly!", Render(catalog, "en"));
        Assert.StartsWith("Почти", Render(catalog, "ru"));
        Assert.Empty(catalog.Check(ReplyFiles.Options, []));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_passed_over() =>
        Assert.Equal(
            ["en", "ru"],
            ReplyCatalog.Load([Path.Combine(own.FullName, "absent"), ReplyFiles.Folder]).Languages
        );

    [Fact]
    public void Without_any_file_the_default_language_is_missed() =>
        Assert.Contains(
            "Replies:DefaultLanguage names the language \"en\", which has no file; there are: none",
            ReplyCatalog.Load([own.FullName]).Check(ReplyFiles.Options, [])
        );

    [Fact]
    public void A_new_language_needs_only_its_file()
    {
        Write("de.json", Shipped("en").Replace("\"en\"", "\"de\"", StringComparison.Ordinal));
        var catalog = ReplyCatalog.Load([own.FullName, ReplyFiles.Folder]);

        Assert.Equal(["de", "en", "ru"], catalog.Languages);
        Assert.Empty(catalog.Check(ReplyFiles.Options, ["de"]));
    }

    [Theory]
    [InlineData("\"CardBlocked\": ", "\"CardBlocked\" ", 0)]
    [InlineData("\"CardBlocked\": ", "\"CardExpired\": ", 1)]
    [InlineData("\"CardBlocked\": \"", "\"CardBlocked\": 5, \"x\": \"", 0)]
    [InlineData("\"name\"", "\"nmae\"", 0)]
    public void Malformed_JSON_is_named_with_its_line(string from, string to, int linesBelow)
    {
        var shipped = Shipped("en");
        var line = shipped[..shipped.IndexOf(from, StringComparison.Ordinal)].Count(sign => sign == '\n') + 1;
        Write("en.json", shipped.Replace(from, to, StringComparison.Ordinal));

        var fault = Assert.Single(ReplyCatalog.Load([own.FullName, ReplyFiles.Folder]).Check(ReplyFiles.Options, []));
        Assert.Matches($"^en\\.json: line {line + linesBelow}[ :]", fault);
        Assert.DoesNotContain("LineNumber", fault);
    }

    [Theory]
    [InlineData("{}", "en.json: \"texts\" is missing")]
    [InlineData("null", "en.json: \"texts\" is missing")]
    public void A_file_without_texts_is_named(string json, string expected)
    {
        Write("en.json", json);
        Assert.Equal([expected], ReplyCatalog.Load([own.FullName, ReplyFiles.Folder]).Check(ReplyFiles.Options, []));
    }

    [Fact]
    public void A_text_of_null_is_missing()
    {
        var catalog = ReplyFiles.With(file => file["texts"]!["CardBlocked"] = null);
        Assert.Equal(["en.json: CardBlocked: the text is missing"], catalog.Check(ReplyFiles.Options, []));
    }

    [Fact]
    public void Notepads_byte_order_mark_comments_and_a_last_comma_do_no_harm()
    {
        var text = Shipped("en")
            .Replace("\"texts\": {", "// what customers read\n\"texts\": {", StringComparison.Ordinal);
        text = text.Replace("rates may apply.\"\n  }", "rates may apply.\",\n  }", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(own.FullName, "en.json"), text, new UTF8Encoding(true));

        Assert.Empty(ReplyCatalog.Load([own.FullName, ReplyFiles.Folder]).Check(ReplyFiles.Options, []));
    }

    [Fact]
    public void A_file_of_another_encoding_is_named()
    {
        // "é" as Windows-1252 saves it, which is no UTF-8.
        File.WriteAllBytes(Path.Combine(own.FullName, "en.json"), [.. "{\"name\":\""u8, 0xE9, .. "\"}"u8]);
        Assert.Equal(
            ["en.json: is not saved as UTF-8"],
            ReplyCatalog.Load([own.FullName, ReplyFiles.Folder]).Check(ReplyFiles.Options, [])
        );
    }

    [Fact]
    public void A_copy_left_beside_a_file_is_named()
    {
        Write("en copy.json", Shipped("en"));
        Assert.Equal(
            ["en copy.json: \"language\" is \"en\", the file's name says \"en copy\""],
            ReplyCatalog.Load([own.FullName, ReplyFiles.Folder]).Check(ReplyFiles.Options, [])
        );
    }

    private static string Render(ReplyCatalog catalog, string language) =>
        new ReplyWriter(catalog, ReplyFiles.Options).Render(
            ReplyTemplate.InvalidCardNumber,
            language,
            ReplyParameters.None
        );

    private static string Shipped(string language) =>
        File.ReadAllText(Path.Combine(ReplyFiles.Folder, $"{language}.json"));

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(own.FullName, name), text);
}
