using SmsActivation.Core.Phones;

namespace SmsActivation.Core.Accounts;

/// <summary>Where a phone written without its country code is looked for: in the countries we are at home in, and where it
/// is valid in none of them, in every other.</summary>
/// <param name="Home">Two letters each.</param>
/// <param name="Anywhere">False where only those countries are served.</param>
public sealed record SignInCountries(IReadOnlyList<string> Home, bool Anywhere = false)
{
    // Each is looked for and counted by itself: digits that are a mobile in more countries say too little.
    private const int MostElsewhere = 16;

    /// <summary>E.164. It depends on what was typed alone, never on who is a member.</summary>
    public IReadOnlyList<string> Phones(string typed)
    {
        var home = Home.Select(country => PhoneReader.Read(typed, country))
            .Append(PhoneReader.Read(typed))
            .Where(phone => phone is { IsValid: true })
            .Select(phone => phone!.E164)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (home.Count > 0 || !Anywhere)
            return home;
        // A member is whoever texted us, so no line that cannot.
        var elsewhere = PhoneReader
            .ReadAnywhere(typed)
            .Where(phone => phone.Type is PhoneType.Mobile or PhoneType.FixedLineOrMobile)
            .Select(phone => phone.E164)
            .Distinct(StringComparer.Ordinal)
            .Take(MostElsewhere + 1)
            .ToList();
        return elsewhere.Count > MostElsewhere ? [] : elsewhere;
    }
}
