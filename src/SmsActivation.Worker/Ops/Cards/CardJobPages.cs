using System.Globalization;
using SmsActivation.Core.Cards.Jobs;
using SmsActivation.Core.Staff;
using SmsActivation.Worker.Ops.Pages;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Ops.Cards;

/// <summary>Imports from the browser, and how far each job on cards is.</summary>
internal sealed class CardJobPages(
    OpsGate gate,
    CardsPages cards,
    CardJobStore store,
    CardJobs running,
    CardFiles files,
    PageRenderer pages,
    TimeProvider time
)
{
    public void Map(RouteGroupBuilder ops)
    {
        gate.PostStream(ops, "/cards/import", StaffPower.ImportCards, ImportAsync);
        gate.Get(ops, "/cards/jobs/{id:long}", StaffPower.SeeLog, visit => ShowAsync<CardJobPage>(visit));
        gate.Get(ops, "/cards/jobs/{id:long}/part", StaffPower.SeeLog, visit => ShowAsync<CardJobPart>(visit));
        gate.Get(ops, "/cards/jobs/{id:long}/rejects", StaffPower.ImportCards, RejectsAsync);
        gate.Post(ops, "/cards/jobs/{id:long}/stop", StaffPower.ImportCards, StopAsync);
    }

    private async Task<IResult> ImportAsync(OpsVisit visit)
    {
        // A slow browser holds up nobody: it is only asked whether there is a place, before all of the file comes.
        if (!await running.HasPlaceAsync())
            return await cards.PageAsync(
                visit,
                "Another import or withdrawal runs on this host: wait until it has ended.",
                status: StatusCodes.Status409Conflict
            );
        var upload = await new CardUploadReader(files).ReadAsync(
            visit.Http.Request,
            visit.Sent,
            visit.Http.RequestAborted
        );
        switch (upload)
        {
            case CardUpload.Taken taken:
                using (var turn = await running.TryTakeTurnAsync())
                {
                    if (turn is null)
                    {
                        File.Delete(taken.Path);
                        return await cards.PageAsync(
                            visit,
                            "The file has come, and by now another import or withdrawal runs on this host: send it again when that one has ended.",
                            status: StatusCodes.Status409Conflict
                        );
                    }
                    var job = await running.BeginAsync(turn, taken, visit.Staff.By);
                    return OpsGate.Redirect(visit.Http, $"{CardsPages.Here}/jobs/{job.Id}");
                }
            case CardUpload.TooLarge:
                return await cards.PageAsync(
                    visit,
                    $"The file is larger than {Sizes.Of(files.Largest)}: cut it in parts, or use 'cards import' on the host.",
                    status: StatusCodes.Status413PayloadTooLarge
                );
            case CardUpload.Refused refused:
                return await cards.PageAsync(visit, refused.Why);
            case CardUpload.NotOurs:
                return Results.StatusCode(StatusCodes.Status400BadRequest);
            default:
                throw new InvalidOperationException($"No such upload: {upload}");
        }
    }

    private async Task<IResult> ShowAsync<T>(OpsVisit visit)
        where T : Microsoft.AspNetCore.Components.IComponent =>
        await FindAsync(visit) is not { } job
            ? Results.NotFound()
            : await visit.PageAsync<T>(
                pages,
                new()
                {
                    [nameof(CardJobPage.Job)] = job,
                    [nameof(CardJobPage.HasRejects)] = job.IsImport && files.RejectsOf(job.Id) is not null,
                }
            );

    /// <summary>As they were sent to us, so that they can be mended and imported: nothing in them is changed, not even what a
    /// spreadsheet would take for a formula, for it stands in the sender's own file as well.</summary>
    private async Task<IResult> RejectsAsync(OpsVisit visit)
    {
        if (await FindAsync(visit) is not { IsImport: true } job || files.RejectsOf(job.Id) is not { } path)
            return Results.NotFound();
        PageRenderer.Guard(visit.Http);
        var name = Path.ChangeExtension(job.FileName ?? "cards.csv", ".rejects.csv");
        return Results.File(path, "text/csv; charset=utf-8", name);
    }

    private async Task<IResult> StopAsync(OpsVisit visit, IFormCollection form)
    {
        if (await FindAsync(visit) is not { } job)
            return Results.NotFound();
        await store.AskToStopAsync(job.Id, time.GetUtcNow());
        return OpsGate.Redirect(visit.Http, $"{CardsPages.Here}/jobs/{job.Id}");
    }

    private Task<CardJob?> FindAsync(OpsVisit visit) =>
        store.FindAsync(long.Parse((string)visit.Http.Request.RouteValues["id"]!, CultureInfo.InvariantCulture));
}
