using SmsActivation.Core.Phones;

namespace SmsActivation.Tests.Phones;

public sealed class WrittenFormsTests
{
    private const int VariationsPerCountry = 20;

    [Theory]
    [InlineData(
        "+79161234567",
        "9161234567 89161234567 79161234567 789161234567 0079161234567 00789161234567 81079161234567 810789161234567"
    )]
    [InlineData(
        "+77011234567",
        "7011234567 87011234567 77011234567 787011234567 0077011234567 00787011234567 81077011234567 810787011234567"
    )]
    [InlineData(
        "+14155552671",
        "4155552671 14155552671 114155552671 0014155552671 00114155552671 01114155552671 011114155552671"
    )]
    [InlineData("+447700900123", "7700900123 07700900123 447700900123 4407700900123 00447700900123 004407700900123")]
    [InlineData(
        "+4915123456789",
        "15123456789 015123456789 4915123456789 49015123456789 004915123456789 0049015123456789"
    )]
    [InlineData("+380671234567", "671234567 0671234567 380671234567 3800671234567 00380671234567 003800671234567")]
    [InlineData("+33612345678", "612345678 0612345678 33612345678 330612345678 0033612345678 00330612345678")]
    [InlineData("+390612345678", "0612345678 390612345678 00390612345678")]
    [InlineData(
        "+5511912345678",
        "11912345678 011912345678 5511912345678 55011912345678 005511912345678 0055011912345678"
    )]
    [InlineData("+918123456789", "8123456789 08123456789 918123456789 9108123456789 00918123456789 009108123456789")]
    public void A_number_has_these_forms_in_its_country(string e164, string forms) =>
        Assert.Equal(forms.Split(' ').ToHashSet(), PhoneReader.WrittenForms(e164));

    [Theory]
    [InlineData("+5491123456789", "0111523456789", "Argentina's mobiles have 15 after the area code at home")]
    [InlineData("+5491123456789", "111523456789", "and are written without the 0 too")]
    [InlineData("+12684641234", "4641234", "an island's only area code is left out")]
    [InlineData("+37254321", "0037254321", "Estonia has no national prefix")]
    public void Some_countries_have_forms_of_their_own(string e164, string form, string why) =>
        Assert.True(PhoneReader.WrittenForms(e164).Contains(form), why);

    [Theory]
    [InlineData("+573211234567", "03211234567", "in Colombia 03 opens a carrier's code")]
    [InlineData("+2908123", "8123", "shorter than 7 digits")]
    [InlineData("+80012345678", "12345678", "a number of no country has no national form")]
    public void Some_forms_are_nobodys(string e164, string form, string why) =>
        Assert.False(PhoneReader.WrittenForms(e164).Contains(form), why);

    [Theory]
    [InlineData("")]
    [InlineData("ACME")]
    [InlineData("14155552671")]
    [InlineData("+999123456")]
    public void What_is_no_number_has_no_forms(string text) => Assert.Empty(PhoneReader.WrittenForms(text));

    /// <summary>A form may also be a longer number at home: 49 151 23456789 is one in Germany, whose plan is open.</summary>
    [Fact]
    public void Every_form_of_every_country_reads_back_to_the_same_number()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var countries = new HashSet<string>();
        foreach (var e164 in PhoneTable.Rows("example-mobiles.tsv").SelectMany(row => Variations(row[1], random)))
        {
            if (PhoneReader.Read(e164) is not { IsValid: true, Country: { } country } number || number.E164 != e164)
                continue;
            countries.Add(country);
            var (callingCode, _) = NumberingPlans.SplitInternational(e164[1..])!.Value;
            foreach (var form in PhoneReader.WrittenForms(e164))
            {
                var back = PhoneReader.Read(form, country);
                var longerAtHome = "+" + callingCode + form;
                Assert.True(back is { IsValid: true }, $"{e164} as {form} in {country} is not valid (seed {seed})");
                Assert.True(
                    back.E164 == e164 || back.E164 == longerAtHome,
                    $"{e164} as {form} in {country} is read as {back.E164} (seed {seed})"
                );
            }
        }
        Assert.True(countries.Count > 200, $"only {countries.Count} countries had a valid number (seed {seed})");
    }

    private static IEnumerable<string> Variations(string e164, Random random)
    {
        yield return e164;
        for (var variation = 1; variation < VariationsPerCountry; variation++)
        {
            var signs = e164.ToCharArray();
            for (var changes = random.Next(1, 8); changes > 0; changes--)
                signs[random.Next(2, signs.Length)] = (char)('0' + random.Next(10));
            yield return new string(signs);
        }
    }
}
