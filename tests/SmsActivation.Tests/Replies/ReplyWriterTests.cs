using SmsActivation.Core.Replies;

namespace SmsActivation.Tests.Replies;

public sealed class ReplyWriterTests
{
    private static readonly ReplyParameters Welcome = new("1234", "bcdf-ghjk-mn34", TimeSpan.FromHours(72));

    private static readonly ReplyWriter Writer = new(ReplyFiles.Catalog, ReplyFiles.Options);

    [Fact]
    public void A_welcome_is_filled_in_each_language()
    {
        Assert.Equal(
            "Demo Club: good news, card *1234 is active! Your new password: bcdf-ghjk-mn34\n"
                + "Sign in within 72 hours: http://localhost:5080/account",
            Writer.Render(ReplyTemplate.WelcomeAgain, "en", Welcome)
        );
        Assert.Equal(
            "Demo Club: карта *1234 активна!\nНовый пароль на 72 часа: bcdf-ghjk-mn34\n"
                + "Войдите: http://localhost:5080/account",
            Writer.Render(ReplyTemplate.WelcomeAgain, "ru", Welcome)
        );
    }

    [Fact]
    public void Without_a_password_its_place_stays_open_for_the_send_log()
    {
        var text = Writer.Render(ReplyTemplate.Activated, "en", Welcome with { Password = null });
        Assert.Contains("Password: {password}\n", text);
        Assert.DoesNotContain('{', text.Replace("{password}", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("de", "Almost there!")]
    [InlineData("", "Almost there!")]
    [InlineData("RU", "Почти")]
    public void An_unknown_language_falls_back_to_the_default(string language, string start) =>
        Assert.StartsWith(start, Writer.Render(ReplyTemplate.InvalidCardNumber, language, ReplyParameters.None));

    [Fact]
    public void A_template_missing_in_one_language_is_sent_in_the_default_one()
    {
        var catalog = ReplyFiles.With(file => file["texts"]!["CardBlocked"] = " ");
        var options = ReplyFiles.Options with { DefaultLanguage = "ru" };

        var text = new ReplyWriter(catalog, options).Render(ReplyTemplate.CardBlocked, "en", ReplyParameters.None);
        Assert.StartsWith("Эта карта", text);
    }

    [Fact]
    public void Nothing_empty_and_nothing_half_filled_is_ever_sent()
    {
        var catalog = ReplyFiles.WithText(ReplyTemplate.CardBlocked, "");
        var writer = new ReplyWriter(catalog, ReplyFiles.Options);

        Assert.Throws<InvalidOperationException>(() =>
            writer.Render(ReplyTemplate.CardBlocked, "en", ReplyParameters.None)
        );
        Assert.Throws<ArgumentException>(() => Writer.Render(ReplyTemplate.AlreadyActive, "en", ReplyParameters.None));
        Assert.Throws<ArgumentException>(() =>
            Writer.Render(ReplyTemplate.TooManyAttempts, "en", ReplyParameters.None)
        );
    }

    [Fact]
    public void A_value_with_braces_is_not_filled_again()
    {
        var options = ReplyFiles.Options with { Brand = "{password}" };
        var text = new ReplyWriter(ReplyFiles.Catalog, options).Render(ReplyTemplate.WelcomeAgain, "en", Welcome);

        Assert.StartsWith("{password}: good news", text);
    }

    [Fact]
    public void A_wait_is_rounded_up_and_a_passwords_life_down()
    {
        var time = new ReplyParameters("1234", "bcdf-ghjk-mn34", new TimeSpan(36, 30, 0));

        Assert.Contains("in 37 hours.", Writer.Render(ReplyTemplate.TooManyAttempts, "en", time));
        Assert.Contains("within 36 hours:", Writer.Render(ReplyTemplate.Activated, "en", time));
    }

    [Fact]
    public void Parameters_never_print_their_password() => Assert.DoesNotContain("bcdf", Welcome.ToString());
}
