using SmsActivation.Core.Accounts;
using SmsActivation.Core.Profiles;

namespace SmsActivation.Core.Consents;

/// <summary>Whether a member may be asked for a marketing consent.</summary>
public enum MarketingAnswer
{
    Allowed,
    TooYoung,

    /// <summary>Nobody is taken for old enough who has not said when they were born.</summary>
    BirthdayUnknown,
}

public static class MarketingAge
{
    public static MarketingAnswer Of(
        AccountOptions options,
        IReadOnlyDictionary<string, string> profile,
        DateTimeOffset now
    )
    {
        if (options.MarketingAge == 0)
            return MarketingAnswer.Allowed;
        if (ProfileRules.Birthday(options.Asked, profile) is not { } birthday)
            return MarketingAnswer.BirthdayUnknown;
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var years = today.Year - birthday.Year;
        if ((today.Month, today.Day).CompareTo((birthday.Month, birthday.Day)) < 0)
            years--;
        return years >= options.MarketingAge ? MarketingAnswer.Allowed : MarketingAnswer.TooYoung;
    }

    /// <summary>The answer that a member cannot change: a birthday that says too young, for the next one would say old
    /// enough. Null when there is none.</summary>
    public static string? Kept(
        AccountOptions options,
        IReadOnlyDictionary<string, string> profile,
        DateTimeOffset now
    ) =>
        Of(options, profile, now) == MarketingAnswer.TooYoung
            ? options.Asked.First(question => question.Kind == QuestionKind.Birthday).Name
            : null;

    internal static bool Allows(
        AccountOptions options,
        IReadOnlyDictionary<string, string> profile,
        DateTimeOffset now
    ) => Of(options, profile, now) == MarketingAnswer.Allowed;
}
