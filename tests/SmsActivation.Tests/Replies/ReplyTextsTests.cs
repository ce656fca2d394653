using System.Text.RegularExpressions;
using SmsActivation.Core.Replies;

namespace SmsActivation.Tests.Replies;

/// <summary>The texts we ship.</summary>
public sealed partial class ReplyTextsTests
{
    public static IEnumerable<object[]> Texts { get; } =
        from language in (string[])["en", "ru"]
        from template in ReplyTemplates.All
        select new object[] { language, template };

    [Fact]
    public void English_and_Russian_pass_every_check()
    {
        Assert.Equal(["en", "ru"], ReplyFiles.Catalog.Languages);
        Assert.Empty(ReplyFiles.Catalog.Check(ReplyFiles.Options, ["en", "ru", null]));
    }

    [Fact]
    public void A_check_has_a_row_for_every_language_and_template()
    {
        var rows = ReplyCheck.Run(ReplyFiles.Catalog, ReplyFiles.Options, []).Rows;

        Assert.Equal(2 * ReplyTemplates.All.Count, rows.DistinctBy(row => (row.Language, row.Template)).Count());
        Assert.All(rows, row => Assert.Null(row.Fault));
        Assert.All(rows, row => Assert.InRange(row.Segments, 1, row.Allowed));
        Assert.All(rows, row => Assert.Equal(row.Language == "en" ? SmsEncoding.Gsm7 : SmsEncoding.Ucs2, row.Encoding));
        Assert.All(rows, row => Assert.DoesNotContain('{', row.Text));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_text_is_in_its_own_languages_file_and_leaves_no_brace(string language, ReplyTemplate template)
    {
        Assert.True(ReplyFiles.Json(language)["texts"]!.AsObject().ContainsKey(template.ToString()));

        var text = Render(language, template, ReplyFiles.Options);
        Assert.DoesNotContain('{', text);
        Assert.DoesNotContain('}', text);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void The_password_the_link_and_the_helpers_stand_in_every_language(string language, ReplyTemplate template)
    {
        var here = ReplyText.Names(ReplyFiles.Catalog.Find(template, language, language)!.Value.Text);
        var english = ReplyText.Names(ReplyFiles.Catalog.Find(template, "en", "en")!.Value.Text);

        foreach (var name in (string[])["card", "password", "account_url", "support", "example", "time"])
        {
            Assert.True(here.Contains(name) == english.Contains(name), $"{{{name}}}");
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Sent_back_to_us_no_text_opens_with_a_keyword(string language, ReplyTemplate template)
    {
        var text = Render(language, template, ReplyFiles.Options);
        Assert.DoesNotMatch(OpeningKeyword(), text);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Sent_back_to_us_no_text_reports_a_loss(string language, ReplyTemplate template)
    {
        // From a linked phone a word of loss beside "card" is a report; "block" counts in any of its forms.
        Assert.DoesNotMatch(WordOfLoss(), Render(language, template, ReplyFiles.Options));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Sent_back_to_us_no_text_holds_digits_like_a_card_number(string language, ReplyTemplate template)
    {
        var options = ReplyFiles.Options with { SupportContact = "help.club.test" };
        var text = Render(language, template, options);

        // The example is known to the reader, as long as nothing joins it.
        var runs = DigitRun().Matches(text).Select(run => run.Value).Where(run => run != options.Example);
        Assert.All(runs, run => Assert.True(run.Count(char.IsAsciiDigit) < 6, run));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public void Carrier_texts_name_the_sender_and_the_words_to_reply(string language)
    {
        Assert.Contains("START", Render(language, ReplyTemplate.OptedOut, ReplyFiles.Options));
        foreach (var optedIn in new[] { ReplyTemplate.OptedIn, ReplyTemplate.OptedInHere })
        {
            Assert.Contains("STOP", Render(language, optedIn, ReplyFiles.Options));
            Assert.Contains("HELP", Render(language, optedIn, ReplyFiles.Options));
        }
        Assert.Contains("START", Render(language, ReplyTemplate.OptedInHere, ReplyFiles.Options));
        Assert.Contains("STOP", Render(language, ReplyTemplate.HelpSent, ReplyFiles.Options));
        Assert.Contains(
            ReplyFiles.Options.SupportContact,
            Render(language, ReplyTemplate.HelpSent, ReplyFiles.Options)
        );
        Assert.All(
            (ReplyTemplate[])
                [ReplyTemplate.OptedOut, ReplyTemplate.OptedIn, ReplyTemplate.OptedInHere, ReplyTemplate.HelpSent],
            template => Assert.StartsWith(ReplyFiles.Options.Brand, Render(language, template, ReplyFiles.Options))
        );
    }

    private static string Render(string language, ReplyTemplate template, ReplyOptions options) =>
        new ReplyWriter(ReplyFiles.Catalog, options).Render(
            template,
            language,
            new ReplyParameters("1234", "bcdf-ghjk-mn34", TimeSpan.FromHours(72))
        );

    [GeneratedRegex(
        @"^\W*(?:STOP|STOPALL|UNSUBSCRIBE|OPTOUT|REVOKE|CANCEL|END|QUIT|START|UNSTOP|YES|HELP|INFO|PASSWORD|СТОП|ПАРОЛЬ|СТАРТ|ПОМОЩЬ|ОТПИС\w*|ДА)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex OpeningKeyword();

    [GeneratedRegex(
        @"\b(?:lost|los[es]|stol|steal|block|потер|укра|блок|заблок)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex WordOfLoss();

    [GeneratedRegex(@"(?<![a-z-])\d+(?:[\s\-–—./_,]{1,3}\d+)*(?![a-z-])")]
    private static partial Regex DigitRun();
}
