using SmsActivation.Core.Members;

namespace SmsActivation.Tests.Members;

public sealed class PasswordMakerTests
{
    [Fact]
    public void A_password_is_three_groups_of_four_signs_with_at_least_two_letters()
    {
        var drawn = Enumerable.Range(0, 2_000).Select(_ => PasswordMaker.Draw()).ToList();

        Assert.All(
            drawn,
            password => Assert.Matches("^[bcdfghjkmnpqrtvwxyz34679]{4}(-[bcdfghjkmnpqrtvwxyz34679]{4}){2}$", password)
        );
        Assert.All(drawn, password => Assert.True(password.Count(char.IsAsciiLetter) >= 2, password));
        Assert.Equal(drawn.Count, drawn.Distinct().Count());
        Assert.Equal(PasswordMaker.Alphabet.Order(), string.Concat(drawn).Replace("-", "").Distinct().Order());
    }

    [Theory]
    [InlineData("bcdf-ghjk-3467")]
    [InlineData("BCDF-GHJK-3467")]
    [InlineData("bcdfghjk3467")]
    [InlineData(" Bcdf ghjk 3467\n")]
    [InlineData("bcdf\u00A0ghjk\u20113467")] // no-break space and hyphen, as a phone's keyboard puts them
    [InlineData("bcdf–ghjk—3467")]
    [InlineData("bcdf-\u200Bghjk-3467")]
    public void A_password_may_be_typed_in_any_case_with_or_without_hyphens_and_spaces(string typed) =>
        Assert.Equal("bcdfghjk3467", PasswordMaker.Normalize(typed));
}
