using SmsActivation.Core.Accounts;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Reading;
using SmsActivation.Tests.Activation;

namespace SmsActivation.Tests.Accounts;

public sealed class SignInNameTests
{
    private static readonly SmsReader Reader = new(CardNumberOptions.Default);
    private static readonly SignInCountries Us = new(["US"]);

    [Theory]
    [InlineData("+1 (415) 555-2671")]
    [InlineData("415 555 2671")]
    [InlineData("14155552671")]
    [InlineData("001 415 555 2671")]
    [InlineData("+1-415-555-2671 ")]
    public void A_phone_is_read_however_it_is_written(string typed) =>
        Assert.Contains("+14155552671", SignInName.Read(typed, Reader, new SignInCountries(["US", "RU"])).Phones);

    [Fact]
    public void A_national_form_is_read_in_each_of_our_countries() =>
        Assert.Contains(
            "+79161234567",
            SignInName.Read("8 916 123-45-67", Reader, new SignInCountries(["US", "RU"])).Phones
        );

    [Fact]
    public void A_card_is_read_with_its_spaces()
    {
        var number = Spine.Card(1);
        Assert.Equal(number, SignInName.Read($"{number[..4]} {number[4..8]}-{number[8..]}", Reader, Us).Card);
    }

    [Theory]
    [InlineData("BCDF ghjk", "bcdfghjk")]
    [InlineData("bcdf-ghjk", "bcdfghjk")]
    public void A_user_name_is_read_in_any_case(string typed, string signs) =>
        Assert.Equal(signs, SignInName.Read(typed, Reader, Us).Signs);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("👍")]
    public void What_holds_no_sign_is_nobody(string typed) =>
        Assert.Same(SignInName.Nobody, SignInName.Read(typed, Reader, Us));

    [Fact]
    public void A_novel_is_nobody() => Assert.Same(SignInName.Nobody, SignInName.Read(new string('9', 65), Reader, Us));

    [Theory]
    [InlineData("8 (916) 123-45-67", "+79161234567")]
    [InlineData("0171 2345678", "+491712345678")]
    [InlineData("07400 123456", "+447400123456")]
    [InlineData("06 12 34 56 78", "+33612345678")]
    public void A_national_form_of_no_country_of_ours_is_read_where_it_is_a_phone_that_texts(string typed, string phone)
    {
        var phones = SignInName.Read(typed, Reader, Us with { Anywhere = true }).Phones;
        Assert.Contains(phone, phones);
        Assert.InRange(phones.Count, 1, 16);
        Assert.DoesNotContain(phone, SignInName.Read(typed, Reader, Us).Phones);
    }

    [Fact]
    public void What_is_a_phone_at_home_is_looked_for_nowhere_else() =>
        Assert.Equal(["+14155552671"], SignInName.Read("415 555 2671", Reader, Us with { Anywhere = true }).Phones);

    [Theory]
    [InlineData("+1 (415) 555-2671", "4155552671")]
    [InlineData("0014155552671", "1 415 555 2671")]
    [InlineData("BCDF-ghjk", "bcdfghjk")]
    public void What_means_the_same_is_counted_together(string one, string other) =>
        Assert.Equal(SignInName.Read(one, Reader, Us).Scopes, SignInName.Read(other, Reader, Us).Scopes);

    [Fact]
    public void A_card_is_counted_by_its_number_however_it_is_written()
    {
        var number = Spine.Card(1);
        Assert.Equal(
            SignInName.Read(number, Reader, Us).Scopes,
            SignInName.Read($"{number[..4]}-{number[4..12]} {number[12..]}", Reader, Us).Scopes
        );
    }

    [Fact]
    public void A_scope_does_not_show_the_name() =>
        Assert.DoesNotContain("4155552671", string.Concat(SignInName.Read("4155552671", Reader, Us).Scopes));
}
