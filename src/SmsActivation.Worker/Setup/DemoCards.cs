using SmsActivation.Core.Cards;
using SmsActivation.Core.Storage;

namespace SmsActivation.Worker.Setup;

/// <summary>A number to text on the simulator's phone.</summary>
/// <param name="Try">What it shows, in a line.</param>
/// <param name="Code">The security code under its strip.</param>
public sealed record PlayCard(string Number, string Try, string? Code = null);

/// <summary>Cards to play with on a new database, one for each outcome worth seeing.</summary>
public static class DemoCards
{
    private const string OtherPhone = "+12015550199";

    private static readonly DemoRow[] Rows =
    [
        new("9900000000001117", "Activate it: a welcome with a password", CardState.Issued),
        new("9900000000002222", "Text it from the same phone: one card per phone", CardState.Issued),
        new("9900000000003337", "One more, for a second phone", CardState.Issued),
        new("9900000000004442", "Needs the code 4829 in the same text", CardState.Issued) { Code = "4829" },
        new("9900000000005555", "In use by another phone", CardState.Active) { Linked = true },
        new("9900000000006660", "Held for review", CardState.Issued) { HeldReason = "demo: reported at the till" },
        new("9900000000007775", "Blocked", CardState.Blocked),
        new("9900000000008880", "Replaced by a newer card", CardState.Replaced),
        new("9900000000009995", "Expired last month", CardState.Issued) { Expired = true },
        new("9900000000011108", "Printed, not yet handed out", CardState.Prepared),
    ];

    /// <summary>In the order worth trying; the last two are no cards of ours.</summary>
    public static IReadOnlyList<PlayCard> All { get; } =
    [
        .. Rows.Select(row => new PlayCard(row.Number, row.Try, row.Code)),
        new("9900000000001171", "A typing mistake: two digits swapped"),
        new("9900000000012213", "Well-formed, but no card of ours"),
    ];

    /// <summary>Loads them into a database without any card; false when it has some.</summary>
    public static Task<bool> LoadAsync(IDatabase database, CardCodes codes, DateTimeOffset now) =>
        database.WriteAsync(async session =>
        {
            if (await session.ScalarAsync<long>("select count(*) from cards") > 0)
                return false;
            foreach (var row in Rows)
            {
                await InsertAsync(session, row, codes, now);
                if (row.Linked)
                    await LinkAsync(session, row.Number, now);
            }
            return true;
        });

    private static Task<int> InsertAsync(Session session, DemoRow row, CardCodes codes, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            insert into cards
                (number, state, batch, expires_on, code_hash, code_length, held_at, held_reason, activated_at,
                 created_at, updated_at)
            values
                (@Number, @state, @batch, @expiresOn, @codeHash, @codeLength, @heldAt, @HeldReason, @activatedAt,
                 @now, @now)
            """,
            new
            {
                row.Number,
                state = row.State.ToString(),
                batch = CardBatch.Demo,
                expiresOn = row.Expired ? DateOnly.FromDateTime(now.UtcDateTime.AddDays(-30)) : (DateOnly?)null,
                codeHash = row.Code is null ? null : codes.Hash(row.Number, row.Code),
                codeLength = row.Code?.Length,
                heldAt = row.HeldReason is null ? null : (DateTimeOffset?)now,
                row.HeldReason,
                activatedAt = row.Linked ? now : (DateTimeOffset?)null,
                now,
            }
        );

    private static async Task LinkAsync(Session session, string number, DateTimeOffset now)
    {
        var parameters = new
        {
            phone = OtherPhone,
            number,
            now,
        };
        // The member may be there from an earlier set whose cards were removed.
        await session.TryInsertAsync(
            "insert into members (phone, username, language, created_at) values (@phone, 'demo', 'en', @now)",
            parameters
        );
        await session.ExecuteAsync(
            """
            insert into card_links (card_id, member_id, slot, channel, linked_at)
            select c.id, m.id, 1, 'sms', @now from cards c join members m on m.phone = @phone where c.number = @number
            """,
            parameters
        );
    }

    private sealed record DemoRow(string Number, string Try, CardState State)
    {
        public string? Code { get; init; }
        public string? HeldReason { get; init; }
        public bool Linked { get; init; }
        public bool Expired { get; init; }
    }
}
