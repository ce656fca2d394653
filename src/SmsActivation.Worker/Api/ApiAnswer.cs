using System.Text.Encodings.Web;
using System.Text.Json;

namespace SmsActivation.Worker.Api;

/// <summary>An answer of the API: JSON, or problem details from 400 on.</summary>
internal sealed class ApiAnswer(int status, byte[] body) : IResult
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // It is never taken for a page: see the headers.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public ApiAnswer(int status, object body)
        : this(status, JsonSerializer.SerializeToUtf8Bytes(body, Json)) { }

    public int Status => status;
    public byte[] Body => body;

    /// <summary>When to ask again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>It was given to the same request before.</summary>
    public bool Replayed { get; init; }

    public static ApiAnswer Ok(object body) => new(StatusCodes.Status200OK, body);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType =
            status >= StatusCodes.Status400BadRequest ? "application/problem+json" : "application/json";
        response.ContentLength = body.Length;
        response.Headers.XContentTypeOptions = "nosniff";
        if (RetryAfter is { } wait)
            response.Headers.RetryAfter = $"{Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))}";
        if (Replayed)
            response.Headers["Idempotency-Replayed"] = "true";
        return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}
