using System.Globalization;
using System.Text;

namespace SmsActivation.Core.Profiles;

/// <summary>Why an answer is not taken.</summary>
public enum ProfileFault
{
    TooLong,

    /// <summary>Holds signs that are no text.</summary>
    Unreadable,
    NoDay,
    NoEmail,
    NoChoice,

    /// <summary>No question has this name.</summary>
    Unknown,

    /// <summary>A birthday that says too young is not the member's own to change.</summary>
    Kept,
}

/// <param name="Taken">Null takes an answer back.</param>
public sealed record ProfileReading(
    IReadOnlyDictionary<string, string?> Taken,
    IReadOnlyDictionary<string, ProfileFault> Faults
);

/// <summary>Reads answers: each is taken or refused by itself, so that a questionnaire may be left half-done.</summary>
public static class ProfileRules
{
    private const int LongestEmail = 254; // RFC 5321, 4.5.3.1.3
    private const int MostYears = 130;

    public static ProfileReading Read(
        IReadOnlyList<Question> questions,
        IEnumerable<KeyValuePair<string, string?>> given,
        DateOnly today
    )
    {
        var taken = new Dictionary<string, string?>(StringComparer.Ordinal);
        var faults = new Dictionary<string, ProfileFault>(StringComparer.Ordinal);
        foreach (var (name, answer) in given)
        {
            var words = answer?.Trim() ?? "";
            var question = questions.FirstOrDefault(question => question.Name == name);
            if (question is null)
                faults[name] = ProfileFault.Unknown;
            else if (words.Length > 0 && Fault(question, words, today) is { } fault)
                faults[name] = fault;
            else
                taken[name] = words.Length == 0 ? null : words;
        }
        return new ProfileReading(taken, faults);
    }

    /// <summary>The required ones that have no answer.</summary>
    public static IReadOnlyList<Question> Missing(
        IReadOnlyList<Question> questions,
        IReadOnlyDictionary<string, string> profile
    ) => [.. questions.Where(question => question.Required && !profile.ContainsKey(question.Name))];

    /// <summary>The day that a birthday's answer says; null when there is none.</summary>
    public static DateOnly? Birthday(IReadOnlyList<Question> questions, IReadOnlyDictionary<string, string> profile) =>
        questions.FirstOrDefault(question => question.Kind == QuestionKind.Birthday) is { } asked
        && profile.TryGetValue(asked.Name, out var day)
            ? Day(day)
            : null;

    private static ProfileFault? Fault(Question question, string words, DateOnly today)
    {
        if (words.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar))
            return ProfileFault.Unreadable;
        return question.Kind switch
        {
            QuestionKind.Text => words.EnumerateRunes().Count() > question.Longest ? ProfileFault.TooLong : null,
            QuestionKind.Email => words.Length > LongestEmail ? ProfileFault.TooLong
            : IsEmail(words) ? null
            : ProfileFault.NoEmail,
            QuestionKind.Birthday => Day(words) is { } day && day <= today && day > today.AddYears(-MostYears)
                ? null
                : ProfileFault.NoDay,
            QuestionKind.Choice => question.Choices.Any(choice => choice.Value == words) ? null : ProfileFault.NoChoice,
        };
    }

    private static DateOnly? Day(string words) =>
        DateOnly.TryParseExact(words, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    /// <summary>Something, an at sign, a name with a dot: whether anybody reads it, only a letter would show.</summary>
    private static bool IsEmail(string words)
    {
        var at = words.LastIndexOf('@');
        var host = words[(at + 1)..];
        return at > 0
            && !words.Any(char.IsWhiteSpace)
            && words.IndexOf('@') == at
            && host.Contains('.')
            && host.Split('.').All(label => label.Length > 0);
    }
}
