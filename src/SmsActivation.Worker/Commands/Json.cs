using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SmsActivation.Core.Storage;

namespace SmsActivation.Worker.Commands;

/// <summary>One object a line in camelCase, for other programs; times as they are stored.</summary>
internal static class Json
{
    // A terminal or a pipe is no web page: the mask's dots need no escaping.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Line<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString(StoredTypes.TimeFormat, CultureInfo.InvariantCulture);
}
