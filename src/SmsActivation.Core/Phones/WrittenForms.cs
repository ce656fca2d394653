namespace SmsActivation.Core.Phones;

/// <summary>The all-digit ways people write one number, so that it is told from a card number in their own text.</summary>
internal static class WrittenForms
{
    // Shorter ones are local numbers, such as any card number may contain.
    private const int FewestDigits = 7;

    // Argentina's mobiles: +54 9 11 2345-6789 from abroad is 011 15 2345-6789 at home, area codes having 2 to 4 digits.
    private const string MobileAfterAreaCode = "15";
    private const int ShortestAreaCode = 2;
    private const int LongestAreaCode = 4;

    /// <summary>A number of no country has no home to be dialled at, so only its international forms.</summary>
    public static IReadOnlySet<string> Of(string callingCode, string national, string? country)
    {
        var plan = NumberingPlans.OfCountry(country) ?? NumberingPlans.OfCallingCode(callingCode)!;
        var home = DialledAs([national], plan, national).ToList();
        // A national prefix is often left in: +44 (0) 20 7946 0018.
        var international = home.ConvertAll(form => callingCode + form);
        string[] abroad = ["", PhoneReader.CommonInternationalPrefix, plan.WrittenInternationalPrefix ?? ""];
        return (country is null ? [] : home.Concat(DialledAs(LocalForms(plan, national), plan, national)))
            .Concat(abroad.SelectMany(prefix => international.Select(form => prefix + form)))
            .Where(form => form.Length >= FewestDigits)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>With and without the national prefix, where that still means the same number: Colombia's 03 opens a
    /// carrier's code.</summary>
    private static IEnumerable<string> DialledAs(IEnumerable<string> forms, NumberingPlan plan, string national) =>
        forms
            .SelectMany<string, string>(form => plan.NationalPrefix is { } prefix ? [form, prefix + form] : [form])
            .Where(form => form == national || DialledNumber.WithoutNationalPrefix(plan, form) == national);

    /// <summary>Forms that say less than the national one, where the plan's transform makes up for it: an island's only
    /// area code left out, Argentina's 15.</summary>
    private static IEnumerable<string> LocalForms(NumberingPlan plan, string national)
    {
        if (plan.NationalPrefixTransform?.Split('$') is not [{ Length: > 0 } added, _])
            return [];
        if (!national.StartsWith(added, StringComparison.Ordinal))
            return [];
        var kept = national[added.Length..];
        return Enumerable
            .Range(ShortestAreaCode, LongestAreaCode - ShortestAreaCode + 1)
            .Where(length => length < kept.Length)
            .Select(length => kept.Insert(length, MobileAfterAreaCode))
            .Prepend(kept);
    }
}
