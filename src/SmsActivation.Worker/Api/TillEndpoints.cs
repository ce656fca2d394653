using SmsActivation.Core.Alerts;
using SmsActivation.Core.ApiKeys;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Api;

/// <summary>What a till may ask.</summary>
internal sealed partial class TillEndpoints(
    ApiGate gate,
    ApiKeyStore keys,
    CardStore cards,
    SmsReader reader,
    TwilioOptions twilio,
    ReplyOptions replies,
    TimeProvider time,
    ILogger<TillEndpoints> logger
)
{
    public Task<IResult> CardAsync(HttpContext http, string number) =>
        gate.OpenAsync(http, ApiRole.Pos, caller => CardAsync(http, caller.Key, number));

    private async Task<ApiAnswer> CardAsync(HttpContext http, ApiKey key, string number)
    {
        if (reader.ReadCardNumber(number) is not { } asked)
            return Problem.NoCardNumber.Answer();
        var now = time.GetUtcNow();
        if (await cards.FindAsync(asked, now) is not { } card)
        {
            if (await keys.MissAsync(key, now))
                LogSuspended(AlertKind.ApiKeySuspended, key.Name, ApiKeyStore.MostMisses);
            return Problem.NotFound.Answer("There is no card of this number.");
        }
        var asks = http.Request.Query["lang"].ToString();
        var texts = PageTexts.Choose(TillTexts.All, http, asks, replies.DefaultLanguage);
        var ours = twilio.Numbers.FirstOrDefault(one => one.Language == texts.Code) ?? twilio.Numbers[0];
        return ApiAnswer.Ok(TillAnswer.Of(card, texts, ours.Number, replies.SupportContact));
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "ALERT {Kind}: key {Name} asked for more than {Most} unknown cards in an hour and is suspended"
    )]
    private partial void LogSuspended(AlertKind kind, string name, int most);
}
