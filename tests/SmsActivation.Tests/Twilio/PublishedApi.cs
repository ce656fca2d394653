using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Tests.Twilio;

/// <summary>Judges a request by Twilio's published OpenAPI document, as far as the client's requests need it.</summary>
internal sealed class PublishedApi(JsonElement document)
{
    /// <summary>The document from <c>../shared</c> beside the checkout; null where that folder is absent.</summary>
    public static PublishedApi? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "SmsActivation.sln")))
                continue;
            var file = Path.Combine(folder.FullName, "..", "shared", "vectors", "twilio-openapi-messages.json");
            return File.Exists(file) ? new PublishedApi(JsonDocument.Parse(File.ReadAllBytes(file)).RootElement) : null;
        }
        return null;
    }

    public IReadOnlyList<string> Faults(CarrierRequest request)
    {
        var faults = new List<string>();
        var target = request.Target.Split('?', 2);
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            var pattern = Regex.Replace(path.Name, @"\{(\w+)\}", name => $"(?<{name.Groups[1].Value}>[^/.]+)");
            var match = Regex.Match(target[0], $@"\A{pattern.Replace(".json", @"\.json", StringComparison.Ordinal)}\z");
            if (!match.Success || !path.Value.TryGetProperty(request.Method.ToLowerInvariant(), out var operation))
                continue;

            var parameters = operation
                .GetProperty("parameters")
                .EnumerateArray()
                .ToLookup(p => p.GetProperty("in").GetString());
            foreach (var parameter in parameters["path"])
            {
                var name = parameter.GetProperty("name").GetString()!;
                Judge(faults, name, match.Groups[name].Value, parameter.GetProperty("schema"));
            }
            Fields(
                faults,
                target.ElementAtOrDefault(1) ?? "",
                parameters["query"].ToDictionary(Name, p => p.GetProperty("schema"))
            );
            if (request.Method == "POST")
                Body(faults, request, operation);
            return faults;
        }
        return [$"no operation {request.Method} {target[0]}"];
    }

    private static void Body(List<string> faults, CarrierRequest request, JsonElement operation)
    {
        var type = request.ContentType?.Split(';')[0] ?? "";
        if (!operation.GetProperty("requestBody").GetProperty("content").TryGetProperty(type, out var content))
        {
            faults.Add($"content type {type}");
            return;
        }
        var schema = content.GetProperty("schema");
        var known = schema.GetProperty("properties").EnumerateObject().ToDictionary(p => p.Name, p => p.Value);
        var given = Fields(faults, request.Body, known);
        if (schema.TryGetProperty("required", out var required))
            faults.AddRange(
                required.EnumerateArray().Select(r => r.GetString()!).Except(given).Select(r => $"{r} is missing")
            );
    }

    private static List<string> Fields(List<string> faults, string form, Dictionary<string, JsonElement> known)
    {
        var read = Assert.IsType<FormReading.Read>(TwilioForm.Parse(Encoding.ASCII.GetBytes(form)));
        foreach (var (name, value) in read.Form.Pairs)
        {
            if (known.TryGetValue(name, out var schema))
                Judge(faults, name, value, schema);
            else
                faults.Add($"{name} is unknown");
        }
        return [.. read.Form.Pairs.Select(pair => pair.Key)];
    }

    private static void Judge(List<string> faults, string name, string value, JsonElement schema)
    {
        var good = schema.GetProperty("type").GetString() switch
        {
            "integer" => long.TryParse(value, out var number)
                && (!schema.TryGetProperty("minimum", out var least) || number >= least.GetInt64())
                && (!schema.TryGetProperty("maximum", out var most) || number <= most.GetInt64()),
            "string" => (
                !schema.TryGetProperty("pattern", out var pattern) || Regex.IsMatch(value, pattern.GetString()!)
            ) && (Format(schema) != "uri" || Uri.TryCreate(value, UriKind.Absolute, out _)),
            _ => false,
        };
        if (!good)
            faults.Add($"{name}={value}");
    }

    private static string? Format(JsonElement schema) =>
        schema.TryGetProperty("format", out var format) ? format.GetString() : null;

    private static string Name(JsonElement parameter) => parameter.GetProperty("name").GetString()!;
}
