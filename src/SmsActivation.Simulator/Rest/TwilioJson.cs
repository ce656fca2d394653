using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace SmsActivation.Simulator.Rest;

/// <summary>Twilio's JSON: snake_case, nulls written out.</summary>
internal static class TwilioJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static IResult Result<T>(T value, int status = StatusCodes.Status200OK) =>
        Results.Json(value, Options, statusCode: status);
}
