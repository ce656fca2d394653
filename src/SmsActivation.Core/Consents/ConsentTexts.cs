using System.Text.Json;

namespace SmsActivation.Core.Consents;

public enum ConsentKind
{
    /// <summary>Given by texting the card; the account cannot be without it.</summary>
    Service,
    Marketing,
}

public static class ConsentKinds
{
    /// <summary>As the database knows it.</summary>
    public static string Word(this ConsentKind kind) =>
        kind switch
        {
            ConsentKind.Service => "service",
            ConsentKind.Marketing => "marketing",
        };
}

/// <summary>What is agreed to, word for word.</summary>
public sealed record ConsentText(ConsentKind Kind, string Version, string Language, string Text);

/// <summary>The texts of today, from <c>replies/consents/&lt;language&gt;.json</c>.</summary>
public sealed class ConsentTexts
{
    private const string Brand = "{brand}";

    private ConsentTexts(IReadOnlyList<ConsentText> all, IReadOnlyList<string> faults)
    {
        All = all;
        Faults = faults;
    }

    public IReadOnlyList<ConsentText> All { get; }

    /// <summary>Every fault, each naming its file.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>In this language, else in English, else in any.</summary>
    public ConsentText Of(ConsentKind kind, string language) =>
        All.FirstOrDefault(text => text.Kind == kind && text.Language == language)
        ?? All.FirstOrDefault(text => text.Kind == kind && text.Language == "en")
        ?? All.First(text => text.Kind == kind);

    /// <summary>In this language and no other; null where there is none.</summary>
    public ConsentText? Find(ConsentKind kind, string language) =>
        All.FirstOrDefault(text => text.Kind == kind && text.Language == language);

    /// <param name="folders">A file in an earlier one wins over its namesake in a later one.</param>
    /// <param name="version">Of each kind, from the settings.</param>
    public static ConsentTexts Load(IEnumerable<string> folders, string brand, Func<ConsentKind, string> version)
    {
        var files = folders
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.json"))
            .DistinctBy(Path.GetFileName, StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.Ordinal);
        var texts = new List<ConsentText>();
        var faults = new List<string>();
        foreach (var file in files)
        {
            var words = Read(file, faults);
            foreach (var kind in Enum.GetValues<ConsentKind>())
            {
                var text = words.GetValueOrDefault(kind.Word())?.Replace(Brand, brand).Trim() ?? "";
                if (text.Length == 0)
                    faults.Add($"{file}: '{kind.Word()}' is missing or empty.");
                else if (text.Contains('{'))
                    faults.Add($"{file}: '{kind.Word()}' holds a placeholder other than {Brand}.");
                texts.Add(new ConsentText(kind, version(kind), Path.GetFileNameWithoutExtension(file), text));
            }
        }
        if (texts.Count == 0)
            faults.Add("replies/consents holds no file: there must be one, like en.json.");
        return new ConsentTexts(texts, faults);
    }

    private static Dictionary<string, string> Read(string file, List<string> faults)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? [];
        }
        catch (JsonException fault)
        {
            faults.Add($"{file} is no JSON object of texts: {fault.Message}");
            return [];
        }
    }
}
