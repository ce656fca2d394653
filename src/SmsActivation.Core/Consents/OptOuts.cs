using SmsActivation.Core.Events;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Consents;

/// <summary>The register of opt-outs, each to one sender of ours as the carrier keeps them, and what they end and START
/// brings back: statements that run while the phone's conversation is locked.</summary>
internal static class OptOuts
{
    /// <summary>Ends marketing by this channel. A second one to the same sender adds nothing to the register, but ends what
    /// was agreed to since.</summary>
    /// <param name="ours">The sender of ours; empty where nobody knows which.</param>
    /// <param name="source">The text, or the carrier.</param>
    public static async Task StopAsync(
        Session session,
        EventOutbox events,
        OptOut optOut,
        string source,
        DateTimeOffset at,
        DateTimeOffset now
    )
    {
        await session.ExecuteAsync(
            """
            insert into opt_outs (phone, channel, ours, source, opted_out_at)
            select @Phone, @channel, @Ours, @source, @at
            where not exists (
                select 1 from opt_outs
                where phone = @Phone and channel = @channel and ours = @Ours and ended_at is null)
            """,
            new
            {
                optOut.Phone,
                channel = optOut.Channel.Word(),
                optOut.Ours,
                source,
                at,
            }
        );
        if (IsOfOffers(optOut.Channel))
            await PhoneConsents.EndAsync(session, events, optOut.Phone, source, at, now);
    }

    /// <summary>True when none stands on this channel any more; then what they ended is in force again.</summary>
    public static async Task<bool> StartAsync(
        Session session,
        EventOutbox events,
        OptOut optOut,
        string source,
        DateTimeOffset at,
        DateTimeOffset now
    )
    {
        var standing = await StandingAsync(session, optOut);
        var ended = standing.Where(row => EndsWith(optOut, row)).ToList();
        foreach (var row in ended)
            await session.ExecuteAsync(
                "update opt_outs set ended_at = @at, ended_by = @source where id = @Id and ended_at is null",
                new
                {
                    row.Id,
                    source,
                    at,
                }
            );
        if (ended.Count < standing.Count)
            return false;
        if (IsOfOffers(optOut.Channel))
            await PhoneConsents.ResumeAsync(session, events, optOut.Phone, source, at, now);
        return true;
    }

    /// <summary>Whether one stands that this START will not end.</summary>
    public static async Task<bool> StandsAfterStartAsync(Session session, OptOut optOut) =>
        (await StandingAsync(session, optOut)).Any(row => !EndsWith(optOut, row));

    private static Task<IReadOnlyList<StandingRow>> StandingAsync(Session session, OptOut optOut) =>
        session.QueryAsync<StandingRow>(
            "select id, ours from opt_outs where phone = @Phone and channel = @channel and ended_at is null",
            new { optOut.Phone, channel = optOut.Channel.Word() }
        );

    private static bool EndsWith(OptOut start, StandingRow row) => row.Ours == start.Ours || !CanBeTexted(row.Ours);

    /// <summary>Whether one stands to a sender that texts about the service leave from.</summary>
    /// <param name="ours">Those senders.</param>
    public static async Task<bool> StandsAsync(
        Session session,
        string phone,
        Channel channel,
        IReadOnlyCollection<string> ours
    ) =>
        await session.ScalarAsync<long>(
            """
            select count(*) from opt_outs
            where phone = @phone and channel = @channel and ended_at is null and (ours = '' or ours in @ours)
            """,
            new
            {
                phone,
                channel = channel.Word(),
                ours,
            }
        ) > 0;

    /// <summary>For a conversation that takes up the opt-outs that its phone had before it was erased.</summary>
    public static Task<int> TakeUpAsync(Session session, string phone) =>
        session.ExecuteAsync(
            """
            insert into opt_outs (phone, channel, ours, source, opted_out_at)
            select sender, 'sms', '', @Earlier, sms_opted_out_at from conversations
            where sender = @phone and sms_opted_out_at is not null
            union all
            select sender, 'whatsapp', '', @Earlier, whatsapp_opted_out_at from conversations
            where sender = @phone and whatsapp_opted_out_at is not null
            """,
            new { phone, OptOutSource.Earlier }
        );

    /// <summary>Newest first.</summary>
    public static Task<IReadOnlyList<KeptOptOut>> OfPhoneAsync(Session session, string phone) =>
        session.QueryAsync<KeptOptOut>(
            """
            select id, channel, ours, source, opted_out_at, ended_at, ended_by from opt_outs
            where phone = @phone order by id desc
            """,
            new { phone }
        );

    /// <summary>A number or a short code. Nobody can say START to letters, to a messaging service, or to what is unknown.</summary>
    private static bool CanBeTexted(string ours)
    {
        var number = Channels.Bare(ours);
        return number.StartsWith('+') || (number.Length > 0 && number.All(char.IsAsciiDigit));
    }

    /// <summary>Offers are agreed to by SMS, and leave by nothing else.</summary>
    private static bool IsOfOffers(Channel channel) =>
        channel switch
        {
            Channel.Sms => true,
            Channel.WhatsApp => false,
        };

    private sealed class StandingRow
    {
        public long Id { get; init; }
        public string Ours { get; init; } = "";
    }
}

/// <summary>What an opt-out came by that was no text.</summary>
public static class OptOutSource
{
    public const string Carrier = "carrier:21610";

    /// <summary>It was said before a register was kept, or its phone was erased since.</summary>
    public const string Earlier = "earlier";
}

/// <param name="Ours">The sender of ours, as it is texted; empty where nobody knows which.</param>
internal sealed record OptOut(string Phone, Channel Channel, string Ours);

/// <summary>One line of the register of opt-outs.</summary>
public sealed class KeptOptOut
{
    public long Id { get; init; }
    public string Channel { get; init; } = "";

    /// <summary>The sender of ours that it was said to, or that the carrier refused; empty where nobody knows which.</summary>
    public string Ours { get; init; } = "";

    /// <summary>The text that said it, as <c>sms:SM…</c>, or <c>carrier:21610</c>, or <c>earlier</c>.</summary>
    public string Source { get; init; } = "";
    public DateTimeOffset OptedOutAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The text.</summary>
    public string? EndedBy { get; init; }
}
