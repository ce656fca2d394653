using SmsActivation.Core.Cases;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Ops.Pages;
using SmsActivation.Worker.Sweeping;
using SmsActivation.Worker.Web;

namespace SmsActivation.Worker.Ops.Case;

/// <summary>*Case*: one phone or one card, and what can be done for its customer.</summary>
public sealed class CasePages(
    OpsGate gate,
    CaseQuery cases,
    CaseFinder finder,
    CaseSearch search,
    CaseActing acting,
    NumberReveals reveals,
    InboundSweeper carrier,
    StaffStore staff,
    TwilioOptions twilio,
    TimeProvider time
)
{
    private const string Lacking = "lacking";

    /// <summary>Each way in is for the moves of one power.</summary>
    private static readonly (string Path, StaffPower Power)[] Doors =
    [
        ("/case/mend", StaffPower.MendTexts),
        ("/case/unlink", StaffPower.UnlinkCards),
        ("/case/change", StaffPower.ChangeCards),
    ];

    /// <summary>Where a move's form is sent.</summary>
    public static string DoorOf(CaseMove move) => OpsGate.Home + Doors.Single(door => door.Power == move.Power()).Path;

    public void Map(RouteGroupBuilder ops)
    {
        gate.Get(ops, "/case", StaffPower.SeeCase, ShowAsync);
        gate.Post(ops, "/case/find", StaffPower.SeeCase, FindAsync);
        gate.Post(ops, "/case/ask-carrier", StaffPower.MendTexts, AskCarrierAsync);
        gate.Post(ops, "/case/reveal", StaffPower.RevealPhones, RevealAsync);
        gate.Post(ops, "/case/watch", StaffPower.SeeCase, WatchAsync);
        foreach (var (path, power) in Doors)
            gate.Post(ops, path, power, (visit, form) => MakeAsync(visit, form, power));
    }

    private async Task<IResult> ShowAsync(OpsVisit visit)
    {
        var query = visit.Http.Request.Query;
        if (CaseAddress.Read(query) is not { } key)
            return await SearchPageAsync(visit, new CaseSearched(""));
        if (await cases.SubjectAsync(key) is not { } subject)
            return await GoneAsync(visit);
        return await CasePageAsync(visit, key, subject, ToldOf(query, subject), revealed: false);
    }

    /// <summary>One that fits is opened, several are listed, none says what to try. What was typed stands in no address.</summary>
    private async Task<IResult> FindAsync(OpsVisit visit, IFormCollection form)
    {
        var typed = form["typed"].ToString();
        if (search.Read(typed) is not { } asked)
            return await SearchPageAsync(
                visit,
                new CaseSearched(typed) { TooShort = true },
                StatusCodes.Status422UnprocessableEntity
            );
        var hits = await finder.FindAsync(asked);
        return hits is [var only]
            ? OpsGate.Redirect(visit.Http, CaseAddress.Of(only.Key))
            : await SearchPageAsync(visit, new CaseSearched(typed) { Hits = hits });
    }

    /// <summary>A page on which nothing fitted asks this by itself: the case opens as soon as there is one.</summary>
    private async Task<IResult> WatchAsync(OpsVisit visit, IFormCollection form)
    {
        PageRenderer.Guard(visit.Http);
        if (
            search.WholePhone(form["typed"].ToString()) is { } phone
            && await finder.FindAsync(new CaseAsked { Phone = phone }) is [var hit, ..]
        )
            visit.Http.Response.Headers["HX-Redirect"] = CaseAddress.Of(hit.Key);
        return Results.NoContent();
    }

    /// <summary>For a text that never came: the carrier may have it, and we not.</summary>
    private async Task<IResult> AskCarrierAsync(OpsVisit visit, IFormCollection form)
    {
        var typed = form["typed"].ToString();
        if (CaseAddress.Read(form) is { } key)
        {
            var phone = await cases.SubjectAsync(key) as CaseSubject.Phone;
            return AskedOf(visit, key, await carrier.LookAsync(phone?.Number, visit.Http.RequestAborted));
        }
        var only = search.OnePhone(typed);
        var lacking = await carrier.LookAsync(only, visit.Http.RequestAborted);
        var hits = search.Read(typed) is { } asked ? await finder.FindAsync(asked) : null;
        return only is not null && hits is [var hit]
            ? AskedOf(visit, hit.Key, lacking)
            : await SearchPageAsync(
                visit,
                new CaseSearched(typed) { Hits = hits, Answer = AskedWords.Of(lacking, only) }
            );
    }

    private static IResult AskedOf(OpsVisit visit, CaseKey key, int? lacking) =>
        OpsGate.Redirect(
            visit.Http,
            $"{CaseAddress.Of(key)}&{Lacking}={(lacking is { } many ? $"{many}" : "unknown")}"
        );

    private async Task<IResult> RevealAsync(OpsVisit visit, IFormCollection form)
    {
        if (CaseAddress.Read(form) is not { } key)
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (await cases.SubjectAsync(key) is not { } subject)
            return await GoneAsync(visit);
        await reveals.RevealAsync(
            (subject as CaseSubject.Phone)?.Number,
            (subject as CaseSubject.Card)?.Number,
            visit.Staff.By,
            time.GetUtcNow()
        );
        return await CasePageAsync(visit, key, subject, told: null, revealed: true);
    }

    private async Task<IResult> MakeAsync(OpsVisit visit, IFormCollection form, StaffPower power)
    {
        if (CaseOrder.Read(form) is not { } order || order.Move.Power() != power)
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var answer = await acting.MakeAsync(order, visit.Staff.By);
        return OpsGate.Redirect(visit.Http, $"{CaseAddress.Of(order.Key)}&did={order.Move}&answer={answer}");
    }

    private async Task<IResult> CasePageAsync(
        OpsVisit visit,
        CaseKey key,
        CaseSubject subject,
        AnswerWords? told,
        bool revealed
    )
    {
        var facts = await cases.ReadAsync(subject, time.GetUtcNow());
        var step = NextStepRules.Of(facts);
        var isMoving = CaseTimeline.IsMoving(facts);
        var isAwaited = CaseTimeline.IsAwaited(step) || visit.Http.Request.Query.ContainsKey(Lacking);
        return await gate.PageAsync<CasePage>(
            visit.Http,
            new()
            {
                [nameof(CasePage.View)] = visit.View,
                [nameof(CasePage.Key)] = key,
                [nameof(CasePage.Facts)] = facts,
                [nameof(CasePage.Step)] = step,
                [nameof(CasePage.Words)] = CaseWords.Of(step, facts, OurNumbers),
                [nameof(CasePage.Told)] = told is { WhileMoving: true } && !isMoving ? null : told,
                [nameof(CasePage.Revealed)] = revealed,
                [nameof(CasePage.Again)] = revealed ? null : CaseAddress.Path + visit.Http.Request.QueryString,
                [nameof(CasePage.IsExpected)] = isMoving || isAwaited,
                [nameof(CasePage.Ask)] =
                    step.Move is { } move && !visit.May(move.Move.Power())
                        ? WhoMay.Ask(move.Move.Power(), await staff.ListAsync())
                        : null,
            }
        );
    }

    private Task<IResult> SearchPageAsync(
        OpsVisit visit,
        CaseSearched searched,
        int status = StatusCodes.Status200OK
    ) =>
        gate.PageAsync<CaseSearchPage>(
            visit.Http,
            new()
            {
                [nameof(CaseSearchPage.View)] = visit.View,
                [nameof(CaseSearchPage.Searched)] = searched,
                [nameof(CaseSearchPage.IsPhone)] = search.WholePhone(searched.Typed) is not null,
                [nameof(CaseSearchPage.IsCard)] = search.Read(searched.Typed)?.Card is not null,
                [nameof(CaseSearchPage.OurNumbers)] = OurNumbers,
            },
            status
        );

    private Task<IResult> GoneAsync(OpsVisit visit) =>
        SearchPageAsync(visit, new CaseSearched("") { Gone = true }, StatusCodes.Status404NotFound);

    private IReadOnlyList<string> OurNumbers => [.. twilio.Numbers.Select(number => number.Number)];

    private static AnswerWords? ToldOf(IQueryCollection query, CaseSubject subject) =>
        query.TryGetValue(Lacking, out var lacking)
            ? AskedWords.Of(int.TryParse(lacking, out var many) ? many : null, (subject as CaseSubject.Phone)?.Number)
        : Enum.TryParse<CaseMove>(query["did"], out var move)
        && Enum.TryParse<CaseAnswer>(query["answer"], out var answer)
        && Enum.IsDefined(move)
        && Enum.IsDefined(answer)
            ? AnswerWords.Of(move, answer)
        : null;
}

/// <summary>What a search came to.</summary>
/// <param name="Typed">As it was typed; it goes back into the box.</param>
public sealed record CaseSearched(string Typed)
{
    /// <summary>Null when nothing was looked for.</summary>
    public IReadOnlyList<CaseHit>? Hits { get; init; }
    public bool TooShort { get; init; }

    /// <summary>The address leads to nobody (any more).</summary>
    public bool Gone { get; init; }

    /// <summary>What the carrier said, if it was asked for texts that we missed.</summary>
    public AnswerWords? Answer { get; init; }
}
