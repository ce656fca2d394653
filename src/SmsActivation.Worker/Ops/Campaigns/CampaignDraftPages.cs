using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Drafts;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;
using SmsActivation.Worker.Campaigns;
using SmsActivation.Worker.Ops.Pages;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>Where a campaign is written: a new one, one that has not started, and one that corrects another.</summary>
internal sealed class CampaignDraftPages(
    OpsGate gate,
    CampaignStore campaigns,
    CampaignChanges changes,
    CampaignReport report,
    CampaignRules rules,
    CampaignReaders readers,
    CampaignLoads loads,
    ReplyOptions replies,
    CampaignPaceOptions pace,
    IDatabase database,
    PageRenderer pages,
    TimeProvider time
)
{
    public void Map(RouteGroupBuilder ops)
    {
        gate.Get(ops, "/campaigns/new", StaffPower.SendCampaigns, NewAsync);
        gate.Post(ops, "/campaigns/new", StaffPower.SendCampaigns, MakeAsync);
        gate.Get(ops, "/campaigns/{id:long}/edit", StaffPower.SendCampaigns, visit => OnOneAsync(visit, EditAsync));
        gate.Post(
            ops,
            "/campaigns/{id:long}/edit",
            StaffPower.SendCampaigns,
            (visit, form) => OnOneAsync(visit, (asked, campaign) => ChangeAsync(asked, campaign, form))
        );
        gate.Get(
            ops,
            "/campaigns/{id:long}/correct",
            StaffPower.SendCampaigns,
            visit => OnOneAsync(visit, CorrectAsync)
        );
        gate.Post(
            ops,
            "/campaigns/{id:long}/correct",
            StaffPower.SendCampaigns,
            (visit, form) => OnOneAsync(visit, (asked, wrong) => MakeCorrectionAsync(asked, wrong, form))
        );
    }

    /// <summary>Empty, or as another one that is named.</summary>
    private async Task<IResult> NewAsync(OpsVisit visit)
    {
        if (
            !long.TryParse(visit.Http.Request.Query["like"], out var id)
            || await campaigns.FindAsync(id) is not { } like
        )
            return await ShowAsync(visit, DraftPurpose.New);
        var input = CampaignCopy.Of(like, await campaigns.TextsAsync(id), await campaigns.ThenAsync(id));
        return await ShowAsync(visit, DraftPurpose.New, input, like: like);
    }

    private async Task<IResult> MakeAsync(OpsVisit visit, IFormCollection form)
    {
        var input = CampaignForm.Read(form);
        if (OtherTexts(form, input) is { } other)
            return await ShowAsync(visit, DraftPurpose.New, other, form: form);
        var (campaign, faults) = await ReadAsync(input, own: null);
        if (faults.Count > 0)
            return await ShowAsync(visit, DraftPurpose.New, input, faults, form: form);
        return await campaigns.MakeAsync(campaign, visit.Staff.By.Name, time.GetUtcNow()) is { } id
            ? OpsGate.Redirect(visit.Http, $"{CampaignPages.Here}/{id}")
            : await ShowAsync(visit, DraftPurpose.New, input, [Taken(input)], form: form);
    }

    private async Task<IResult> EditAsync(OpsVisit visit, Campaign campaign)
    {
        if (campaign.State is not (CampaignState.Draft or CampaignState.Ready))
            return OpsGate.Redirect(visit.Http, $"{CampaignPages.Here}/{campaign.Id}");
        var texts = await campaigns.TextsAsync(campaign.Id);
        return await ShowAsync(
            visit,
            DraftPurpose.Change,
            CampaignInput.Of(campaign, texts, await campaigns.ThenAsync(campaign.Id)),
            about: campaign,
            readBy: await readers.ChooseAsync(campaign, texts, visit.Http.RequestAborted)
        );
    }

    private async Task<IResult> ChangeAsync(OpsVisit visit, Campaign campaign, IFormCollection form)
    {
        var input = CampaignForm.Read(form) with { Kind = campaign.Kind.Word() };
        if (OtherTexts(form, input) is { } other)
            return await ShowAsync(visit, DraftPurpose.Change, other, about: campaign, form: form);
        var (changed, faults) = await ReadAsync(input, campaign.Name);
        if (faults.Count > 0)
            return await ShowAsync(visit, DraftPurpose.Change, input, faults, campaign, form: form);
        // What somebody else changed meanwhile is not overwritten unseen.
        _ = int.TryParse(form["version"], out var version);
        var change = await changes.ChangeAsync(
            campaign with
            {
                Version = version,
            },
            changed,
            visit.Staff.By,
            time.GetUtcNow()
        );
        var here = $"{CampaignPages.Here}/{campaign.Id}";
        return change switch
        {
            CampaignChange.Done => OpsGate.Redirect(visit.Http, here),
            CampaignChange.DoneWithoutList => OpsGate.Redirect(visit.Http, here + "?list=again"),
            CampaignChange.NameTaken => await ShowAsync(
                visit,
                DraftPurpose.Change,
                input,
                [Taken(input)],
                campaign,
                form: form
            ),
            CampaignChange.TooLate => await ShowAsync(
                visit,
                DraftPurpose.Change,
                input,
                about: campaign,
                form: form,
                told: "It was not changed: it has started, its list is being read, or somebody else changed it meanwhile. "
                    + "Look at it as it is now."
            ),
        };
    }

    private async Task<IResult> CorrectAsync(OpsVisit visit, Campaign wrong)
    {
        if (!Corrections.MayCorrect(wrong) || (await CampaignWho.ReachedAsync(database, wrong.Id)).Nobody)
            return OpsGate.Redirect(visit.Http, $"{CampaignPages.Here}/{wrong.Id}");
        var texts = await campaigns.TextsAsync(wrong.Id);
        return await ShowAsync(
            visit,
            DraftPurpose.Correction,
            CampaignInput.Of(wrong, texts, []) with
            {
                Name = Corrections.NameFor(wrong),
                Kind = CampaignKind.Invite.Word(),
                Texts = [.. texts.Select(text => new TypedText(text.Key, ""))],
            },
            about: wrong
        );
    }

    private async Task<IResult> MakeCorrectionAsync(OpsVisit visit, Campaign wrong, IFormCollection form)
    {
        var input = CampaignForm.Read(form) with { Kind = CampaignKind.Invite.Word(), Keyword = "", Then = "" };
        if (OtherTexts(form, input) is { } other)
            return await ShowAsync(visit, DraftPurpose.Correction, other, about: wrong, form: form);
        var (campaign, faults) = rules.Read(input);
        if (faults.Count > 0)
            return await ShowAsync(visit, DraftPurpose.Correction, input, faults, wrong, form: form);
        var withUnknown = CampaignForm.WithUnknown(form);
        if (Corrections.WhyNot(wrong, await CampaignWho.ReachedAsync(database, wrong.Id), withUnknown) is { } why)
            return await ShowAsync(
                visit,
                DraftPurpose.Correction,
                input,
                about: wrong,
                form: form,
                told: $"It was not made: {why}."
            );
        var made = Corrections.Of(wrong, campaign.Name, campaign.Texts, withUnknown);
        if (await campaigns.MakeAsync(made, visit.Staff.By.Name, time.GetUtcNow()) is not { } id)
            return await ShowAsync(visit, DraftPurpose.Correction, input, [Taken(input)], wrong, form: form);
        // Where another list is loaded here, its own page says how to load this one.
        using var turn = await loads.TryTakeTurnAsync();
        if (turn is not null)
            await loads.BeginCorrectionAsync(turn, (await campaigns.FindAsync(id))!, visit.Staff.By);
        return OpsGate.Redirect(visit.Http, $"{CampaignPages.Here}/{id}");
    }

    /// <summary>The form with one text more, when somebody asked for that; it works without script too.</summary>
    private static CampaignInput? OtherTexts(IFormCollection form, CampaignInput input) =>
        form.ContainsKey("more") ? input with { Texts = [.. input.Texts, new TypedText("", "")] } : null;

    /// <param name="own">The name of the one that is changed: its keyword is its own.</param>
    private async Task<(NewCampaign Campaign, IReadOnlyList<CampaignFault> Faults)> ReadAsync(
        CampaignInput input,
        string? own
    )
    {
        var (campaign, faults) = rules.Read(CampaignForm.OfItsKind(input));
        return
            campaign.Keyword is { } word
            && await KeywordCheck.TakenByAsync(database, word, time.GetUtcNow() - pace.ActivatedWithin) is { } other
            && other != own
            ? (campaign, [.. faults, new(CampaignField.Keyword, $"is '{word}': it is that of the campaign '{other}'.")])
            : (campaign, faults);
    }

    private static CampaignFault Taken(CampaignInput input) =>
        new(CampaignField.Name, $"is '{input.Name.Trim()}': there is a campaign of this name.");

    private async Task<IResult> ShowAsync(
        OpsVisit visit,
        DraftPurpose purpose,
        CampaignInput? input = null,
        IReadOnlyList<CampaignFault>? faults = null,
        Campaign? about = null,
        IReadOnlyList<DraftReader>? readBy = null,
        IFormCollection? form = null,
        string? told = null,
        Campaign? like = null
    )
    {
        input ??= new CampaignInput { Texts = [new TypedText(replies.DefaultLanguage, "")] };
        readBy ??= form is null ? [] : CampaignForm.Readers(form);
        var draft = new DraftLook(CampaignForm.KindOf(input), input.Name, about, readBy);
        var looks = new List<TextLook>();
        foreach (var text in input.Texts)
            looks.Add(await readers.LookAsync(draft, text));
        var got = purpose == DraftPurpose.Correction ? await report.ReadAsync(about!.Id) : null;
        return await visit.PageAsync<CampaignDraftPage>(
            pages,
            new()
            {
                [nameof(CampaignDraftPage.Purpose)] = purpose,
                [nameof(CampaignDraftPage.Input)] = input,
                [nameof(CampaignDraftPage.Looks)] = looks,
                [nameof(CampaignDraftPage.SeriesLook)] = await readers.LookAtSeriesAsync(draft, input),
                [nameof(CampaignDraftPage.KeywordUnsaid)] = CampaignForm.KeywordUnsaid(input),
                [nameof(CampaignDraftPage.Faults)] = faults ?? [],
                [nameof(CampaignDraftPage.About)] = about,
                [nameof(CampaignDraftPage.Version)] =
                    form is not null && int.TryParse(form["version"], out var seen) ? seen : about?.Version ?? 0,
                [nameof(CampaignDraftPage.Readers)] = readBy,
                [nameof(CampaignDraftPage.Got)] = got?.Texted("sent", "delivered") ?? 0,
                [nameof(CampaignDraftPage.Unknown)] = got?.Texted("unknown", "sending") ?? 0,
                [nameof(CampaignDraftPage.WithUnknown)] = form is not null && CampaignForm.WithUnknown(form),
                [nameof(CampaignDraftPage.Told)] = told,
                [nameof(CampaignDraftPage.Like)] = like,
            },
            faults is { Count: > 0 } ? StatusCodes.Status422UnprocessableEntity
                : told is not null ? StatusCodes.Status409Conflict
                : StatusCodes.Status200OK
        );
    }

    private async Task<IResult> OnOneAsync(OpsVisit visit, Func<OpsVisit, Campaign, Task<IResult>> show) =>
        await CampaignPages.FindAsync(visit, campaigns) is { } campaign
            ? await show(visit, campaign)
            : Results.NotFound();
}

/// <summary>Why somebody writes a campaign.</summary>
public enum DraftPurpose
{
    New,
    Change,
    Correction,
}
