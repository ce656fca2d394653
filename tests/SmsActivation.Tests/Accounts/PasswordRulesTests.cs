using SmsActivation.Core.Accounts;
using SmsActivation.Core.Members;

namespace SmsActivation.Tests.Accounts;

public sealed class PasswordRulesTests
{
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
    [InlineData("bcdf-ghjk-3467", PasswordFault.LikeTexted)]
    [InlineData("BCDF GHJK 3467", PasswordFault.LikeTexted)]
    [InlineData("bcdf-ghjk-3465", null)] // 5 is none of our signs
    public void Eight_signs_of_any_kind_that_nobody_guesses_first(string password, PasswordFault? fault) =>
        Assert.Equal(fault, PasswordRules.Check(password, username: "bcdfghjk", phone: "+14155552671"));

    [Fact]
    public void No_longer_than_is_worth_hashing() =>
        Assert.Equal(
            PasswordFault.TooLong,
            PasswordRules.Check(new string('x', 150) + new string('y', 51) + "z", "u", "+1")
        );

    [Fact]
    public void What_we_text_is_shaped_like_it()
    {
        for (var i = 0; i < 1000; i++)
            Assert.True(PasswordRules.IsTexted(PasswordMaker.Draw()));
    }
}
