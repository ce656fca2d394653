using SmsActivation.Core.Activation;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cases;

/// <summary>A phone's counters as its limits see them now: part of <see cref="CaseQuery"/>.</summary>
internal sealed class CaseLimitsRow
{
    public int FailedTries { get; init; }
    public DateTimeOffset? FailedSince { get; init; }
    public int PasswordRequests { get; init; }
    public DateTimeOffset? PasswordSince { get; init; }
    public int RepliesBurst { get; init; }
    public DateTimeOffset? RepliesBurstSince { get; init; }
    public int RepliesDay { get; init; }
    public DateTimeOffset? RepliesDaySince { get; init; }
    public DateTimeOffset? SmsOptedOutAt { get; init; }
    public DateTimeOffset? WhatsappOptedOutAt { get; init; }

    public static async Task<CaseLimits?> ReadAsync(
        Session session,
        string phone,
        ActivationLimits limits,
        DateTimeOffset now
    )
    {
        var row = await session.FirstAsync<CaseLimitsRow>(
            """
            select failed_tries, failed_since, password_requests, password_since, replies_burst, replies_burst_since,
                   replies_day, replies_day_since, sms_opted_out_at, whatsapp_opted_out_at
            from conversations where sender = @phone
            """,
            new { phone }
        );
        return row?.AsOf(limits, now);
    }

    private CaseLimits AsOf(ActivationLimits limits, DateTimeOffset now)
    {
        var tries = Within(FailedTries, FailedSince, limits.Window, now);
        var passwords = Within(PasswordRequests, PasswordSince, limits.Window, now);
        var burst = Within(RepliesBurst, RepliesBurstSince, ActivationLimits.BurstWindow, now);
        var day = Within(RepliesDay, RepliesDaySince, limits.Window, now);
        var dayIsOver = day >= limits.RepliesPerDay;
        return new CaseLimits
        {
            Allowed = limits,
            FailedTries = tries,
            TriesUntil = tries > 0 ? FailedSince + limits.Window : null,
            TriesAreOver = tries >= limits.FailedTries,
            PasswordRequests = passwords,
            PasswordsUntil = passwords > 0 ? PasswordSince + limits.Window : null,
            PasswordsAreOver = passwords >= limits.PasswordRequests,
            RepliesInBurst = burst,
            RepliesInDay = day,
            RepliesAreOver = dayIsOver || burst >= limits.RepliesInBurst,
            RepliesUntil =
                dayIsOver ? RepliesDaySince + limits.Window
                : burst > 0 ? RepliesBurstSince + ActivationLimits.BurstWindow
                : null,
            SmsOptedOutAt = SmsOptedOutAt,
            WhatsAppOptedOutAt = WhatsappOptedOutAt,
        };
    }

    private static int Within(int count, DateTimeOffset? since, TimeSpan window, DateTimeOffset now) =>
        since > now - window ? count : 0;
}
