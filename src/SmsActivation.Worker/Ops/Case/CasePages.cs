using SmsActivation.Core.Cases;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Ops.Pages;
using SmsActivation.Worker.Sweeping;

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
    TwilioOptions twilio,
    TimeProvider time
)
{
    private const string Lacking = "lacking";

    public void Map(RouteGroupBuilder ops)
    {
        gate.Get(ops, "/case", StaffPower.SeeCase, ShowAsync);
        gate.Post(ops, "/case/find", StaffPower.SeeCase, FindAsync);
        gate.Post(ops, "/case/ask-carrier", StaffPower.MendTexts, AskCarrierAsync);
        gate.Post(ops, "/case/reveal", StaffPower.RevealPhones, RevealAsync);
        gate.Post(
            ops,
            "/case/mend",
            StaffPower.MendTexts,
            (visit, form) => MakeAsync(visit, form, StaffPower.MendTexts)
        );
        gate.Post(
            ops,
            "/case/change",
            StaffPower.ChangeCards,
            (visit, form) => MakeAsync(visit, form, StaffPower.ChangeCards)
        );
    }

    private async Task<IResult> ShowAsync(OpsVisit visit)
    {
        var query = visit.Http.Request.Query;
        if (CaseAddress.Read(query) is not { } key)
            return await SearchPageAsync(visit, new CaseSearched(""));
        if (await cases.SubjectAsync(key) is not { } subject)
            return await GoneAsync(visit);
        return await CasePageAsync(visit, key, subject, ToldOf(query), revealed: false);
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

    /// <summary>For a text that never came: the carrier may have it, and we not.</summary>
    private async Task<IResult> AskCarrierAsync(OpsVisit visit, IFormCollection form)
    {
        var typed = form["typed"].ToString();
        if (CaseAddress.Read(form) is { } key)
        {
            var phone = await cases.SubjectAsync(key) as CaseSubject.Phone;
            var missed = await carrier.LookAsync(phone?.Number, visit.Http.RequestAborted);
            return OpsGate.Redirect(
                visit.Http,
                $"{CaseAddress.Of(key)}&{Lacking}={(missed is { } many ? $"{many}" : "unknown")}"
            );
        }
        var lacking = await carrier.LookAsync(search.OnePhone(typed), visit.Http.RequestAborted);
        var searched = new CaseSearched(typed) { Asked = true, Lacking = lacking };
        if (search.Read(typed) is { } asked)
            searched = searched with { Hits = await finder.FindAsync(asked) };
        return await SearchPageAsync(visit, searched);
    }

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
        // Each way in is for the moves of one power.
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
        return await gate.PageAsync<CasePage>(
            visit.Http,
            new()
            {
                [nameof(CasePage.View)] = visit.View,
                [nameof(CasePage.Key)] = key,
                [nameof(CasePage.Facts)] = facts,
                [nameof(CasePage.Step)] = step,
                [nameof(CasePage.Words)] = CaseWords.Of(step, facts, OurNumbers),
                [nameof(CasePage.Told)] = told,
                [nameof(CasePage.Revealed)] = revealed,
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
                [nameof(CaseSearchPage.OurNumbers)] = OurNumbers,
            },
            status
        );

    private Task<IResult> GoneAsync(OpsVisit visit) =>
        SearchPageAsync(visit, new CaseSearched("") { Gone = true }, StatusCodes.Status404NotFound);

    private IReadOnlyList<string> OurNumbers => [.. twilio.Numbers.Select(number => number.Number)];

    private static AnswerWords? ToldOf(IQueryCollection query) =>
        query.TryGetValue(Lacking, out var lacking) ? AskedWords.Of(int.TryParse(lacking, out var many) ? many : null)
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

    /// <summary>The carrier was asked for texts that we missed.</summary>
    public bool Asked { get; init; }

    /// <summary>How many there were; null when the carrier could not say.</summary>
    public int? Lacking { get; init; }
}
