using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmsActivation.Core.Twilio;

/// <summary>A message as Twilio keeps it (api.v2010.account.message), as far as we read it.</summary>
public sealed record TwilioMessage
{
    public string? Sid { get; init; }

    /// <summary>Twilio's word: queued, sent, delivered, …</summary>
    public string? Status { get; init; }

    public string? Direction { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }
    public string? Body { get; init; }
    public string? MessagingServiceSid { get; init; }
    public int? ErrorCode { get; init; }
    public int? NumMedia { get; init; }

    [JsonConverter(typeof(Rfc2822Date))]
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary>Null until it has left Twilio.</summary>
    [JsonConverter(typeof(Rfc2822Date))]
    public DateTimeOffset? DateSent { get; init; }

    /// <summary>How far our clock was ahead of Twilio's when it was listed.</summary>
    [JsonIgnore]
    public TimeSpan ClockAhead { get; init; }

    /// <summary>No phone, no text: the body may hold a password, and records print themselves.</summary>
    public override string ToString() => $"{nameof(TwilioMessage)} {Sid} {Status}";
}

/// <summary>One page of a list.</summary>
internal sealed record TwilioPage(IReadOnlyList<TwilioMessage>? Messages, string? NextPageUri);

/// <summary>Twilio's error body (TwErr); its message is left unread, because it quotes phone numbers.</summary>
internal sealed record TwilioErrorBody(int? Code);

/// <summary>The part of a create's answer that we need; all else may change without making the send ambiguous.</summary>
internal sealed record TwilioCreated(string? Sid, string? Status, int? ErrorCode);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString
)]
[JsonSerializable(typeof(TwilioMessage))]
[JsonSerializable(typeof(TwilioPage))]
[JsonSerializable(typeof(TwilioErrorBody))]
[JsonSerializable(typeof(TwilioCreated))]
internal sealed partial class TwilioJson : JsonSerializerContext;

/// <summary>"Fri, 24 May 2019 17:44:46 +0000"; anything else reads as null.</summary>
internal sealed class Rfc2822Date : JsonConverter<DateTimeOffset?>
{
    private const string Format = "ddd, dd MMM yyyy HH:mm:ss zzz";

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.String)
        {
            var text = reader.GetString();
            return DateTimeOffset.TryParseExact(
                text,
                Format,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var at
            )
                ? at
                : null;
        }
        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value?.ToUniversalTime().ToString(Format, CultureInfo.InvariantCulture));
}
