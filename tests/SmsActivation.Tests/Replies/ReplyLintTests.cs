using SmsActivation.Core.Replies;

namespace SmsActivation.Tests.Replies;

public sealed class ReplyLintTests
{
    private static readonly string FilesBlocked = ReplyFiles.Catalog.FilesText("en", ReplyTemplate.CardBlocked)!;
    private static readonly string FilesExpired = ReplyFiles.Catalog.FilesText("en", ReplyTemplate.CardExpired)!;

    public static TheoryData<ReplyTemplate, string?, string> Refused { get; } =
        new()
        {
            { ReplyTemplate.CardBlocked, "", "the text is empty" },
            { ReplyTemplate.CardBlocked, "Ask {supprt}", "unknown placeholder {supprt}" },
            { ReplyTemplate.CardBlocked, "Ask {card}", "{card} has no value in this text" },
            { ReplyTemplate.PasswordReissued, "Sign in: {account_url}", "{password} is missing" },
            {
                ReplyTemplate.PasswordReissued,
                "{password}, then {account_url}",
                "the \",\" right after {password} would be copied along with it"
            },
            {
                ReplyTemplate.CardBlocked,
                new string('a', 145) + "{support}",
                "too long: 161 units (GSM-7) make 2 segments, 1 allowed"
            },
            { ReplyTemplate.CardBlocked, "Ask\tus", "a control sign, U+0009" },
            { ReplyTemplate.CardBlocked, "Ask\u0000us", "a control sign, U+0000" },
            { ReplyTemplate.CardBlocked, "STOP sign", "sent back to us it would be read as STOP" },
            { ReplyTemplate.CardBlocked, "it has  expired!", "the same text as CardExpired" },
            { ReplyTemplate.CardBlocked, "It is blocked", "this is what is sent already" },
            { ReplyTemplate.CardReplaced, null, "this is what is sent already" },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_draft_that_may_not_be_sent_is_refused_with_the_reason(
        ReplyTemplate template,
        string? text,
        string fault
    ) =>
        Assert.Contains(
            fault,
            Lint()
                .Faults(
                    new ReplyDraft("en", template, text),
                    [
                        Text(ReplyTemplate.CardExpired, "It has expired!"),
                        Text(ReplyTemplate.CardBlocked, "It is blocked"),
                    ]
                )
        );

    [Theory]
    [InlineData("This card is blocked: {support}")]
    [InlineData("Эта карта отключена")]
    [InlineData(null)]
    public void A_draft_that_may_be_sent_is_not(string? text) =>
        Assert.Empty(
            Lint()
                .Faults(
                    new ReplyDraft("en", ReplyTemplate.CardBlocked, text),
                    [Text(ReplyTemplate.CardBlocked, "It is blocked")]
                )
        );

    [Fact]
    public void A_language_without_a_file_takes_no_text() =>
        Assert.Equal(
            ["the language has no file"],
            Lint().Faults(new ReplyDraft("de", ReplyTemplate.CardBlocked, "Gesperrt"), [])
        );

    [Fact]
    public void The_file_s_text_cannot_come_back_while_another_says_the_same()
    {
        IReadOnlyList<PublishedText> published =
        [
            Text(ReplyTemplate.CardBlocked, "It is blocked"),
            Text(ReplyTemplate.CardExpired, FilesBlocked),
        ];
        Assert.Empty(Lint().Lay(published).Unfit);
        Assert.Equal(
            ["CardExpired could not be sent any more: the same text as CardBlocked"],
            Lint().Faults(new ReplyDraft("en", ReplyTemplate.CardBlocked, null), published)
        );
    }

    [Fact]
    public void The_published_text_is_sent_and_the_others_stay()
    {
        var sent = Lint().Lay([Text(ReplyTemplate.CardBlocked, "It is blocked", version: 3)]);
        Assert.Equal("It is blocked", sent.Text("en", ReplyTemplate.CardBlocked));
        Assert.Equal(3, sent.InForce("en", ReplyTemplate.CardBlocked)!.Version);
        Assert.Equal(FilesExpired, sent.Text("en", ReplyTemplate.CardExpired));
        Assert.Null(sent.InForce("en", ReplyTemplate.CardExpired));
        Assert.Equal(
            ReplyFiles.Catalog.FilesText("ru", ReplyTemplate.CardBlocked),
            sent.Text("ru", ReplyTemplate.CardBlocked)
        );
        Assert.Empty(sent.Unfit);
    }

    [Fact]
    public void A_version_without_a_text_is_the_file_s_again()
    {
        var sent = Lint().Lay([Text(ReplyTemplate.CardBlocked, null, version: 2)]);
        Assert.Equal(FilesBlocked, sent.Text("en", ReplyTemplate.CardBlocked));
        Assert.Null(sent.InForce("en", ReplyTemplate.CardBlocked));
        Assert.Equal(2, sent.Newest("en", ReplyTemplate.CardBlocked)!.Version);
    }

    [Fact]
    public void A_published_text_that_no_longer_fits_the_settings_gives_way_to_the_file_s_and_is_not_lost()
    {
        var published = Text(ReplyTemplate.CardBlocked, "It is blocked.\n{brand}" + new string('a', 130));
        Assert.Empty(Lint().Lay([published]).Unfit);

        var sent = Lint(ReplyFiles.Options with { Brand = "Клуб" }).Lay([published]);
        var unfit = Assert.Single(sent.Unfit);
        Assert.Same(published, unfit.Text);
        Assert.StartsWith("too long:", Assert.Single(unfit.Faults));
        Assert.Equal(FilesBlocked, sent.Text("en", ReplyTemplate.CardBlocked));
        Assert.Null(sent.InForce("en", ReplyTemplate.CardBlocked));
        Assert.Same(published, sent.Newest("en", ReplyTemplate.CardBlocked));
    }

    [Fact]
    public void Two_texts_are_never_the_same_though_one_gives_way_to_the_file_s()
    {
        var sent = Lint()
            .Lay([Text(ReplyTemplate.CardBlocked, "Ask {nobody}"), Text(ReplyTemplate.CardExpired, FilesBlocked)]);
        Assert.Equal(FilesBlocked, sent.Text("en", ReplyTemplate.CardBlocked));
        Assert.Equal(FilesExpired, sent.Text("en", ReplyTemplate.CardExpired));
        Assert.Equal(2, sent.Unfit.Count);
    }

    [Fact]
    public void What_a_newer_program_published_and_what_has_no_file_harms_nothing()
    {
        var sent = Lint()
            .Lay([
                new PublishedText
                {
                    Id = 1,
                    Language = "en",
                    Template = "CardLent",
                    Version = 1,
                    Text = "Lent",
                },
                new PublishedText
                {
                    Id = 2,
                    Language = "en",
                    Template = "3",
                    Version = 1,
                    Text = "By number",
                },
                new PublishedText
                {
                    Id = 3,
                    Language = "de",
                    Template = "CardBlocked",
                    Version = 1,
                    Text = "Gesperrt",
                },
            ]);
        Assert.Equal("the language has no file any more", Assert.Single(Assert.Single(sent.Unfit).Faults));
        Assert.Equal(
            ReplyFiles.Catalog.FilesText("en", ReplyTemplate.AlreadyActive),
            sent.Text("en", ReplyTemplate.AlreadyActive)
        );
    }

    [Fact]
    public void A_draft_is_shown_as_a_customer_reads_it_and_at_its_longest()
    {
        var look = Lint()
            .Look(
                new ReplyDraft("en", ReplyTemplate.PasswordReissued, "{brand}: {password} for {time}\n{account_url}"),
                new ReplyParameters("4567", "bcdf-ghjk-mnpq", TimeSpan.FromHours(72))
            );
        Assert.Equal("Demo Club: bcdf-ghjk-mnpq for 72 hours\nhttp://localhost:5080/account", look.Real);
        Assert.Equal(13 + 2 + 14 + 5 + 8 + 1 + 31, look.LongestLength.Units);
        Assert.Equal((SmsEncoding.Gsm7, 1, 1), (look.RealLength.Encoding, look.RealLength.Segments, look.Allowed));
        Assert.Empty(look.Faults);
        Assert.Empty(look.Foreign);
        // Looking changes nothing.
        Assert.StartsWith(
            "{brand}: your new password",
            ReplyFiles.Catalog.Sent.Text("en", ReplyTemplate.PasswordReissued)
        );
    }

    [Fact]
    public void The_signs_that_force_UCS_2_are_named_each_once()
    {
        var look = Lint()
            .Look(
                new ReplyDraft("en", ReplyTemplate.CardBlocked, "It’s off – it’s “off”\u200B 🙂"),
                ReplyParameters.None
            );
        Assert.Equal(SmsEncoding.Ucs2, look.RealLength.Encoding);
        Assert.Equal(["’", "–", "“", "”", "\u200B", "🙂"], look.Foreign.Select(sign => sign.Sign.ToString()));
        Assert.Equal(["'", "-", "\"", "\"", "", null], look.Foreign.Select(sign => sign.Instead));
        Assert.False(look.IsForeignByValues);
    }

    [Fact]
    public void A_sign_that_comes_with_a_value_is_told_from_those_of_the_text()
    {
        var look = Lint(ReplyFiles.Options with { Brand = "Клуб" })
            .Look(new ReplyDraft("en", ReplyTemplate.CardBlocked, "{brand}: it is off"), ReplyParameters.None);
        Assert.Equal(["К", "л", "у", "б"], look.Foreign.Select(sign => sign.Sign.ToString()));
        Assert.True(look.IsForeignByValues);
        Assert.False(
            Lint(ReplyFiles.Options with { Brand = "Клуб" })
                .Look(new ReplyDraft("en", ReplyTemplate.CardBlocked, "{brand}: it’s off"), ReplyParameters.None)
                .IsForeignByValues
        );
    }

    [Fact]
    public void A_typed_text_has_plain_line_ends_and_no_spaces_around()
    {
        Assert.Equal("a\nb", ReplyDraft.Typed("en", ReplyTemplate.CardBlocked, " a\r\nb \r\n").Text);
        Assert.Equal(
            ReplyDraft.Longest,
            ReplyDraft.Typed("en", ReplyTemplate.CardBlocked, new string('a', 5000)).Text!.Length
        );
    }

    private static ReplyLint Lint(ReplyOptions? options = null) =>
        new(
            ReplyFiles.Catalog,
            options ?? ReplyFiles.Options,
            text => text.StartsWith("STOP", StringComparison.Ordinal) ? "STOP" : null
        );

    private static PublishedText Text(ReplyTemplate template, string? text, int version = 1) =>
        new()
        {
            Id = (int)template + 1,
            Language = "en",
            Template = template.ToString(),
            Version = version,
            Text = text,
        };
}
