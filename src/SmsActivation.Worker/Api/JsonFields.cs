using System.Text.Json;

namespace SmsActivation.Worker.Api;

/// <summary>The fields of a JSON object: read one by one, so that every fault of all of them is told at once.</summary>
internal sealed class JsonFields(JsonElement body, string path = "")
{
    private readonly HashSet<string> _known = [];

    /// <summary>Why each field was not taken, by its path.</summary>
    public SortedDictionary<string, string> Faults { get; private init; } = new(StringComparer.Ordinal);

    public bool Has(string name)
    {
        _known.Add(name);
        return body.TryGetProperty(name, out _);
    }

    public bool IsNull(string name) => Has(name) && body.GetProperty(name).ValueKind == JsonValueKind.Null;

    /// <summary>Null when it is missing, null, or faulty.</summary>
    public string? Text(string name, int longest, bool required = false)
    {
        if (!Has(name) || IsNull(name))
        {
            if (required)
                Fault(name, "is missing");
            return null;
        }
        if (TextOf(body.GetProperty(name)) is not { } text)
            Fault(name, "must be a text");
        else if (text.Length > longest)
            Fault(name, $"must have at most {longest} characters");
        else
            return text;
        return null;
    }

    /// <summary>The fields of an object within; null when it is missing, null, or none.</summary>
    public JsonFields? Object(string name)
    {
        if (!Has(name) || IsNull(name))
            return null;
        var inner = body.GetProperty(name);
        if (inner.ValueKind == JsonValueKind.Object)
            return new JsonFields(inner, $"{path}{name}.") { Faults = Faults };
        Fault(name, "must be an object");
        return null;
    }

    /// <summary>All of them as texts, null where one is taken back.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Texts()
    {
        var texts = new List<KeyValuePair<string, string?>>();
        foreach (var field in body.EnumerateObject())
        {
            _known.Add(field.Name);
            if (field.Value.ValueKind == JsonValueKind.Null)
                texts.Add(new(field.Name, null));
            else if (TextOf(field.Value) is { } text)
                texts.Add(new(field.Name, text));
            else
                Fault(field.Name, "must be a text or null");
        }
        return texts;
    }

    public void Fault(string name, string why) => Faults[path + name] = why;

    /// <summary>To be called when all that are known were read.</summary>
    public void RefuseOthers()
    {
        foreach (var field in body.EnumerateObject().Where(field => !_known.Contains(field.Name)))
            Fault(field.Name, "is unknown");
    }

    public ApiAnswer? Refusal() => Faults.Count == 0 ? null : Problem.WrongFields.Answer(more: ("errors", Faults));

    /// <summary>Null for what is no text, a lone surrogate included.</summary>
    private static string? TextOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
