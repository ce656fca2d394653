using SmsActivation.Core.Phones;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cases;

/// <summary>Takes a text that was given up in hand again. Its row and its outcome stay: the log is only ever added to, so
/// the replay is a text of its own, whose SID tells whose it is and lets only one be made.</summary>
public sealed class ReplayStore(IDatabase database, SmsReader reader)
{
    /// <summary>What a replay's SID has behind that of the text.</summary>
    public const string Again = "-again";

    /// <summary>It counts as having come now, so that it is answered. STOP and START keep their time, lest they undo what
    /// the customer said since.</summary>
    public Task<CaseAnswer> ReplayAsync(long text, Actor by, string reason, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            if (string.IsNullOrWhiteSpace(reason))
                return CaseAnswer.NoReason;
            var dead = await session.FirstAsync<DeadRow>(
                """
                select sid, sender, body, media_count, opt_out_type, received_at from inbound_messages
                where id = @text and state = 'dead'
                """,
                new { text }
            );
            if (dead is null)
                return CaseAnswer.Changed;
            if (dead is { Body: "", MediaCount: 0 })
                return CaseAnswer.OutOfDate;
            var made = await session.TryInsertAsync(
                """
                insert into inbound_messages
                    (sid, sender, channel, from_address, to_address, body, holds_password, media_count, opt_out_type,
                     received_at, swept, state)
                select @again, sender, channel, from_address, to_address, body, holds_password, media_count,
                    opt_out_type, @receivedAt, 1, 'new'
                from inbound_messages where id = @text and state = 'dead'
                """,
                new
                {
                    text,
                    again = dead.Sid + Again,
                    receivedAt = IsOptKeyword(dead) ? dead.ReceivedAt : now,
                }
            );
            if (!made)
                return CaseAnswer.Changed;
            await StaffActs.WriteAsync(
                session,
                new StaffAct(by, StaffActKind.TextReplayed, dead.Sender, null, reason),
                now
            );
            return CaseAnswer.Done;
        });

    private bool IsOptKeyword(DeadRow dead) =>
        dead.OptOutType is not null
        || reader.Read(dead.Body, SenderForms.Unknown).Keyword is Keyword.Stop or Keyword.Start;

    private sealed class DeadRow
    {
        public string Sid { get; init; } = "";
        public string Sender { get; init; } = "";
        public string Body { get; init; } = "";
        public int MediaCount { get; init; }
        public string? OptOutType { get; init; }
        public DateTimeOffset ReceivedAt { get; init; }
    }
}
