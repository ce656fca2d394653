using System.Text.Encodings.Web;
using System.Text.Json;

namespace SmsActivation.Worker.Api.Docs;

/// <summary>The OpenAPI document as the page shows it: whatever the page says, the document says.</summary>
public sealed record DocsView(
    string Title,
    string About,
    IReadOnlyList<DocsOperation> Operations,
    IReadOnlyList<DocsOperation> Events
)
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // the page encodes it
    };

    internal static DocsView Read(JsonElement document)
    {
        var info = document.GetProperty("info");
        return new DocsView(
            Text(info, "title"),
            Text(info, "description"),
            ReadOperations(document, "paths"),
            ReadOperations(document, "webhooks")
        );
    }

    private static List<DocsOperation> ReadOperations(JsonElement document, string section) =>
        [
            .. document
                .GetProperty(section)
                .EnumerateObject()
                .SelectMany(path =>
                    path.Value.EnumerateObject().Select(method => Operation(document, path.Name, method))
                ),
        ];

    private static DocsOperation Operation(JsonElement document, string path, JsonProperty method)
    {
        var operation = method.Value;
        var request = Media(operation, "requestBody");
        var answers = operation.GetProperty("responses");
        var answer = Media(answers, "200");
        return new DocsOperation(
            Text(operation, "operationId"),
            method.Name.ToUpperInvariant(),
            path,
            Text(operation, "summary"),
            Text(operation, "description"),
            [.. Items(operation, "parameters").Select(one => Parameter(one))],
            Fields(document, request),
            Example(request),
            Fields(document, answer),
            Example(answer),
            [
                .. answers
                    .EnumerateObject()
                    .Where(one => one.Name != "200")
                    .SelectMany(one => Media(answers, one.Name)!.Value.GetProperty("examples").EnumerateObject())
                    .Select(one => one.Name),
            ]
        );
    }

    private static DocsField Parameter(JsonElement parameter) =>
        new(
            Text(parameter, "name"),
            $"{Text(parameter, "in")}{(parameter.TryGetProperty("required", out var must) && must.GetBoolean() ? ", required" : "")}",
            Text(parameter, "description")
        );

    /// <summary>Of an object's schema, those within it by their paths.</summary>
    private static List<DocsField> Fields(JsonElement document, JsonElement? media)
    {
        var fields = new List<DocsField>();
        if (media?.TryGetProperty("schema", out var schema) is true)
            Collect(document, schema, path: "", fields);
        return fields;
    }

    private static void Collect(JsonElement document, JsonElement schema, string path, List<DocsField> fields)
    {
        schema = Resolve(document, schema);
        if (!schema.TryGetProperty("properties", out var properties))
            return;
        string?[] required = [.. Items(schema, "required").Select(name => name.GetString())];
        foreach (var property in properties.EnumerateObject())
        {
            var inner = Resolve(document, property.Value);
            var type = TypeOf(inner);
            var words = required.Contains(property.Name) || path.Length > 0 ? type : $"{type}, optional";
            fields.Add(new DocsField(path + property.Name, words, Meaning(property.Value, inner)));
            Collect(document, inner, $"{path}{property.Name}.", fields);
            if (inner.TryGetProperty("items", out var items))
                Collect(document, items, $"{path}{property.Name}[].", fields);
        }
    }

    private static string Meaning(JsonElement outer, JsonElement inner) =>
        Text(outer, "description") is { Length: > 0 } own ? own : Text(inner, "description");

    private static JsonElement Resolve(JsonElement document, JsonElement schema)
    {
        // What may be null is one of two; the other is what it is.
        if (schema.TryGetProperty("oneOf", out var oneOf))
            schema = oneOf.EnumerateArray().First(one => TypeOf(one) != "null");
        if (!schema.TryGetProperty("$ref", out var reference))
            return schema;
        var name = reference.GetString()!.Split('/')[^1];
        return document.GetProperty("components").GetProperty("schemas").GetProperty(name);
    }

    private static string TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
            return "";
        return type.ValueKind == JsonValueKind.Array
            ? string.Join(" or ", type.EnumerateArray().Select(one => one.GetString()).Order(StringComparer.Ordinal))
            : type.GetString()!;
    }

    private static JsonElement? Media(JsonElement within, string name) =>
        within.TryGetProperty(name, out var body)
        && body.TryGetProperty("content", out var content)
        && content.EnumerateObject().FirstOrDefault() is { Value.ValueKind: JsonValueKind.Object } first
            ? first.Value
            : null;

    private static string? Example(JsonElement? media) =>
        media?.TryGetProperty("example", out var example) is true ? JsonSerializer.Serialize(example, Indented) : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement within, string name) =>
        within.TryGetProperty(name, out var items) ? items.EnumerateArray() : default;

    private static string Text(JsonElement within, string name) =>
        within.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";
}

/// <param name="Problems">By name.</param>
public sealed record DocsOperation(
    string Id,
    string Method,
    string Path,
    string Summary,
    string About,
    IReadOnlyList<DocsField> Parameters,
    IReadOnlyList<DocsField> Takes,
    string? Request,
    IReadOnlyList<DocsField> Gives,
    string? Answer,
    IReadOnlyList<string> Problems
);

public sealed record DocsField(string Name, string Type, string About);
