using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cases;

/// <summary>A limit that a person may lift.</summary>
public enum LimitKind
{
    FailedTries,
    PasswordRequests,
    Replies,

    /// <summary>Wrong security codes of a card.</summary>
    CodeLock,
}

/// <summary>Lets a phone, or a card, begin to count anew.</summary>
public sealed class LimitLifting(IDatabase database)
{
    public Task<CaseAnswer> LiftAsync(LimitKind limit, string phone, Actor by, string reason, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            if (string.IsNullOrWhiteSpace(reason))
                return CaseAnswer.NoReason;
            if (await session.ExecuteAsync(Update(limit), new { phone }) == 0)
                return CaseAnswer.Changed;
            await StaffActs.WriteAsync(
                session,
                new StaffAct(by, StaffActKind.LimitLifted, phone, null, reason) { Detail = Word(limit) },
                now
            );
            return CaseAnswer.Done;
        });

    public Task<CaseAnswer> LiftCodeLockAsync(long card, Actor by, string reason, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            if (string.IsNullOrWhiteSpace(reason))
                return CaseAnswer.NoReason;
            var lifted = await session.ExecuteAsync(
                """
                update cards set code_locked_until = null, code_misses = 0, code_misses_since = null, updated_at = @now
                where id = @card and code_locked_until > @now
                """,
                new { card, now }
            );
            if (lifted == 0)
                return CaseAnswer.Changed;
            var number = await session.ScalarAsync<string>("select number from cards where id = @card", new { card });
            await StaffActs.WriteAsync(
                session,
                new StaffAct(by, StaffActKind.LimitLifted, null, number, reason) { Detail = Word(LimitKind.CodeLock) },
                now
            );
            return CaseAnswer.Done;
        });

    private static string Word(LimitKind limit) =>
        limit switch
        {
            LimitKind.FailedTries => "failed tries",
            LimitKind.PasswordRequests => "password requests",
            LimitKind.Replies => "replies",
            LimitKind.CodeLock => "wrong security codes",
        };

    private static string Update(LimitKind limit) =>
        limit switch
        {
            LimitKind.FailedTries => """
                update conversations set failed_tries = 0, failed_since = null, tries_notice_at = null
                where sender = @phone and failed_tries > 0
                """,
            LimitKind.PasswordRequests => """
                update conversations set password_requests = 0, password_since = null, password_notice_at = null
                where sender = @phone and password_requests > 0
                """,
            LimitKind.Replies => """
                update conversations set
                    replies_burst = 0, replies_burst_since = null, replies_day = 0, replies_day_since = null
                where sender = @phone and (replies_burst > 0 or replies_day > 0)
                """,
            LimitKind.CodeLock => throw new InvalidOperationException("A code is locked on a card, not on a phone."),
        };
}
