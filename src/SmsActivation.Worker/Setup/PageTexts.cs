using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmsActivation.Worker.Setup;

/// <summary>Reads the words that are carried inside the assembly: each language has every word, and none that nobody
/// uses.</summary>
internal static class PageTexts
{
    private static readonly string[] Codes = ["en", "ru"];

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>By two-letter code, which <typeparamref name="T"/> holds as its "code".</summary>
    public static IReadOnlyDictionary<string, T> Read<T>(string name) =>
        Codes.ToDictionary(code => code, code => Read<T>(name, code), StringComparer.OrdinalIgnoreCase);

    /// <summary>The first of these languages that there is, else English.</summary>
    public static T Choose<T>(IReadOnlyDictionary<string, T> all, HttpContext http, string? asked, string fallback)
    {
        var spoken = http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(one => one.Quality ?? 1);
        var wanted = spoken
            .Select(one => one.Value.Value?.Split('-')[0] ?? "")
            .Prepend(asked ?? "")
            .Append(fallback)
            .FirstOrDefault(all.ContainsKey, "en");
        return all[wanted];
    }

    private static T Read<T>(string name, string code)
    {
        using var stream = typeof(PageTexts).Assembly.GetManifestResourceStream($"{name}.{code}.json")!;
        var words = JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
        words["code"] = code;
        return JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(words), Strict)!;
    }
}
