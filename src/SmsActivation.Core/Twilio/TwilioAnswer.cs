using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SmsActivation.Core.Twilio;

/// <summary>An answer read to its end.</summary>
internal sealed record TwilioAnswer(int Status, byte[] Body, TimeSpan? RetryAfter, TimeSpan ClockAhead)
{
    /// <summary>A full page is 1000 messages of about 4 KB at most; whatever is longer is no answer of Twilio's.</summary>
    private const int MaxBytes = 8 * 1024 * 1024;

    // Whatever stands between may ask for years: no reply, and no sender, is parked for longer.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public bool Succeeded => Status is >= 200 and < 300;

    /// <exception cref="HttpRequestException">The connection was lost, or the answer is too long.</exception>
    public static async Task<TwilioAnswer> AskAsync(
        HttpClient http,
        HttpRequestMessage request,
        TimeProvider time,
        CancellationToken ct
    )
    {
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        await response.Content.LoadIntoBufferAsync(MaxBytes, ct);
        var body = await response.Content.ReadAsByteArrayAsync(ct);
        var now = time.GetUtcNow();
        var ahead = now - (response.Headers.Date ?? now);
        return new TwilioAnswer((int)response.StatusCode, body, WaitAsked(response, now), ahead);
    }

    /// <summary>Null if the body is not the JSON that was expected.</summary>
    public T? Parse<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public SendFailure ToFailure() =>
        TwilioErrors.Sort(Status, Parse(TwilioJson.Default.TwilioErrorBody)?.Code, RetryAfter);

    /// <summary>Retry-After in seconds or as a date; a date gone by asks for nothing.</summary>
    private static TimeSpan? WaitAsked(HttpResponseMessage response, DateTimeOffset now)
    {
        var asked = response.Headers.RetryAfter;
        var wait = asked?.Delta ?? asked?.Date - now;
        return wait > TimeSpan.Zero ? (wait < LongestWait ? wait : LongestWait) : null;
    }
}
