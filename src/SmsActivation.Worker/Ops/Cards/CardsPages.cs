using SmsActivation.Core.Cards;
using SmsActivation.Core.Cards.Batches;
using SmsActivation.Core.Cards.Jobs;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Staff;
using SmsActivation.Worker.Ops.Pages;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Ops.Cards;

/// <summary>*Cards*: one card's case by its number, and how far each batch has come.</summary>
internal sealed class CardsPages(
    OpsGate gate,
    BatchFiguresStore figures,
    CardJobStore jobs,
    CardJobs running,
    CardFiles files,
    CardStore cards,
    SmsReader reader,
    PageRenderer pages,
    TimeProvider time
)
{
    public const string Here = OpsGate.Home + "/cards";
    public const string Import = "import";
    public const string Find = "find";

    private const int LatestJobs = 20;
    private const int LongestReason = 500;

    public void Map(RouteGroupBuilder ops)
    {
        gate.Get(ops, "/cards", StaffPower.SeeLog, visit => PageAsync(visit));
        gate.Post(ops, "/cards/find", StaffPower.SeeCase, FindAsync);
        gate.Get(ops, "/cards/batch", StaffPower.SeeLog, visit => BatchAsync(visit, visit.Http.Request.Query["name"]));
        gate.Post(
            ops,
            "/cards/withdraw",
            StaffPower.WithdrawBatches,
            (visit, form) => ChangeAsync(visit, form, CardJobKind.Withdraw)
        );
        gate.Post(
            ops,
            "/cards/bring-back",
            StaffPower.WithdrawBatches,
            (visit, form) => ChangeAsync(visit, form, CardJobKind.BringBack)
        );
    }

    /// <param name="at">The form that the fault is about.</param>
    public async Task<IResult> PageAsync(
        OpsVisit visit,
        string? fault = null,
        string at = Import,
        int status = StatusCodes.Status422UnprocessableEntity
    ) =>
        await visit.PageAsync<CardsPage>(
            pages,
            new()
            {
                [nameof(CardsPage.Batches)] = await figures.ListAsync(time.GetUtcNow()),
                [nameof(CardsPage.Jobs)] = await jobs.LatestAsync(LatestJobs),
                [nameof(CardsPage.Largest)] = files.Largest,
                [nameof(CardsPage.Fault)] = fault,
                [nameof(CardsPage.At)] = at,
            },
            fault is null ? StatusCodes.Status200OK : status
        );

    /// <summary>By a form, for a number in an address would stand in histories and logs.</summary>
    private async Task<IResult> FindAsync(OpsVisit visit, IFormCollection form)
    {
        if (reader.ReadCardNumber(form["number"].ToString()) is not { } number)
            return await PageAsync(visit, "That is no card number: it fits none of our formats.", Find);
        return await cards.IdOfAsync(number) is { } id
            ? OpsGate.Redirect(visit.Http, $"{OpsGate.Home}/case?card={id}")
            : await PageAsync(visit, $"There is no card {CardMask.Mask(number)}.", Find, StatusCodes.Status404NotFound);
    }

    private async Task<IResult> BatchAsync(OpsVisit visit, string? name, string? fault = null)
    {
        var list = await figures.OneAsync(name ?? "", time.GetUtcNow());
        if (list.Batches is not [var batch])
            return await PageAsync(
                visit,
                "There is no such batch, or it was not counted yet.",
                Find,
                StatusCodes.Status404NotFound
            );
        return await visit.PageAsync<BatchPage>(
            pages,
            new()
            {
                [nameof(BatchPage.Batch)] = batch,
                [nameof(BatchPage.List)] = list,
                [nameof(BatchPage.Fault)] = fault,
            },
            fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity
        );
    }

    private async Task<IResult> ChangeAsync(OpsVisit visit, IFormCollection form, CardJobKind kind)
    {
        var (name, reason) = (form["batch"].ToString(), form["reason"].ToString().Trim());
        if ((await figures.OneAsync(name, time.GetUtcNow())).Batches is not [{ Batch.Length: > 0 } batch])
            return await BatchAsync(visit, name);
        if (reason.Length is 0 or > LongestReason)
            return await BatchAsync(visit, name, $"Say why, in 1 to {LongestReason} signs.");
        using var turn = await running.TryTakeTurnAsync();
        if (turn is null)
            return await BatchAsync(
                visit,
                name,
                "Another import or withdrawal runs on this host: wait until it has ended."
            );
        var about = kind == CardJobKind.Withdraw ? batch.Waiting : batch.Withdrawn;
        var asked = new NewCardJob(kind, name, FileName: null, reason, about);
        var job = await running.BeginAsync(turn, asked, visit.Staff.By);
        return OpsGate.Redirect(visit.Http, $"{Here}/jobs/{job.Id}");
    }
}
