namespace SmsActivation.Journeys.Harness;

/// <summary>Mobile numbers that fit their country's plan, none twice.</summary>
public static class PhoneNumbers
{
    private static int s_drawn;

    public static string Draw(string country)
    {
        var n = Interlocked.Increment(ref s_drawn);
        return country switch
        {
            "US" => $"+1415{2_000_000 + n}",
            "GB" => $"+447400{n:000000}",
            "RU" => $"+7916{1_000_000 + n}",
            "KZ" => $"+7701{1_000_000 + n}",
            "DE" => $"+49151{10_000_000 + n}",
            "FR" => $"+336{10_000_000 + n}",
            _ => throw new ArgumentOutOfRangeException(nameof(country), country, "no numbers of this country here"),
        };
    }

    /// <summary>The language that its replies are in by default.</summary>
    public static string Language(string country) => country is "RU" or "KZ" or "BY" or "KG" ? "ru" : "en";
}
