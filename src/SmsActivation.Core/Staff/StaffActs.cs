using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Staff;

/// <summary>Whoever acts.</summary>
/// <param name="Id">Null for somebody at the command line.</param>
public sealed record Actor(long? Id, string Name);

/// <summary>What somebody did. The word is the one in the database.</summary>
public enum StaffActKind
{
    StaffAdded,
    StaffReset,
    StaffDisabled,
    StaffEnabled,
    RoleChanged,
    SessionsEnded,
    NumbersRevealed,
    LogExported,
    TextReplayed,
    ReplyResent,
    FinishedByHand,
    PasswordReissued,
    LimitLifted,
    CardHeld,
    HoldReleased,
    CardUnlinked,
    CardBlocked,
    CardUnblocked,
    CardReplaced,
    ActivationUndone,
    CardsImported,
    BatchWithdrawn,
    BatchBroughtBack,
    ReplyPublished,
    AlertAcknowledged,
    DealtWith,
    CampaignApproved,
    CampaignStarted,
    CampaignPaused,
    CampaignResumed,
    CampaignStopped,
    CampaignChanged,
    CampaignTested,
    CampaignDeleted,
}

/// <param name="Phone">E.164, where it was done for one.</param>
/// <param name="Card">A card's number, where it was done for one.</param>
/// <param name="Reason">In the person's own words.</param>
public sealed record StaffAct(
    Actor By,
    StaffActKind Kind,
    string? Phone = null,
    string? Card = null,
    string? Reason = null
)
{
    /// <summary>What it came to, in words: no whole number, no password.</summary>
    public string? Detail { get; init; }
}

/// <summary>The book of what people did: append-only, and written together with the change itself.</summary>
public static class StaffActs
{
    internal static Task<int> WriteAsync(Session session, StaffAct act, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            insert into staff_acts (at, staff_id, staff_name, kind, phone, card, reason, detail)
            values (@now, @Id, @Name, @kind, @Phone, @Card, @Reason, @Detail)
            """,
            new
            {
                now,
                act.By.Id,
                act.By.Name,
                kind = act.Kind.ToString(),
                act.Phone,
                act.Card,
                act.Reason,
                act.Detail,
            }
        );
}

/// <summary>One line of the book.</summary>
public sealed class StaffActRow
{
    public long Id { get; init; }
    public DateTimeOffset At { get; init; }
    public string StaffName { get; init; } = "";

    /// <summary>A <see cref="StaffActKind"/>.</summary>
    public string Kind { get; init; } = "";
    public string? Phone { get; init; }
    public string? Card { get; init; }
    public string? Reason { get; init; }
    public string? Detail { get; init; }
}
