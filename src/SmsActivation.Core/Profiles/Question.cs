namespace SmsActivation.Core.Profiles;

/// <summary>How an answer is read.</summary>
public enum QuestionKind
{
    Text,
    Email,

    /// <summary>A day, <c>yyyy-MM-dd</c>; what marketing's age is reckoned from.</summary>
    Birthday,
    Choice,
}

/// <summary>One field of *About me*, as <c>Account:Questions</c> says.</summary>
public sealed class Question
{
    public const int LongestName = 30;
    private const int MostSigns = 1000;

    /// <summary>What the profile, the API and events call it.</summary>
    public string Name { get; init; } = "";
    public QuestionKind Kind { get; init; } = QuestionKind.Text;

    /// <summary>The page asks for it until it is there; nothing is ever refused for want of it.</summary>
    public bool Required { get; init; }

    /// <summary>Signs of a text.</summary>
    public int Longest { get; init; } = 100;

    /// <summary>What it asks, by language.</summary>
    public Dictionary<string, string> Label { get; init; } = new(StringComparer.OrdinalIgnoreCase);
    public IReadOnlyList<QuestionChoice> Choices { get; init; } = [];

    public string LabelIn(string language) => In(Label, language) ?? Name;

    /// <summary>Those that are asked when the settings name none.</summary>
    public static IReadOnlyList<Question> Defaults { get; } =
    [
        new()
        {
            Name = "firstName",
            Required = true,
            Label = { ["en"] = "First name", ["ru"] = "Имя" },
        },
        new() { Name = "lastName", Label = { ["en"] = "Last name", ["ru"] = "Фамилия" } },
        new()
        {
            Name = "birthday",
            Kind = QuestionKind.Birthday,
            Label = { ["en"] = "Birthday", ["ru"] = "День рождения" },
        },
        new()
        {
            Name = "email",
            Kind = QuestionKind.Email,
            Label = { ["en"] = "E-mail", ["ru"] = "Электронная почта" },
        },
    ];

    internal static string? In(Dictionary<string, string> words, string language) =>
        words.GetValueOrDefault(language) ?? words.GetValueOrDefault("en") ?? words.Values.FirstOrDefault();

    internal IEnumerable<string> Faults(string section)
    {
        if (Name.Length is 0 or > LongestName || !char.IsAsciiLetter(Name[0]) || !Name.All(char.IsAsciiLetterOrDigit))
            yield return $"{section}:Name is '{Name}': it must be a letter and up to {LongestName - 1} letters and digits.";
        if (Longest is < 1 or > MostSigns)
            yield return $"{section}:Longest is {Longest}: it must be from 1 to {MostSigns}.";
        if (Kind == QuestionKind.Choice && Choices.Count == 0)
            yield return $"{section}:Choices is empty: a question of kind Choice needs some.";
        if (Kind != QuestionKind.Choice && Choices.Count > 0)
            yield return $"{section}:Choices is filled and Kind is {Kind}: only a question of kind Choice has them.";
        foreach (var bad in Choices.Where(choice => choice.Value.Length is 0 or > LongestName))
            yield return $"{section}:Choices has the value '{bad.Value}': it must have 1 to {LongestName} signs.";
    }
}

/// <summary>One of the answers that a question offers.</summary>
public sealed class QuestionChoice
{
    /// <summary>What is stored.</summary>
    public string Value { get; init; } = "";

    /// <summary>What is shown, by language.</summary>
    public Dictionary<string, string> Label { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    public string LabelIn(string language) => Question.In(Label, language) ?? Value;
}
