namespace SmsActivation.Core.Phones;

/// <summary><c>Phones:AllowedCountries</c>: whose phones are served.</summary>
public static class ServedCountries
{
    /// <param name="allowed">Empty: all.</param>
    /// <param name="read">What <see cref="PhoneReader.Read"/> makes of the number.</param>
    public static bool Hold(IReadOnlyList<string> allowed, string e164, PhoneNumber? read)
    {
        if (allowed.Count == 0)
            return true;
        // A number that no plan knows may be a new range: any country of its calling code will do.
        return read is { IsValid: true, Country: { } country }
            ? allowed.Contains(country)
            : PhoneReader.CountriesOf(e164).Any(allowed.Contains);
    }
}
