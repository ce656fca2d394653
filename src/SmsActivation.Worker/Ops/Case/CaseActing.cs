using SmsActivation.Core.Cases;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Staff;
using SmsActivation.Worker.Commands;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Ops.Case;

/// <summary>Makes a move that somebody chose: each store asks once more whether it can be made.</summary>
public sealed class CaseActing(
    CaseQuery cases,
    ReplayStore replays,
    SendMending mending,
    PasswordReissue passwords,
    LimitLifting limits,
    HoldReleasing holds,
    LinkChanges links,
    CardBlocking blocking,
    CardReplacement replacing,
    SmsReader reader,
    InboxWake inbox,
    OutboxWake outbox,
    TimeProvider time
)
{
    public async Task<CaseAnswer> MakeAsync(CaseOrder order, Actor by)
    {
        var answer = await AnswerAsync(order, by, order.Reason.Trim(), time.GetUtcNow());
        if (answer.IsDone())
        {
            inbox.Bell.Ring();
            outbox.Bell.Ring();
        }
        return answer;
    }

    private Task<CaseAnswer> AnswerAsync(CaseOrder order, Actor by, string why, DateTimeOffset now)
    {
        var target = order.Target;
        return order.Move switch
        {
            CaseMove.Replay => replays.ReplayAsync(target, by, why, now),
            CaseMove.Resend => mending.ResendAsync(target, by, why, now),
            CaseMove.FinishSent => mending.FinishAsync(target, arrived: true, by, why, now),
            CaseMove.FinishFailed => mending.FinishAsync(target, arrived: false, by, why, now),
            CaseMove.ReissuePassword => passwords.ReissueAsync(target, order.InsteadOf, by, why, now),
            CaseMove.LiftTries => LiftAsync(LimitKind.FailedTries, order, by, why, now),
            CaseMove.LiftPasswords => LiftAsync(LimitKind.PasswordRequests, order, by, why, now),
            CaseMove.LiftReplies => LiftAsync(LimitKind.Replies, order, by, why, now),
            CaseMove.LiftCodeLock => limits.LiftCodeLockAsync(target, by, why, now),
            CaseMove.ReleaseHold => ReleaseAsync(target, by, why, now),
            CaseMove.Unlink => links.UnlinkAsync(target, by, why, now),
            CaseMove.Undo => links.UndoAsync(target, by, why, now),
            CaseMove.Block => blocking.BlockAsync(target, by, why, now),
            CaseMove.Unblock => blocking.UnblockAsync(target, by, why, now),
            CaseMove.Replace => replacing.ReplaceAsync(target, Number(order.NewCard), by, why, now),
        };
    }

    private async Task<CaseAnswer> LiftAsync(
        LimitKind limit,
        CaseOrder order,
        Actor by,
        string why,
        DateTimeOffset now
    ) =>
        await cases.SubjectAsync(order.Key) is CaseSubject.Phone phone
            ? await limits.LiftAsync(limit, phone.Number, by, why, now)
            : CaseAnswer.Changed;

    private async Task<CaseAnswer> ReleaseAsync(long card, Actor by, string why, DateTimeOffset now) =>
        await cases.SubjectAsync(new CaseKey(CaseBy.Card, card)) is CaseSubject.Card held
            ? await holds.ReleaseAsync(held.Number, by, why, now)
            : CaseAnswer.Changed;

    private string Number(string typed) => reader.ReadCardNumber(typed) ?? CardNumberText.Signs(typed);
}

/// <summary>A move as a form asks for it.</summary>
/// <param name="Key">The case that it was pressed in.</param>
public sealed record CaseOrder(CaseKey Key, CaseMove Move, long Target, string Reason)
{
    public const int LongestReason = 300;

    public long? InsteadOf { get; init; }

    /// <summary>As it was typed.</summary>
    public string NewCard { get; init; } = "";

    /// <summary>Null when the form is none of ours.</summary>
    public static CaseOrder? Read(IFormCollection form)
    {
        var reason = form["reason"].ToString();
        return
            CaseAddress.Read(form) is { } key
            && Enum.TryParse<CaseMove>(form["move"].ToString(), out var move)
            && Enum.IsDefined(move)
            && CaseAddress.Id(form["target"]) is { } target
            && reason.Length <= LongestReason
            ? new CaseOrder(key, move, target, reason)
            {
                InsteadOf = CaseAddress.Id(form["insteadOf"]),
                NewCard = form["newCard"].ToString(),
            }
            : null;
    }
}
