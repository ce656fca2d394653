namespace SmsActivation.Core.Phones;

/// <summary>What numbers look like in one country, or under one calling code of no country.</summary>
internal sealed class NumberingPlan
{
    private const int MostLengthsOfAClosedPlan = 3;

    /// <summary>1 to 3 digits, shared by the countries of one plan.</summary>
    public required string CallingCode { get; init; }

    /// <summary>What is dialled before a national number at home: 0, 8, 1, 06; null where there is none.</summary>
    public required string? NationalPrefix { get; init; }

    /// <summary>What takes the prefix's place when it is taken off, with $1 for the part of it that stays.</summary>
    public required string? NationalPrefixTransform { get; init; }

    /// <summary>What is dialled before a calling code (00, 011, 810); null where every carrier has its own.</summary>
    public required string? WrittenInternationalPrefix { get; init; }

    public required PlanPattern Pattern { get; init; }
    public required PlanPattern? NationalPrefixForParsing { get; init; }
    public required PlanPattern? InternationalPrefix { get; init; }
    public required PlanPattern? LeadingDigits { get; init; }

    /// <summary>Digits of a national number, ascending.</summary>
    public required IReadOnlyList<int> Lengths { get; init; }

    /// <summary>In the order in which a number is tried against them.</summary>
    public required IReadOnlyList<NumberingPlanType> Types { get; init; }

    public bool Fits(string national) => Pattern.IsWhole(national);

    public bool IsTooLong(string national) => national.Length > Lengths[^1];

    public bool HasLength(string national) => Lengths.Contains(national.Length);

    /// <summary>By the number of digits alone, with the national prefix or without.</summary>
    public bool MayDial(string dialled) =>
        HasLength(dialled)
        || (
            NationalPrefix is { } prefix
            && dialled.StartsWith(prefix, StringComparison.Ordinal)
            && Lengths.Contains(dialled.Length - prefix.Length)
        );

    /// <summary>Null when the plan does not know the number: it is not valid.</summary>
    public PhoneType? TypeOf(string national)
    {
        if (!Fits(national))
            return null;
        var type = Types.FirstOrDefault(kind => kind.Fits(national))?.Type;
        return type == PhoneType.FixedLine && MobilesLookLike(national) ? PhoneType.FixedLineOrMobile : type;
    }

    /// <summary>Whether these digits, as dialled at home, are a fixed line of an open plan (Germany's, Austria's) without
    /// the prefix that everyone there writes: nearly any digits are.</summary>
    public bool IsOpenWithoutPrefix(string dialled) =>
        NationalPrefix is not null
        && Types.FirstOrDefault(kind => kind.Type == PhoneType.FixedLine)
            is { Lengths.Count: > MostLengthsOfAClosedPlan }
        && !dialled.StartsWith(CallingCode, StringComparison.Ordinal)
        && WithoutNationalPrefix(dialled) == dialled
        && WithoutInternationalPrefix(dialled) is null
        && TypeOf(dialled) == PhoneType.FixedLine;

    private bool MobilesLookLike(string national) =>
        Types.FirstOrDefault(kind => kind.Type == PhoneType.Mobile)?.Fits(national) ?? true;

    /// <summary>Among countries of one calling code: leading digits decide where there are some (the smaller countries),
    /// a known type where there are none.</summary>
    public bool Owns(string national) => LeadingDigits?.AtBeginning(national).Success ?? TypeOf(national) is not null;

    /// <summary>Takes off what is dialled at home only: the trunk prefix, a carrier's code, Argentina's 15.</summary>
    public string WithoutNationalPrefix(string dialled)
    {
        if (NationalPrefixForParsing?.AtBeginning(dialled) is not { Success: true } prefix)
            return dialled;
        var rest = dialled[prefix.Length..];
        return NationalPrefixTransform is not null && prefix.Groups.Count > 1 && prefix.Groups[^1].Length > 0
            ? prefix.Result(NationalPrefixTransform) + rest
            : rest;
    }

    /// <summary>Calling code and what follows it; null when this is not how one dials abroad from here.</summary>
    public string? WithoutInternationalPrefix(string dialled)
    {
        if (InternationalPrefix?.AtBeginning(dialled) is not { Success: true } prefix)
            return null;
        var rest = dialled[prefix.Length..];
        return rest is "" or ['0', ..] ? null : rest;
    }
}
