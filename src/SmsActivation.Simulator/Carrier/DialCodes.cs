namespace SmsActivation.Simulator.Carrier;

/// <summary>The country that a webhook names for a number, for the dialling codes one is likely to type here.</summary>
internal static class DialCodes
{
    // The longest fitting code wins, so Kazakhstan stands before Russia.
    private static readonly (string Code, string Country)[] All =
    [
        ("+375", "BY"),
        ("+380", "UA"),
        ("+996", "KG"),
        ("+76", "KZ"),
        ("+77", "KZ"),
        ("+31", "NL"),
        ("+33", "FR"),
        ("+34", "ES"),
        ("+39", "IT"),
        ("+44", "GB"),
        ("+48", "PL"),
        ("+49", "DE"),
        ("+91", "IN"),
        ("+1", "US"),
        ("+7", "RU"),
    ];

    /// <summary>Empty when not known, as Twilio sends it.</summary>
    public static string CountryOf(string number) =>
        Array.Find(All, entry => number.StartsWith(entry.Code, StringComparison.Ordinal)).Country ?? "";
}
