namespace SmsActivation.Simulator.Page;

/// <summary>A phone of the page, as a person writes its number.</summary>
internal sealed record PresetPhone(string Number, string Shown, string Code, string Country);

/// <summary>Phones to text from, in number ranges kept for fiction where a country has any.</summary>
internal static class PhoneNumbers
{
    public static IReadOnlyList<PresetPhone> ToTextFrom { get; } =
    [
        new("+16465550142", "+1 646 555 0142", "US", "United States"),
        new("+447700900142", "+44 7700 900142", "GB", "United Kingdom"),
        new("+491713920042", "+49 171 3920042", "DE", "Germany"),
        new("+79000000142", "+7 900 000-01-42", "RU", "Russia"),
        new("+77000000142", "+7 700 000 01 42", "KZ", "Kazakhstan"),
    ];

    /// <summary>American numbers in groups, all others as they are.</summary>
    public static string Show(string number) =>
        number is ['+', '1', ..] && number.Length == 12 ? $"+1 {number[2..5]} {number[5..8]} {number[8..]}" : number;
}
