using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Drafts;
using SmsActivation.Core.Staff;
using SmsActivation.Worker.Ops.Pages;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <param name="Unsaid">That no text says the keyword; null where there is nothing to say.</param>
public sealed record KeywordLook(string? Unsaid);

/// <summary>What is said of a campaign's words while somebody types them.</summary>
internal sealed class CampaignDraftLooks(
    OpsGate gate,
    CampaignStore campaigns,
    CampaignReaders readers,
    PageRenderer pages
)
{
    public void Map(RouteGroupBuilder ops)
    {
        gate.Post(ops, "/campaigns/look", StaffPower.SendCampaigns, LookAsync);
        gate.Post(ops, "/campaigns/look/then", StaffPower.SendCampaigns, LookAtSeriesAsync);
        gate.Post(ops, "/campaigns/look/keyword", StaffPower.SendCampaigns, LookAtKeywordAsync);
    }

    /// <summary>Of one text of the form.</summary>
    private async Task<IResult> LookAsync(OpsVisit visit, IFormCollection form)
    {
        var input = CampaignForm.Read(form);
        _ = int.TryParse(visit.Http.Request.Query["at"], out var at);
        if (at < 0 || at >= input.Texts.Count)
            return Results.NotFound();
        var look = await readers.LookAsync(await LookOfAsync(form, input), input.Texts[at]);
        return await visit.PageAsync<CampaignTextLook>(
            pages,
            new()
            {
                [nameof(CampaignTextLook.Look)] = look,
                [nameof(CampaignTextLook.Keyword)] = KeywordOf(form, input),
            }
        );
    }

    /// <summary>Of a reminder's further texts.</summary>
    private async Task<IResult> LookAtSeriesAsync(OpsVisit visit, IFormCollection form)
    {
        var input = CampaignForm.Read(form);
        var look = await readers.LookAtSeriesAsync(await LookOfAsync(form, input), input);
        return await visit.PageAsync<CampaignSeriesLook>(
            pages,
            new()
            {
                [nameof(CampaignSeriesLook.Look)] = look,
                [nameof(CampaignSeriesLook.Keyword)] = KeywordOf(form, input),
            }
        );
    }

    private async Task<IResult> LookAtKeywordAsync(OpsVisit visit, IFormCollection form) =>
        await visit.PageAsync<CampaignKeywordLook>(
            pages,
            new() { [nameof(CampaignKeywordLook.Unsaid)] = CampaignForm.KeywordUnsaid(CampaignForm.Read(form)) }
        );

    private static KeywordLook? KeywordOf(IFormCollection form, CampaignInput input) =>
        form.ContainsKey("keyword") ? new KeywordLook(CampaignForm.KeywordUnsaid(input)) : null;

    private async Task<DraftLook> LookOfAsync(IFormCollection form, CampaignInput input)
    {
        var about = long.TryParse(form["about"], out var id) ? await campaigns.FindAsync(id) : null;
        return new DraftLook(CampaignForm.KindOf(input), input.Name, about, CampaignForm.Readers(form));
    }
}
