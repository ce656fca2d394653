using System.Globalization;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;
using SmsActivation.Worker.Ops.Pages;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>A campaign looked at before its start: its texts as they would leave, their price, how long they take, and a test
/// of one to oneself.</summary>
internal sealed class CampaignLookPages(
    OpsGate gate,
    CampaignPages page,
    CampaignStore campaigns,
    CampaignForesights foresights,
    TestTexts tests,
    AudienceOptions audience,
    CampaignOptions options,
    ReplyOptions replies,
    IDatabase database,
    PageRenderer pages,
    TimeProvider time
)
{
    public const string Test = "test";

    public void Map(RouteGroupBuilder ops)
    {
        gate.Get(ops, "/campaigns/{id:long}/foresight", StaffPower.SendCampaigns, ForesightAsync);
        gate.Get(ops, "/campaigns/{id:long}/tests", StaffPower.SendCampaigns, TestsAsync);
        gate.Post(ops, "/campaigns/{id:long}/test", StaffPower.SendCampaigns, TestAsync);
    }

    private async Task<IResult> ForesightAsync(OpsVisit visit)
    {
        if (await CampaignPages.FindAsync(visit, campaigns) is not { } campaign)
            return Results.NotFound();
        // Half a list would be taken for all of it.
        if (campaign.State != CampaignState.Ready)
            return Again(visit, campaign);
        var seen = await foresights.ReadAsync(campaign, visit.Http.RequestAborted);
        if (seen is null)
            return Results.StatusCode(StatusCodes.Status499ClientClosedRequest);
        if (
            await campaigns.FindAsync(campaign.Id) is not { State: CampaignState.Ready } now
            || now.Version != campaign.Version
        )
            return Again(visit, campaign);
        var parameters = new Dictionary<string, object?>
        {
            [nameof(CampaignForesightPart.Campaign)] = campaign,
            [nameof(CampaignForesightPart.Seen)] = seen,
            [nameof(CampaignForesightPart.Currency)] = options.Currency,
        };
        return visit.Http.Request.Headers.ContainsKey("HX-Request")
            ? await visit.PageAsync<CampaignForesightPart>(pages, parameters)
            : await visit.PageAsync<CampaignForesightPage>(pages, parameters);
    }

    /// <summary>It stands otherwise than the page that asks shows it.</summary>
    private static IResult Again(OpsVisit visit, Campaign campaign)
    {
        var here = $"{CampaignPages.Here}/{campaign.Id}";
        if (!visit.Http.Request.Headers.ContainsKey("HX-Request"))
            return OpsGate.Redirect(visit.Http, here);
        PageRenderer.Guard(visit.Http);
        visit.Http.Response.Headers["HX-Refresh"] = "true";
        return Results.NoContent();
    }

    private async Task<IResult> TestsAsync(OpsVisit visit) =>
        await CampaignPages.FindAsync(visit, campaigns) is not { } campaign
            ? Results.NotFound()
            : await visit.PageAsync<CampaignTestsPart>(
                pages,
                new()
                {
                    [nameof(CampaignTestsPart.Campaign)] = campaign,
                    [nameof(CampaignTestsPart.Tests)] = await tests.LatestAsync(campaign.Id, 5),
                }
            );

    private async Task<IResult> TestAsync(OpsVisit visit, IFormCollection form)
    {
        if (await CampaignPages.FindAsync(visit, campaigns) is not { } campaign)
            return Results.NotFound();
        var (typed, asked) = (form["phone"].ToString(), form["line"].ToString().Trim());
        var (phone, fault) = TestPhone.Read(typed, audience);
        if (phone is null)
            return await RefuseAsync($"It {fault}");
        var (line, wrong) = LineIn(asked);
        if (wrong is not null)
            return await RefuseAsync(wrong);
        var reader =
            campaign.State == CampaignState.Ready ? await new TestReaders(database).FindAsync(campaign.Id, line) : null;
        if (reader is null && line is not null)
            return await RefuseAsync($"Line {line} of the list has nobody with a phone.");
        var texts = await campaigns.TextsAsync(campaign.Id);
        var said = TestReaders.Write(CampaignWords.Of(campaign, texts, options, replies), texts, reader);
        return await tests.SendAsync(campaign, phone, said, visit.Staff.By, time.GetUtcNow()) switch
        {
            TestSend.Queued => OpsGate.Redirect(visit.Http, $"{CampaignPages.Here}/{campaign.Id}#try"),
            TestSend.TooMany => await RefuseAsync(
                $"It had its {TestTexts.MostADay} tests of these 24 hours, or you your {TestTexts.MostOfOnesOwn}."
            ),
            TestSend.OptedOut => await RefuseAsync("That phone has opted out of our texts: send START from it first."),
        };

        Task<IResult> RefuseAsync(string why) =>
            page.ShowAsync(visit, why, Test, StatusCodes.Status422UnprocessableEntity, (typed, asked));
    }

    /// <summary>Whose text it is to be: null for the first.</summary>
    internal static (int? Line, string? Fault) LineIn(string typed) =>
        typed.Length == 0 ? (null, null)
        : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? (line, null)
        : (null, $"The line is '{typed}': it must be the number of a row of the list, like 2, or stay empty.");
}
