namespace SmsActivation.Core.Reading;

/// <summary>The words of rule 9 in one language, in any case and spelling; a phrase is written with spaces.</summary>
public sealed record LanguageWords
{
    public required string Language { get; init; }

    /// <summary>Stop us when a text begins with one.</summary>
    public required IReadOnlyList<string> Stop { get; init; }

    /// <summary>Stop us only when they are the whole text: people begin sentences with them.</summary>
    public IReadOnlyList<string> StopAlone { get; init; } = [];

    public required IReadOnlyList<string> Start { get; init; }

    public required IReadOnlyList<string> Help { get; init; }

    public required IReadOnlyList<string> Password { get; init; }

    public required IReadOnlyList<string> Loss { get; init; }

    public required IReadOnlyList<string> Card { get; init; }

    public static IReadOnlyList<LanguageWords> All { get; } = [EnglishWords.Words, RussianWords.Words];
}
