using SmsActivation.Core.Reading;
using SmsActivation.Tests.Dialogue;

namespace SmsActivation.Tests.Reading;

public sealed class KeywordTests
{
    [Theory]
    [InlineData("STOP", Keyword.Stop)]
    [InlineData("  stop\n", Keyword.Stop)]
    [InlineData("Stop by the shop", Keyword.Stop)]
    [InlineData("...stop", Keyword.Stop)]
    [InlineData("stop_now", Keyword.Stop)]
    [InlineData("stopped", null)]
    [InlineData("stop2", null)]
    [InlineData("stoр-кран", Keyword.Stop)]
    [InlineData("do stop", null)]
    [InlineData("opt out", Keyword.Stop)]
    [InlineData("opt in", null)]
    [InlineData("opt", null)]
    [InlineData("CANCEL", Keyword.Stop)]
    [InlineData("cancel 🙏🏽!", Keyword.Stop)]
    [InlineData("cancel it", null)]
    [InlineData("cancel 2", null)]
    [InlineData("yes", Keyword.Start)]
    [InlineData("yes yes", null)]
    [InlineData("«Старт»", Keyword.Start)]
    [InlineData("HELP", Keyword.Help)]
    [InlineData("help, please", null)]
    [InlineData("ПОМОЩЬ!", Keyword.Help)]
    [InlineData("Password, please", Keyword.Password)]
    [InlineData("password1", null)]
    [InlineData("Пароль: забыл", Keyword.Password)]
    [InlineData("мой пароль", null)]
    [InlineData("", null)]
    [InlineData("!!!", null)]
    public void A_keyword_stands_where_its_family_may(string body, Keyword? keyword) =>
        Assert.Equal(keyword, DialogueFormats.Luhn16.Read(body).Keyword);

    [Theory]
    [InlineData("stop")]
    [InlineData("password")]
    [InlineData("стоп,")]
    public void A_card_number_outweighs_a_keyword(string keyword)
    {
        Assert.Null(DialogueFormats.Luhn16.Read($"{keyword} 9900526018159083").Keyword);
        Assert.Null(DialogueFormats.Luhn16.Read($"{keyword} 99OO526018159083").Keyword);
        Assert.NotNull(DialogueFormats.Luhn16.Read($"{keyword} 9900 0012 3456 7899").Keyword);
    }

    [Fact]
    public void A_letter_written_in_two_parts_is_the_same_letter()
    {
        var command = DialogueFormats.Luhn16.Read("Заблокируи\u0306те карту");

        Assert.True(command.LossWord);
    }

    [Theory]
    [InlineData("STOP", true)]
    [InlineData(" Stop\r\n", true)]
    [InlineData("optout", true)]
    [InlineData("Info", true)]
    [InlineData("stop.", false)]
    [InlineData("stop it", false)]
    [InlineData("СТОП", false)]
    [InlineData("ＳＴＯＰ", false)]
    [InlineData("opt out", false)]
    [InlineData("password", false)]
    public void Twilio_answers_its_own_words_only_when_nothing_else_is_there(string body, bool answers) =>
        Assert.Equal(answers, DialogueFormats.Luhn16.Read(body).IsTwilioKeyword);

    [Theory]
    [InlineData("I lost my card", true, true)]
    [InlineData("STOLEN", true, false)]
    [InlineData("Block my cards now", true, true)]
    [InlineData("block of cheese", false, false)]
    [InlineData("Someone stole it", true, false)]
    [InlineData("blossom cardigan", false, false)]
    [InlineData("Я потерял карту", true, true)]
    [InlineData("у меня украли сумку с карточкой", true, true)]
    [InlineData("сперли телефон", true, false)]
    [InlineData("прошу ЗАБЛОКИРОВАТЬ", true, false)]
    [InlineData("карта заблокирована", false, true)]
    [InlineData("растерялся, где картина", false, false)]
    public void Words_of_loss_and_words_for_card_are_seen_anywhere(string body, bool loss, bool card)
    {
        var command = DialogueFormats.Luhn16.Read(body);

        Assert.Equal((loss, card), (command.LossWord, command.CardWord));
    }

    [Fact]
    public void A_masked_password_is_no_wish_for_a_new_one()
    {
        var command = DialogueFormats.Luhn16.Read(PasswordShape.Mask("w7xk-3mzt-9rqp").Masked);

        Assert.Null(command.Keyword);
        Assert.True(command.HoldsPassword);
        Assert.Equal(Keyword.Password, DialogueFormats.Luhn16.Read("password [password]").Keyword);
    }
}
