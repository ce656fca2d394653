using SmsActivation.Core.Alerts;
using SmsActivation.Core.ApiKeys;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Api;

/// <summary>The API under <c>/api/v1</c>. Faults are problem details (RFC 9457).</summary>
public sealed partial class ApiEndpoints(
    ApiKeyStore keys,
    CardStore cards,
    SmsReader reader,
    TwilioOptions twilio,
    ReplyOptions replies,
    TimeProvider time,
    ILogger<ApiEndpoints> logger
)
{
    private const string Scheme = "Bearer ";

    public static void Map(WebApplication app) =>
        app.MapGet(
            "/api/v1/cards/{number}",
            (HttpContext http, string number, ApiEndpoints self) => self.CardAsync(http, number)
        );

    private async Task<IResult> CardAsync(HttpContext http, string number)
    {
        http.Response.Headers.CacheControl = "no-store";
        var (key, refusal) = await KeyAsync(http, ApiRole.Pos);
        if (key is null)
            return refusal!;
        if (reader.ReadCardNumber(number) is not { } asked)
            return Problem(StatusCodes.Status400BadRequest, "No card number", "It fits none of the card formats.");
        var now = time.GetUtcNow();
        if (await cards.FindAsync(asked, now) is not { } card)
        {
            if (await keys.MissAsync(key, now))
                LogSuspended(AlertKind.ApiKeySuspended, key.Name, ApiKeyStore.MostMisses);
            return Problem(StatusCodes.Status404NotFound, "Unknown card", "There is no card of this number.");
        }
        var asks = http.Request.Query["lang"].ToString();
        var texts = PageTexts.Choose(TillTexts.All, http, asks, replies.DefaultLanguage);
        var ours = twilio.Numbers.FirstOrDefault(one => one.Language == texts.Code) ?? twilio.Numbers[0];
        return Results.Json(TillAnswer.Of(card, texts, ours.Number, replies.SupportContact));
    }

    private async Task<(ApiKey? Key, IResult? Refusal)> KeyAsync(HttpContext http, ApiRole role)
    {
        var login = http.Request.Headers.Authorization.ToString();
        var key = login.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? await keys.FindAsync(login[Scheme.Length..].Trim(), time.GetUtcNow())
            : null;
        if (key is null)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return (null, Problem(StatusCodes.Status401Unauthorized, "No key", "Send Authorization: Bearer KEY."));
        }
        if (key.Role != ApiKeyStore.Word(role))
            return (null, Problem(StatusCodes.Status403Forbidden, "Wrong role", $"This key is of role {key.Role}."));
        return key.SuspendedAt is null
            ? (key, null)
            : (null, Problem(StatusCodes.Status403Forbidden, "Suspended key", "It asked for too many unknown cards."));
    }

    private static IResult Problem(int status, string title, string detail) =>
        Results.Problem(detail, statusCode: status, title: title);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "ALERT {Kind}: key {Name} asked for more than {Most} unknown cards in an hour and is suspended"
    )]
    private partial void LogSuspended(AlertKind kind, string name, int most);
}
