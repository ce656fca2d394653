using SmsActivation.Core.Accounts;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Reading;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Accounts;

public sealed class SignInNameTests
{
    private static readonly SmsReader Reader = new(CardNumberOptions.Default);

    [Theory]
    [InlineData("+1 (415) 555-2671")]
    [InlineData("415 555 2671")]
    [InlineData("14155552671")]
    [InlineData("001 415 555 2671")]
    [InlineData("+1-415-555-2671 ")]
    public void A_phone_is_read_however_it_is_written(string typed) =>
        Assert.Contains("+14155552671", SignInName.Read(typed, Reader, ["US", "RU"]).Phones);

    [Fact]
    public void A_national_form_is_read_in_each_of_our_countries() =>
        Assert.Contains("+79161234567", SignInName.Read("8 916 123-45-67", Reader, ["US", "RU"]).Phones);

    [Fact]
    public void A_card_is_read_with_its_spaces()
    {
        var number = Spine.Card(1);
        Assert.Equal(number, SignInName.Read($"{number[..4]} {number[4..8]}-{number[8..]}", Reader, ["US"]).Card);
    }

    [Theory]
    [InlineData("BCDF ghjk", "bcdfghjk")]
    [InlineData("bcdf-ghjk", "bcdfghjk")]
    public void A_user_name_is_read_in_any_case(string typed, string signs) =>
        Assert.Equal(signs, SignInName.Read(typed, Reader, ["US"]).Signs);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("👍")]
    public void What_holds_no_sign_is_nobody(string typed) =>
        Assert.Same(SignInName.Nobody, SignInName.Read(typed, Reader, ["US"]));

    [Fact]
    public void A_novel_is_nobody() =>
        Assert.Same(SignInName.Nobody, SignInName.Read(new string('9', 65), Reader, ["US"]));

    [Fact]
    public void The_scope_of_a_name_does_not_show_it() =>
        Assert.DoesNotContain("4155552671", SignInName.Read("4155552671", Reader, ["US"]).Scope);
}
