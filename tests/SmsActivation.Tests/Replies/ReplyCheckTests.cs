using System.Text.Json.Nodes;
using SmsActivation.Core.Replies;

namespace SmsActivation.Tests.Replies;

public sealed class ReplyCheckTests
{
    public static TheoryData<ReplyTemplate, string, string> FaultyTexts { get; } =
        new()
        {
            { ReplyTemplate.CardBlocked, "  ", "the text is empty" },
            { ReplyTemplate.CardBlocked, "Ask {supprt}", "unknown placeholder {supprt}" },
            { ReplyTemplate.CardBlocked, "Ask {}", "unknown placeholder {}" },
            { ReplyTemplate.CardBlocked, "Ask {Support}", "unknown placeholder {Support}" },
            { ReplyTemplate.CardBlocked, "Ask {support", "a brace without its partner" },
            { ReplyTemplate.UnknownCard, "Here: {password}", "{password} has no value in this text" },
            { ReplyTemplate.MissingCardNumber, "Your {card}?", "{card} has no value in this text" },
            { ReplyTemplate.PasswordReissued, "Sign in: {account_url}", "{password} is missing" },
            { ReplyTemplate.ActivatedOwnPassword, "Welcome back", "{account_url} is missing" },
            { ReplyTemplate.HelpSent, "{brand}: help", "{support} is missing" },
            {
                ReplyTemplate.PasswordReissued,
                "Use {password}. Sign in: {account_url}",
                "the \".\" right after {password} would be copied along with it"
            },
            {
                ReplyTemplate.ActivatedOwnPassword,
                "Sign in at {account_url}.",
                "the \".\" right after {account_url} would be copied along with it"
            },
            { ReplyTemplate.CardBlocked, "this card has been  REPLACED", "the same text as CardReplaced" },
            {
                ReplyTemplate.CardBlocked,
                new string('a', 145) + "{support}",
                "too long: 161 units (GSM-7) make 2 segments, 1 allowed"
            },
            {
                ReplyTemplate.Activated,
                "{password}{account_url}" + new string('a', 262),
                "too long: 307 units (GSM-7) make 3 segments, 2 allowed"
            },
            {
                ReplyTemplate.CardBlocked,
                "It’s blocked" + new string('a', 123),
                "too long: 135 units (UCS-2 because of \"’\") make 3 segments, 2 allowed"
            },
        };

    [Theory]
    [MemberData(nameof(FaultyTexts))]
    public void A_faulty_text_is_named_with_its_language_and_template(ReplyTemplate template, string text, string fault)
    {
        var catalog = ReplyFiles.With(file =>
        {
            file["texts"]!["CardReplaced"] = "This card has been replaced";
            file["texts"]![template.ToString()] = text;
        });

        Assert.Contains($"en.json: {template}: {fault}", catalog.Check(ReplyFiles.Options, []));
        var row = ReplyCheck
            .Run(catalog, ReplyFiles.Options, [])
            .Rows.Single(row => row.Language == "en" && row.Template == template);
        Assert.Contains(fault, row.Fault);
    }

    [Fact]
    public void Texts_of_exactly_the_allowed_length_pass()
    {
        var catalog = ReplyFiles.With(file =>
        {
            file["texts"]!["CardBlocked"] = new string('a', 144) + "{support}";
            file["texts"]!["CardReplaced"] = new string('я', 118) + "{support}";
            file["texts"]!["Activated"] = "{password}{account_url}" + new string('a', 261);
        });

        Assert.Empty(catalog.Check(ReplyFiles.Options, []));
    }

    [Fact]
    public void A_missing_and_an_unknown_template_are_both_named()
    {
        var catalog = ReplyFiles.With(file =>
        {
            file["texts"]!.AsObject().Remove("CardBlocked");
            file["texts"]!["CardBloked"] = "Ask {support}";
        });

        Assert.Equal(
            ["en.json: unknown template CardBloked", "en.json: CardBlocked: the text is missing"],
            catalog.Check(ReplyFiles.Options, [])
        );
    }

    [Fact]
    public void A_template_s_number_is_not_its_name()
    {
        var catalog = ReplyFiles.With(file => file["texts"]!["3"] = "Ask {support}");
        Assert.Equal(["en.json: unknown template 3"], catalog.Check(ReplyFiles.Options, []));
    }

    public static TheoryData<string, string, string> FaultyTimes { get; } =
        new()
        {
            { "hours", """{ "1": "hour" }""", "time, hours: a form named \"other\" is missing" },
            { "days", "null", "time, days: a form named \"other\" is missing" },
            {
                "hours",
                """{ "5-2": "x", "other": "h" }""",
                "time, hours: \"5-2\" is neither a number nor a range such as 2-4, from 1 to 99"
            },
            {
                "hours",
                """{ "one": "x", "other": "h" }""",
                "time, hours: \"one\" is neither a number nor a range such as 2-4, from 1 to 99"
            },
            {
                "hours",
                """{ "1, 100": "x", "other": "h" }""",
                "time, hours: \"100\" is neither a number nor a range such as 2-4, from 1 to 99"
            },
            { "minutes", """{ "other": "minutes" }""", "time: \"10 minutes\" has 10 signs, at most 8 fit the texts" },
        };

    [Theory]
    [MemberData(nameof(FaultyTimes))]
    public void Faulty_words_for_durations_are_named(string unit, string forms, string fault)
    {
        var catalog = ReplyFiles.With(file => file["time"]![unit] = JsonNode.Parse(forms));
        Assert.Contains($"en.json: {fault}", catalog.Check(ReplyFiles.Options, []));
    }

    [Fact]
    public void A_text_that_would_be_read_as_an_order_when_sent_back_is_named()
    {
        var options = ReplyFiles.Options with { Brand = "Stop & Shop" };
        var faults = ReplyFiles.Catalog.Check(
            options,
            [],
            text => text.StartsWith("Stop", StringComparison.OrdinalIgnoreCase) ? "STOP" : null
        );

        Assert.Contains("en.json: HelpSent: sent back to us it would be read as STOP", faults);
        Assert.Contains("ru.json: OptedOut: sent back to us it would be read as STOP", faults);
        Assert.DoesNotContain(faults, fault => fault.Contains(" Activated:"));
    }

    [Fact]
    public void What_is_read_back_is_the_text_with_the_real_example_and_no_password()
    {
        List<string> read = [];
        ReplyFiles.Catalog.Check(
            ReplyFiles.Options,
            [],
            text =>
            {
                read.Add(text);
                return null;
            }
        );

        Assert.Contains(read, text => text.EndsWith(": " + ReplyFiles.Options.Example, StringComparison.Ordinal));
        Assert.Contains(read, text => text.Contains("Password: {password}"));
    }

    public static TheoryData<ReplyOptions, string> FaultySettings { get; } =
        new()
        {
            {
                ReplyFiles.Options with
                {
                    Brand = new string('B', 20),
                },
                "Brand has 20 signs, the texts have room for 13"
            },
            { ReplyFiles.Options with { Brand = " " }, "Brand is empty" },
            {
                ReplyFiles.Options with
                {
                    AccountUrl = "https://club.example/my/personal/account",
                },
                "Account:Url has 40 signs, the texts have room for 31"
            },
            { ReplyFiles.Options with { AccountUrl = "club.example" }, "Account:Url is not an http or https address" },
            {
                ReplyFiles.Options with
                {
                    SupportContact = "+7 (800) 555-01-99",
                },
                "Support:Contact has 18 signs, the texts have room for 16"
            },
            {
                ReplyFiles.Options with
                {
                    Example = "9900 0012 3456 7890 1",
                },
                "CardNumbers:Example has 21 signs, the texts have room for 19"
            },
            {
                ReplyFiles.Options with
                {
                    DefaultLanguage = "de",
                },
                "Replies:DefaultLanguage names the language \"de\", which has no file; there are: en, ru"
            },
            {
                ReplyFiles.Options with
                {
                    Countries = new Dictionary<string, string> { ["PL"] = "pl" },
                },
                "Replies:Countries:PL names the language \"pl\", which has no file; there are: en, ru"
            },
            {
                ReplyFiles.Options with
                {
                    Countries = new Dictionary<string, string> { ["RUS"] = "ru" },
                },
                "Replies:Countries:RUS is not named by a country's two letters"
            },
        };

    [Theory]
    [MemberData(nameof(FaultySettings), DisableDiscoveryEnumeration = true)]
    public void A_faulty_setting_is_named(ReplyOptions options, string fault) =>
        Assert.Contains(fault, ReplyFiles.Catalog.Check(options, []));

    [Fact]
    public void A_numbers_language_needs_a_file() =>
        Assert.Equal(
            ["Twilio:Numbers names the language \"tr\", which has no file; there are: en, ru"],
            ReplyFiles.Catalog.Check(ReplyFiles.Options, ["RU", null, "", "tr", "tr"])
        );

    [Fact]
    public void A_Cyrillic_brand_makes_long_English_texts_too_dear_and_says_why()
    {
        var faults = ReplyFiles.Catalog.Check(ReplyFiles.Options with { Brand = "Клуб" }, []);
        Assert.Contains(
            faults,
            fault =>
                fault.StartsWith("en.json: HelpSent: too long", StringComparison.Ordinal) && fault.Contains("\"К\"")
        );
        Assert.DoesNotContain(faults, fault => fault.StartsWith("ru.json", StringComparison.Ordinal));
    }

    [Fact]
    public void All_faults_come_at_once()
    {
        var catalog = ReplyFiles.With(file =>
        {
            file["language"] = "fr";
            file["texts"]!["CardBlocked"] = "";
            file["texts"]!["UnknownCard"] = "{card} {nobody}";
        });

        Assert.Equal(
            [
                "Brand is empty",
                "Twilio:Numbers names the language \"tr\", which has no file; there are: en, ru",
                "en.json: \"language\" is \"fr\", the file's name says \"en\"",
                "en.json: UnknownCard: {card} has no value in this text",
                "en.json: UnknownCard: unknown placeholder {nobody}",
                "en.json: CardBlocked: the text is empty",
            ],
            catalog.Check(ReplyFiles.Options with { Brand = "" }, ["tr"])
        );
    }
}
