using SmsActivation.Core.Accounts;
using SmsActivation.Core.Members;

namespace SmsActivation.Tests.Accounts;

public sealed class PasswordRulesTests
{
    private static readonly PasswordOwner Owner = new("bcdfghjk", "+14155552671", ["9900001234567899", "LC1234567"]);

    [Theory]
    [InlineData("a1b2c3d", PasswordFault.TooShort)]
    [InlineData("👍👍👍👍👍👍👍", PasswordFault.TooShort)] // seven signs, whatever they take to store
    [InlineData("👍🙂👍🙂🎈👍👍👍", null)]
    [InlineData("мой кот Барсик", null)]
    [InlineData("        ", PasswordFault.Common)]
    [InlineData("aaaaaaaaaaaa", PasswordFault.Common)]
    [InlineData("Password1", PasswordFault.Common)]
    [InlineData(" qwertyuiop ", PasswordFault.Common)]
    [InlineData("correct horse battery", null)]
    [InlineData("bcdfghjk", PasswordFault.OfTheAccount)]
    [InlineData("14155552671", PasswordFault.OfTheAccount)]
    [InlineData("BCDF-GHJK", PasswordFault.OfTheAccount)]
    [InlineData("(415) 555-2671", PasswordFault.OfTheAccount)]
    [InlineData("00 1 415 555 2671", PasswordFault.OfTheAccount)]
    [InlineData("9900 0012 3456 7899", PasswordFault.OfTheAccount)]
    [InlineData("lc-1234567", PasswordFault.OfTheAccount)]
    [InlineData("9900 0012 3456 7898", null)]
    [InlineData("йцукенгшщз", PasswordFault.Common)]
    [InlineData("Пароль123", PasswordFault.Common)]
    [InlineData("парольпароль", PasswordFault.Common)]
    [InlineData("gfhjkm2024", PasswordFault.Common)] // пароль, typed on the other keyboard
    [InlineData("зфыыцщкв", PasswordFault.Common)] // password, likewise
    [InlineData("1й2ц3у4к", PasswordFault.Common)]
    [InlineData("Наташа1990", PasswordFault.Common)]
    [InlineData("любовь2020!", PasswordFault.Common)]
    [InlineData("приветик777", PasswordFault.Common)]
    [InlineData("фывапролдж", PasswordFault.Common)]
    [InlineData("любовь к трём апельсинам", null)]
    [InlineData("bcdf-ghjk-3467", PasswordFault.LikeTexted)]
    [InlineData("BCDF GHJK 3467", PasswordFault.LikeTexted)]
    [InlineData("bcdf-ghjk-3465", null)] // 5 is none of our signs
    public void Eight_signs_of_any_kind_that_nobody_guesses_first(string password, PasswordFault? fault) =>
        Assert.Equal(fault, PasswordRules.Check(password, Owner));

    [Fact]
    public void No_longer_than_is_worth_hashing() =>
        Assert.Equal(
            PasswordFault.TooLong,
            PasswordRules.Check(new string('x', 150) + new string('y', 51) + "z", Owner)
        );

    [Fact]
    public void What_we_text_is_shaped_like_it()
    {
        for (var i = 0; i < 1000; i++)
            Assert.True(PasswordRules.IsTexted(PasswordMaker.Draw()));
    }
}
