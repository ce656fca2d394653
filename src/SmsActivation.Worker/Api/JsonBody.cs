using System.Text.Json;

namespace SmsActivation.Worker.Api;

/// <summary>Reads what a request carries.</summary>
internal static class JsonBody
{
    private const int Largest = 16 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <returns>The bytes and the object, or why there is none.</returns>
    public static async Task<(byte[] Bytes, JsonElement Object, ApiAnswer? Refusal)> ReadAsync(HttpContext http)
    {
        var type = http.Request.GetTypedHeaders().ContentType?.MediaType.Value;
        if (
            type is not "application/json"
            && !(type is "application/merge-patch+json" && http.Request.Method == "PATCH")
        )
            return ([], default, Problem.WrongContentType.Answer());
        if (await BytesAsync(http) is not { } bytes)
            return ([], default, Problem.TooLong.Answer());
        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? (bytes, document.RootElement.Clone(), null)
                : ([], default, Problem.NoJson.Answer("The body must be a JSON object."));
        }
        catch (JsonException fault)
        {
            var place = $"line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}";
            return ([], default, Problem.NoJson.Answer($"The body is no JSON, or names a field twice: {place}."));
        }
    }

    /// <summary>Null when there are too many.</summary>
    private static async Task<byte[]?> BytesAsync(HttpContext http)
    {
        var buffer = new byte[Largest + 1];
        var length = await http.Request.Body.ReadAtLeastAsync(
            buffer,
            buffer.Length,
            throwOnEndOfStream: false,
            http.RequestAborted
        );
        return length > Largest ? null : buffer[..length];
    }
}
