using SmsActivation.Core.Activation;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Events;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Storage;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Core.Restore;

/// <summary>The replies that a restore holds, and what a look into the carrier's list said of them.</summary>
/// <param name="events">Where members' consents that the carrier ends are told; null for nowhere.</param>
public sealed class RestoreLooks(IDatabase database, EventOutbox? events = null)
{
    private readonly EventOutbox _events = events ?? EventOutbox.Off;

    /// <summary>Addresses with replies that were not looked up yet, those that wait longest first.</summary>
    public Task<IReadOnlyList<string>> DueAsync(OpenRestore restore, int most) =>
        database.ReadAsync(session =>
            session.QueryAsync<string>(
                $"""
                select o.to_address from outbound_messages o where {RestoreStore.IsHeld}
                group by o.to_address order by min(o.id) {session.Dialect.First("@most")}
                """,
                new { startedAt = restore.StartedAt, most }
            )
        );

    /// <summary>All of them to one address, for they must be told from each other.</summary>
    public Task<IReadOnlyList<HeldReply>> HeldAsync(OpenRestore restore, string address) =>
        database.ReadAsync(async session =>
        {
            var rows = await session.QueryAsync<HeldRow>(
                $"""
                select o.id, o.sender, o.channel, o.to_address, o.texted_address, o.template, o.language, o.card,
                       o.wait_seconds, o.member_id, o.holds_password, o.attempts, o.created_at,
                       o.words,
                       i.received_at, coalesce(i.swept, 0) as swept
                from outbound_messages o
                    left join inbound_messages i on i.id = (
                        select min(l.inbound_id) from activation_log l where l.reply_id = o.id)
                where o.to_address = @address and {RestoreStore.IsHeld}
                """,
                new { startedAt = restore.StartedAt, address }
            );
            // A template of a newer version is held until a host that knows it looks.
            var known = rows.Where(row => Enum.TryParse<ReplyTemplate>(row.Template, out _)).ToList();
            var tries = await session.QueryAsync<TriedRow>(
                "select message_id, text from send_attempts where message_id in @ids",
                new { ids = known.Select(row => row.Id) }
            );
            var tried = tries.ToLookup(one => one.MessageId, one => one.Text);
            return (IReadOnlyList<HeldReply>)[.. known.Select(row => row.ToHeld(restore, [.. tried[row.Id]]))];
        });

    /// <summary>Each PASSWORD from this address that found a text with a password under way here, as the reply of its own
    /// that it had from the lost host if that text had arrived by then.</summary>
    public Task<IReadOnlyList<HeldReply>> JoinedAsync(OpenRestore restore, string address) =>
        database.ReadAsync(async session =>
        {
            var rows = await session.QueryAsync<HeldRow>(
                $"""
                select o.id, i.sender, i.channel, i.from_address as to_address, i.to_address as texted_address,
                       '{nameof(
                    ReplyTemplate.PasswordReissued
                )}' as template, coalesce(l.language, o.language) as language,
                       o.member_id, 1 as holds_password, l.at as created_at,
                       i.received_at, coalesce(i.swept, 0) as swept
                from activation_log l
                    join inbound_messages i on i.id = l.inbound_id
                    join outbound_messages o on o.id = l.reply_id
                where l.phone = @phone and l.at >= @startedAt
                    and l.outcome = '{nameof(OutcomeCode.PasswordReissued)}'
                    and i.from_address = @address and i.received_at < @startedAt
                    and l.id > (select min(f.id) from activation_log f where f.reply_id = l.reply_id)
                """,
                new
                {
                    startedAt = restore.StartedAt,
                    address,
                    phone = InboundText.SenderOf(address),
                }
            );
            return (IReadOnlyList<HeldReply>)[.. rows.Select(row => row.ToHeld(restore, tried: []))];
        });

    /// <summary>What a look found is adopted as sent; the others may leave once all is released. How many were
    /// adopted.</summary>
    public Task<int> EndAsync(
        OpenRestore restore,
        IReadOnlyList<HeldReply> held,
        IReadOnlyList<FoundReply> found,
        DateTimeOffset now
    ) =>
        database.WriteAsync(async session =>
        {
            var adopted = 0;
            foreach (var one in found)
                adopted += await AdoptAsync(session, restore, one, now) ? 1 : 0;
            foreach (var reply in held.Except(found.Select(one => one.Reply)))
                await session.ExecuteAsync(
                    "update outbound_messages set looked_up_at = @now where id = @Id and state in ('queued', 'retry')",
                    new { reply.Text.Id, now }
                );
            return adopted;
        });

    private async Task<bool> AdoptAsync(Session session, OpenRestore restore, FoundReply found, DateTimeOffset now)
    {
        var text = found.Reply.Text;
        var listed = found.Listed;
        // Its password was drawn by the lost host, so nothing is sent anew by itself when that expired at the carrier:
        // the lost host may have done it.
        var ours = await session.ExecuteAsync(
            """
            update outbound_messages set
                state = 'retry', attempts = attempts + 1, looked_up_at = @now,
                replaced_at = case when holds_password = 1 then coalesce(replaced_at, @now) else replaced_at end
            where id = @Id and state in ('queued', 'retry')
                and not exists (select 1 from send_attempts where sid = @Sid)
            """,
            new
            {
                text.Id,
                listed.Sid,
                now,
            }
        );
        // A report has told of it since the look: the next one sees that.
        if (ours == 0)
            return false;
        var token = Guid.NewGuid().ToString("N");
        await SendAttempts.AddAsync(session, text.Id, token, found.Words, text.HoldsPassword, now);
        var state = CarrierStatus.Read(listed.Status ?? "") ?? DeliveryState.Sent;
        var word = state == DeliveryState.Sent ? null : listed.Status;
        var report = new DeliveryReport(token, listed.Sid!, state, listed.ErrorCode, word);
        await DeliveryStore.ReportAsync(session, _events, report, now);
        if (text.HoldsPassword)
            await Waiting.GiveTheirOwnAsync(session, text.Id, now, askedFrom: restore.StartedAt);
        return true;
    }

    private sealed class TriedRow
    {
        public long MessageId { get; init; }
        public string Text { get; init; } = "";
    }
}
