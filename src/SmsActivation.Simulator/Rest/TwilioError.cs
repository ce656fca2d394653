using Microsoft.AspNetCore.Http;

namespace SmsActivation.Simulator.Rest;

/// <summary>An error as Twilio's API gives it (schema TwErr of its OpenAPI).</summary>
internal sealed record TwilioError(int Code, string Message, int Status)
{
    public string MoreInfo => $"https://www.twilio.com/docs/errors/{Code}";

    public static TwilioError Invalid(int code, string message) => new(code, message, StatusCodes.Status400BadRequest);

    public static TwilioError NotFound(string path) =>
        new(20404, $"The requested resource {path} was not found", StatusCodes.Status404NotFound);

    public static readonly TwilioError Authenticate = new(20003, "Authenticate", StatusCodes.Status401Unauthorized);
    public static readonly TwilioError TooManyRequests = new(
        20429,
        "Too Many Requests",
        StatusCodes.Status429TooManyRequests
    );
    public static readonly TwilioError ServerError = new(
        20500,
        "Internal Server Error",
        StatusCodes.Status500InternalServerError
    );

    public IResult ToResult() =>
        TwilioJson.Result(
            new
            {
                Code,
                Message,
                MoreInfo,
                Status,
            },
            Status
        );
}
