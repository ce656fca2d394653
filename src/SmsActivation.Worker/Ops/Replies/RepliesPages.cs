using SmsActivation.Core.Members;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Worker.Ops.Pages;
using SmsActivation.Worker.Replies;

namespace SmsActivation.Worker.Ops.Replies;

/// <summary>*Replies*: each text in each language as it is sent, and the way to publish another.</summary>
public sealed class RepliesPages(
    OpsGate gate,
    ReplyStore store,
    ReplyCatalog catalog,
    ReplyLint lint,
    ReplyWatch watch,
    PasswordOptions passwords,
    TimeProvider time
)
{
    public const string Here = OpsGate.Home + "/replies";
    public const int LongestNote = 200;

    public void Map(RouteGroupBuilder ops)
    {
        const string one = "/replies/{template}/{language}";
        gate.Get(ops, "/replies", StaffPower.SeeNow, ListAsync);
        gate.Get(ops, one, StaffPower.SeeNow, visit => OnTextAsync(visit, place => ShowAsync(visit, place)));
        gate.Post(ops, one + "/check", StaffPower.EditReplies, Taking(CheckAsync));
        gate.Post(ops, one + "/publish", StaffPower.EditReplies, Taking(PublishAsync));
        gate.Post(ops, one + "/again", StaffPower.EditReplies, Taking(PublishAgainAsync));
    }

    public static string PathOf(ReplyTemplate template, string language) => $"{Here}/{template}/{language}";

    private async Task<IResult> ListAsync(OpsVisit visit)
    {
        await watch.LookAsync();
        var asked = visit.Http.Request.Query["language"].ToString();
        var shown = catalog.Languages.Contains(asked) ? [asked] : catalog.Languages;
        return await gate.PageAsync<RepliesPage>(
            visit.Http,
            new()
            {
                [nameof(RepliesPage.View)] = visit.View,
                [nameof(RepliesPage.Catalog)] = catalog.AsOfNow(),
                [nameof(RepliesPage.Shown)] = shown,
                [nameof(RepliesPage.Looks)] = shown
                    .SelectMany(_ => ReplyTemplates.All, (language, template) => (language, template))
                    .ToDictionary(key => key, key => lint.Look(key.language, key.template, Sample(key.template))),
            }
        );
    }

    private Task<IResult> ShowAsync(OpsVisit visit, ReplyPlace place) =>
        EditAsync(visit, place, draft: null, note: "", fault: null);

    /// <summary>With script, only what is said of the draft; without, the whole page with it.</summary>
    private Task<IResult> CheckAsync(OpsVisit visit, ReplyPlace place, IFormCollection form)
    {
        var draft = DraftIn(place, form);
        return visit.Http.Request.Headers.ContainsKey("HX-Request")
            ? gate.PageAsync<ReplyLook>(
                visit.Http,
                new()
                {
                    [nameof(ReplyLook.Look)] = LookAt(draft),
                    [nameof(ReplyLook.Sent)] = catalog.Sent.Text(place.Language, place.Template) ?? "",
                    [nameof(ReplyLook.Language)] = place.Language,
                }
            )
            : EditAsync(visit, place, draft, form["note"].ToString(), fault: null);
    }

    private async Task<IResult> PublishAsync(OpsVisit visit, ReplyPlace place, IFormCollection form)
    {
        var draft = DraftIn(place, form);
        var note = NoteIn(form);
        return note.Length == 0
            ? await EditAsync(visit, place, draft, note, "Say why: it stays in the history beside your name.")
            : await PublishAsync(visit, draft, NumberIn(form, "seen"), note);
    }

    /// <summary>A former version, or the file's, under a version number of its own.</summary>
    private async Task<IResult> PublishAgainAsync(OpsVisit visit, ReplyPlace place, IFormCollection form)
    {
        var (again, seen) = (NumberIn(form, "version"), NumberIn(form, "seen"));
        var history = await store.HistoryAsync(place.Language, place.Template);
        var former = history.FirstOrDefault(text => text.Version == again);
        if (former is null && again != 0)
            return Results.NotFound();
        var what = again == 0 || former!.Text is null ? "the file's text" : $"version {again}";
        var note = again == seen - 1 ? $"Undo of version {seen}: {what} again" : $"{what} again";
        return await PublishAsync(visit, new ReplyDraft(place.Language, place.Template, former?.Text), seen, note);
    }

    private async Task<IResult> PublishAsync(OpsVisit visit, ReplyDraft draft, int seen, string note)
    {
        var place = new ReplyPlace(draft.Template, draft.Language);
        var answer = await store.PublishAsync(
            draft,
            seen,
            visit.Staff.By,
            note,
            published => lint.Faults(draft, published),
            time.GetUtcNow()
        );
        await watch.LookAsync();
        switch (answer)
        {
            case Publishing.Done done:
                return OpsGate.Redirect(visit.Http, $"{PathOf(place.Template, place.Language)}?done={done.Version}");
            case Publishing.Refused refused:
                return await EditAsync(
                    visit,
                    place,
                    draft,
                    note,
                    $"It was not published: {string.Join("; ", refused.Faults)}."
                );
            default:
                return await EditAsync(
                    visit,
                    place,
                    draft,
                    note,
                    "It was not published: somebody else has published another text meanwhile. Compare yours with it, then publish.",
                    StatusCodes.Status409Conflict
                );
        }
    }

    private async Task<IResult> EditAsync(
        OpsVisit visit,
        ReplyPlace place,
        ReplyDraft? draft,
        string note,
        string? fault,
        int? status = null
    )
    {
        await watch.LookAsync();
        var sent = catalog.Sent.Text(place.Language, place.Template) ?? "";
        return await gate.PageAsync<ReplyEditPage>(
            visit.Http,
            new()
            {
                [nameof(ReplyEditPage.View)] = visit.View,
                [nameof(ReplyEditPage.Catalog)] = catalog.AsOfNow(),
                [nameof(ReplyEditPage.Place)] = place,
                [nameof(ReplyEditPage.History)] = await store.HistoryAsync(place.Language, place.Template),
                [nameof(ReplyEditPage.Look)] = LookAt(draft ?? new ReplyDraft(place.Language, place.Template, sent)),
                [nameof(ReplyEditPage.Sent)] = sent,
                [nameof(ReplyEditPage.Note)] = note,
                [nameof(ReplyEditPage.Fault)] = fault,
                [nameof(ReplyEditPage.Done)] = visit.Http.Request.Query.ContainsKey("done"),
            },
            status ?? (fault is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
        );
    }

    private DraftCheck LookAt(ReplyDraft draft) => lint.Look(draft, Sample(draft.Template));

    /// <summary>What a customer of today would be told.</summary>
    private ReplyParameters Sample(ReplyTemplate template) =>
        new(
            Card: "4567",
            Password: "bcdf-ghjk-mnpq",
            Time: template.CarriesPassword() ? passwords.Lifetime : TimeSpan.FromHours(2)
        );

    private Func<OpsVisit, IFormCollection, Task<IResult>> Taking(
        Func<OpsVisit, ReplyPlace, IFormCollection, Task<IResult>> take
    ) => (visit, form) => OnTextAsync(visit, place => take(visit, place, form));

    private Task<IResult> OnTextAsync(OpsVisit visit, Func<ReplyPlace, Task<IResult>> show)
    {
        var route = visit.Http.Request.RouteValues;
        var language = route["language"] as string ?? "";
        return
            ReplyTemplates.Find(route["template"] as string ?? "") is { } template
            && catalog.Languages.Contains(language)
            ? show(new ReplyPlace(template, language))
            : Task.FromResult(Results.NotFound());
    }

    private static ReplyDraft DraftIn(ReplyPlace place, IFormCollection form) =>
        ReplyDraft.Typed(place.Language, place.Template, form["text"].ToString());

    private static string NoteIn(IFormCollection form)
    {
        var note = form["note"].ToString().Trim();
        return note.Length <= LongestNote ? note : note[..LongestNote];
    }

    private static int NumberIn(IFormCollection form, string name) =>
        int.TryParse(form[name].ToString(), out var number) ? number : -1;
}

/// <summary>Which text.</summary>
public sealed record ReplyPlace(ReplyTemplate Template, string Language);
