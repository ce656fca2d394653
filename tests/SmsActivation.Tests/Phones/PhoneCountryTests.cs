using SmsActivation.Core.Phones;

namespace SmsActivation.Tests.Phones;

public sealed class PhoneCountryTests
{
    [Theory]
    [InlineData("+79161234567", "RU")]
    [InlineData("+77011234567", "KZ")]
    [InlineData("+14155552671", "US")]
    [InlineData("+15062345678", "CA")]
    [InlineData("+18765551234", "JM")]
    [InlineData("+447400123456", "GB")]
    [InlineData("+447624123456", "IM")]
    [InlineData("+4915123456789", "DE")]
    [InlineData("+380671234567", "UA")]
    [InlineData("+33612345678", "FR")]
    [InlineData("+393123456789", "IT")]
    [InlineData("+390669812345", "VA")]
    [InlineData("+5511912345678", "BR")]
    [InlineData("+918123456789", "IN")]
    public void A_number_belongs_to_the_country_that_owns_it(string e164, string country) =>
        Assert.Equal(country, PhoneReader.CountryOf(e164));

    [Theory]
    [InlineData("+447700900123", "GB")]
    [InlineData("+1415555267", "US")]
    [InlineData("+71234567890", "RU")]
    [InlineData("+5215512345678", "MX")]
    public void A_number_nobody_owns_belongs_to_the_main_country_of_its_calling_code(string e164, string country) =>
        Assert.Equal(country, PhoneReader.CountryOf(e164));

    [Theory]
    [InlineData("+80012345678")]
    [InlineData("+881612345678")]
    [InlineData("+979123456789")]
    [InlineData("+999123456")]
    [InlineData("+1")]
    [InlineData("+")]
    [InlineData("")]
    [InlineData("14155552671")]
    [InlineData("ACME")]
    [InlineData("whatsapp:+380501234567")]
    public void Satellites_unassigned_codes_and_what_is_no_E164_have_no_country(string e164)
    {
        Assert.Null(PhoneReader.CountryOf(e164));
        Assert.Empty(PhoneReader.CountriesOf(e164));
    }

    [Theory]
    [InlineData("+77011234567", "RU KZ")]
    [InlineData("+447624123456", "GB GG IM JE")]
    [InlineData("+390669812345", "IT VA")]
    [InlineData("+4915123456789", "DE")]
    public void Countries_of_one_calling_code_come_main_one_first(string e164, string countries) =>
        Assert.Equal(countries.Split(' '), PhoneReader.CountriesOf(e164));

    [Fact]
    public void North_America_is_25_countries_led_by_the_US()
    {
        var countries = PhoneReader.CountriesOf("+18765551234");
        Assert.Equal(25, countries.Count);
        Assert.Equal("US", countries[0]);
        Assert.Contains("JM", countries);
    }
}
