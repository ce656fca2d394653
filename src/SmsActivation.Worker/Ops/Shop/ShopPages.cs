using SmsActivation.Core.Cards;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Api;
using SmsActivation.Worker.Ops.Pages;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Ops.Shop;

/// <summary>*Card at the till*: a card's number in, its state and one sentence out, nothing of its owner. The number is
/// sent as a form, so that it stays in no address.</summary>
public sealed partial class ShopPages(
    OpsGate gate,
    CardAsks asks,
    CardStore cards,
    SmsReader reader,
    TwilioOptions twilio,
    ReplyOptions replies,
    TimeProvider time,
    ILogger<ShopPages> logger
)
{
    public const string Path = OpsGate.Home + "/shop";
    public const int LongestNumber = 40;

    public void Map(RouteGroupBuilder ops)
    {
        gate.Get(ops, "/shop", StaffPower.AskCardState, visit => PageAsync(visit, asked: ""));
        gate.Post(
            ops,
            "/shop",
            StaffPower.AskCardState,
            async (visit, form) =>
            {
                var typed = form["number"].ToString().Trim();
                return typed.Length > LongestNumber
                    ? await PageAsync(visit, typed[..LongestNumber], fault: NoNumber)
                    : await AnswerAsync(visit, typed);
            }
        );
    }

    private const string NoNumber =
        "This is no card number: a digit is missing, too many or mistyped. Compare it with the card and type all of it.";

    private async Task<IResult> AnswerAsync(OpsVisit visit, string typed)
    {
        if (reader.ReadCardNumber(typed) is not { } number)
            return await PageAsync(visit, typed, fault: NoNumber);
        var now = time.GetUtcNow();
        if (await asks.TakeAsync(visit.Staff.StaffId, now) is { } wait)
        {
            LogTooMany(visit.Staff.Name, CardAsks.MostMisses);
            return await PageAsync(
                visit,
                typed,
                fault: $"You asked for {CardAsks.MostMisses} cards that are not ours within an hour. "
                    + $"Try again in {Math.Max(1, Math.Ceiling(wait.TotalMinutes)):0} min, or ask whoever runs this."
            );
        }
        if (await cards.FindAsync(number, now) is not { } card)
            return await PageAsync(
                visit,
                typed,
                fault: "There is no card of this number. Compare every digit with the card; if they are the same, "
                    + "it is not a card of ours."
            );
        await asks.GiveBackAsync(visit.Staff.StaffId);
        var texts = PageTexts.Choose(TillTexts.All, visit.Http, asked: null, replies.DefaultLanguage);
        var ours = twilio.Numbers.FirstOrDefault(one => one.Language == texts.Code) ?? twilio.Numbers[0];
        return await PageAsync(visit, "", TillAnswer.Of(card, texts, ours.Number, replies.SupportContact));
    }

    private Task<IResult> PageAsync(OpsVisit visit, string asked, TillAnswer? answer = null, string? fault = null) =>
        gate.PageAsync<ShopPage>(
            visit.Http,
            new()
            {
                [nameof(ShopPage.View)] = visit.View,
                [nameof(ShopPage.Asked)] = asked,
                [nameof(ShopPage.Answer)] = answer,
                [nameof(ShopPage.Fault)] = fault,
            },
            fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity
        );

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Name} asked for {Most} unknown cards within an hour at the till's page, and has to wait"
    )]
    private partial void LogTooMany(string name, int most);
}
