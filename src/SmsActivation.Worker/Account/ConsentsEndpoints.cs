using SmsActivation.Core.Accounts;
using SmsActivation.Core.Consents;
using SmsActivation.Core.Profiles;
using SmsActivation.Worker.Account.Pages;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Account;

/// <summary>*Consents*: what a member agreed to, word for word, and the way back from it.</summary>
public sealed class ConsentsEndpoints(
    AccountGate gate,
    ConsentStore consents,
    ConsentTexts words,
    ProfileStore profiles,
    AccountOptions options,
    PageRenderer pages,
    TimeProvider time
)
{
    public const string Here = AccountGate.Home + "/consents";
    private const string Source = "account";

    public void Map(RouteGroupBuilder account)
    {
        AccountGate.Get(account, "/consents", http => gate.ShowAsync(http, visit => PageAsync(http, visit)));
        AccountGate.Post(account, "/consents/marketing", AgreeAsync);
        AccountGate.Post(account, "/consents/marketing/withdraw", WithdrawAsync);
    }

    private Task<IResult> AgreeAsync(HttpContext http) =>
        gate.TakeAsync(
            http,
            async (visit, form) =>
            {
                var text = words.Of(ConsentKind.Marketing, visit.View.Texts.Code);
                // A page left open while the words changed must not agree to the new ones.
                if (form["version"] != text.Version)
                    return await PageAsync(http, visit);
                var answer = await consents.AgreeToMarketingAsync(visit.MemberId, text, Source, time.GetUtcNow());
                return Forms.See(http, answer == MarketingAnswer.Allowed ? $"{Here}?saved" : Here);
            }
        );

    private Task<IResult> WithdrawAsync(HttpContext http) =>
        gate.TakeAsync(
            http,
            async (visit, _) =>
            {
                await consents.RevokeMarketingAsync(visit.MemberId, Source, time.GetUtcNow());
                return Forms.See(http, $"{Here}?saved");
            }
        );

    private async Task<IResult> PageAsync(HttpContext http, Visit visit) =>
        await pages.PageAsync<ConsentsPage>(
            http,
            new()
            {
                [nameof(ConsentsPage.View)] = visit.View,
                [nameof(ConsentsPage.Given)] = await consents.OfAsync(visit.MemberId),
                [nameof(ConsentsPage.ByLists)] = await consents.ByListsAsync(visit.MemberId),
                [nameof(ConsentsPage.Marketing)] = words.Of(ConsentKind.Marketing, visit.View.Texts.Code),
                [nameof(ConsentsPage.Answer)] = MarketingAge.Of(
                    options,
                    await profiles.OfAsync(visit.MemberId),
                    time.GetUtcNow()
                ),
                [nameof(ConsentsPage.Age)] = options.MarketingAge,
                [nameof(ConsentsPage.Stopped)] = await consents.HasStoppedAsync(visit.MemberId),
                [nameof(ConsentsPage.Saved)] = http.Request.Query.ContainsKey("saved"),
            }
        );
}
