using SmsActivation.Core.Delivery;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cases;

/// <summary>The texts of ours in a case, newest first: part of <see cref="CaseQuery"/>.</summary>
internal static class CaseSends
{
    private const string Select = """
        select o.id, o.sender, o.channel, o.template, o.language, o.card, o.member_id, o.holds_password, o.state,
               o.error_code, o.error, o.left_to_person, o.created_at, o.due_at, o.sent_at, o.settled_at,
               o.unknown_since, o.by_staff, o.instead_of, o.wait_seconds
        from outbound_messages o
        """;

    /// <summary>Replies are found by the log, what staff sent by an index of its own.</summary>
    public static async Task<IReadOnlyList<CaseSend>> OfPhoneAsync(
        Session session,
        string phone,
        IReadOnlyList<CaseText> texts
    )
    {
        var replies = await RepliesAsync(session, texts);
        var byStaff = await session.QueryAsync<SendRow>(
            $"{Select} where o.sender = @phone and o.by_staff = 1",
            new { phone }
        );
        return await WithTriesAsync(session, [.. replies, .. byStaff]);
    }

    public static async Task<IReadOnlyList<CaseSend>> OfCardAsync(
        Session session,
        string number,
        IReadOnlyList<CaseText> texts,
        IReadOnlyList<CaseLink> links
    )
    {
        var replies = await RepliesAsync(session, texts);
        var phones = links.Select(link => link.Phone).Distinct().ToList();
        var byStaff =
            phones.Count == 0
                ? []
                : await session.QueryAsync<SendRow>(
                    $"{Select} where o.sender in @phones and o.by_staff = 1 and o.card = @last4",
                    new { phones, last4 = number.Length < 4 ? number : number[^4..] }
                );
        return await WithTriesAsync(session, [.. replies, .. byStaff]);
    }

    private static Task<IReadOnlyList<SendRow>> RepliesAsync(Session session, IReadOnlyList<CaseText> texts)
    {
        var ids = texts.Select(text => text.ReplyId).OfType<long>().Distinct().ToList();
        return ids.Count == 0
            ? Task.FromResult<IReadOnlyList<SendRow>>([])
            : session.QueryAsync<SendRow>($"{Select} where o.id in @ids", new { ids });
    }

    private static async Task<IReadOnlyList<CaseSend>> WithTriesAsync(Session session, IReadOnlyList<SendRow> rows)
    {
        if (rows.Count == 0)
            return [];
        var tries = await session.QueryAsync<CaseTry>(
            """
            select message_id, started_at, sid, result, error_code, text from send_attempts
            where message_id in @ids order by id
            """,
            new { ids = rows.Select(row => row.Id).ToList() }
        );
        var ofText = tries.ToLookup(one => one.MessageId);
        return
        [
            .. rows.DistinctBy(row => row.Id)
                .OrderByDescending(row => row.Id)
                .Select(row => row.ToSend([.. ofText[row.Id]])),
        ];
    }

    private sealed class SendRow
    {
        public long Id { get; init; }
        public string Sender { get; init; } = "";
        public string Channel { get; init; } = "";
        public string Template { get; init; } = "";
        public string Language { get; init; } = "";
        public string? Card { get; init; }
        public long? MemberId { get; init; }
        public bool HoldsPassword { get; init; }
        public string State { get; init; } = "";
        public int? ErrorCode { get; init; }
        public string? Error { get; init; }
        public string? LeftToPerson { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset DueAt { get; init; }
        public DateTimeOffset? SentAt { get; init; }
        public DateTimeOffset? SettledAt { get; init; }
        public DateTimeOffset? UnknownSince { get; init; }
        public bool ByStaff { get; init; }
        public long? InsteadOf { get; init; }
        public int? WaitSeconds { get; init; }

        public CaseSend ToSend(IReadOnlyList<CaseTry> tries) =>
            new()
            {
                Id = Id,
                Sender = Sender,
                Channel = Channel,
                Template = Template,
                Language = Language,
                Card = Card,
                MemberId = MemberId,
                HoldsPassword = HoldsPassword,
                State = DeliveryStates.Parse(State),
                ErrorCode = ErrorCode,
                Error = Error,
                LeftToPerson = LeftToPerson,
                CreatedAt = CreatedAt,
                DueAt = DueAt,
                SentAt = SentAt,
                SettledAt = SettledAt,
                UnknownSince = UnknownSince,
                ByStaff = ByStaff,
                InsteadOf = InsteadOf,
                HasWait = WaitSeconds is not null,
                Tries = tries,
            };
    }
}
