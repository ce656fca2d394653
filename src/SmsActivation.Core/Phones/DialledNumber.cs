namespace SmsActivation.Core.Phones;

/// <summary>Turns dialled digits into a number, step by step as libphonenumber does.</summary>
internal static class DialledNumber
{
    // The limits of libphonenumber, wider than E.164's 15 digits in all: longer ones are read, and found invalid.
    private const int ShortestNational = 2;
    private const int LongestNational = 17;

    /// <summary>Digits that begin with a calling code; null when no country and no network has it.</summary>
    public static PhoneNumber? International(string digits)
    {
        if (NumberingPlans.SplitInternational(digits) is not var (callingCode, rest))
            return null;
        return National(NumberingPlans.OfCallingCode(callingCode)!, rest, country: null);
    }

    /// <summary>The same without country and type, which cost most of the reading.</summary>
    public static string? InternationalE164(string digits)
    {
        if (NumberingPlans.SplitInternational(digits) is not var (callingCode, rest))
            return null;
        return NationalOf(NumberingPlans.OfCallingCode(callingCode)!, rest) is { } national
            ? $"+{callingCode}{national}"
            : null;
    }

    /// <summary>Digits as dialled in one country, be it within it or abroad.</summary>
    public static PhoneNumber? AtHome(NumberingPlan plan, string digits, string? country)
    {
        if (plan.WithoutInternationalPrefix(digits) is { } international)
            return International(international);
        return WithoutCallingCode(plan, digits) is { } national
            ? International(plan.CallingCode + national)
            : National(plan, digits, country);
    }

    /// <summary>Digits as dialled within one country, which is the number's own unless another owns it.</summary>
    public static PhoneNumber? National(NumberingPlan plan, string dialled, string? country)
    {
        if (NationalOf(plan, dialled) is not { } national)
            return null;
        var owner = NumberingPlans.OwnerOf(plan.CallingCode, national) ?? country;
        var type = (NumberingPlans.OfCountry(owner) ?? NumberingPlans.OfCallingCode(plan.CallingCode))?.TypeOf(
            national
        );
        return new PhoneNumber($"+{plan.CallingCode}{national}", owner, type, type is not null);
    }

    /// <summary>The country's own calling code typed without a plus: 7 916 123-45-67 in Russia.</summary>
    private static string? WithoutCallingCode(NumberingPlan plan, string dialled)
    {
        if (!dialled.StartsWith(plan.CallingCode, StringComparison.Ordinal))
            return null;
        var shorter = dialled[plan.CallingCode.Length..];
        var national = WithoutNationalPrefix(plan, dialled);
        var meant =
            plan.IsTooLong(national) || (!plan.Fits(national) && plan.Fits(WithoutNationalPrefix(plan, shorter)));
        return meant ? shorter : null;
    }

    /// <summary>A prefix stays where the digits fit only with it, or are too few without it.</summary>
    public static string WithoutNationalPrefix(NumberingPlan plan, string dialled)
    {
        var national = plan.WithoutNationalPrefix(dialled);
        if (national == dialled || (plan.Fits(dialled) && !plan.Fits(national)))
            return dialled;
        // A neighbour under the same calling code may have numbers of other lengths.
        var owner = NumberingPlans.OfCountry(NumberingPlans.OwnerOf(plan.CallingCode, national)) ?? plan;
        return owner.HasLength(national) || owner.IsTooLong(national) ? national : dialled;
    }

    private static string? NationalOf(NumberingPlan plan, string dialled) =>
        WithoutNationalPrefix(plan, dialled) is { Length: >= ShortestNational and <= LongestNational } national
            ? national
            : null;
}
