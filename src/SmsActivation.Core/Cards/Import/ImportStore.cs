using SmsActivation.Core.Events;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cards.Import;

/// <summary>Writes the rows of a card file, many in one transaction, each decided on what is stored at that moment.</summary>
internal sealed class ImportStore(IDatabase database, EventOutbox events)
{
    private const int NumbersInOneSelect = 50;
    private const int RowsBetweenLooks = 250; // at the clock
    private const int MostTries = 5;

    /// <summary>What would become of the rows.</summary>
    public Task<IReadOnlyList<ImportStep>> LookAsync(IReadOnlyList<CardRow> rows) =>
        database.ReadAsync(session => DecideAsync(session, rows));

    /// <summary>The rows, or as many of the first as the clock allows, in one transaction; a step for each that was
    /// written, told once it is on disk.</summary>
    public async Task<IReadOnlyList<ImportStep>> WriteAsync(
        ArraySegment<CardRow> rows,
        TransactionClock clock,
        DateTimeOffset now
    )
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var written = await database.WriteAsync(async session =>
            {
                clock.Start();
                var insert = NewCards(now);
                var steps = new List<ImportStep>(rows.Count);
                while (steps.Count < rows.Count && !(clock.IsUp && steps.Count > 0))
                {
                    var some = rows[steps.Count..Math.Min(steps.Count + RowsBetweenLooks, rows.Count)];
                    if (!await WriteAsync(session, insert, some, steps, now))
                        return session.Undo<IReadOnlyList<ImportStep>?>(null);
                }
                return steps;
            });
            if (written is not null)
                return written;
        }
        throw new InvalidOperationException($"The cards kept changing while they were imported ({MostTries} tries).");
    }

    private static async Task<IReadOnlyList<ImportStep>> DecideAsync(Session session, IReadOnlyList<CardRow> rows)
    {
        var stored = new Dictionary<string, StoredCard>(StringComparer.Ordinal);
        foreach (var some in rows.Select(row => row.Number).Chunk(NumbersInOneSelect))
        {
            var cards = await session.QueryAsync<StoredCard>(
                """
                select id, number, state, kind, expires_on, batch, code_hash, code_length, holder_phone
                from cards where number in @some
                """,
                new { some }
            );
            foreach (var card in cards)
                stored.Add(card.Number, card);
        }
        return [.. rows.Select(row => ImportRules.Decide(row, stored.GetValueOrDefault(row.Number)))];
    }

    /// <summary>New cards first: in most files all are, and what is there already is told by the insert itself. False
    /// when a card changed between the look and the write.</summary>
    private async Task<bool> WriteAsync(
        Session session,
        BulkInsert<CardRow> insert,
        IReadOnlyList<CardRow> rows,
        List<ImportStep> steps,
        DateTimeOffset now
    )
    {
        var there = await session.InsertNewAsync(insert, rows);
        var decided = await DecideAsync(session, there);
        foreach (var change in decided.OfType<ImportStep.Change>())
            if (!await ChangeAsync(session, change, now))
                return false;
        var next = 0;
        foreach (var row in rows)
        {
            var isNew = next == there.Count || !ReferenceEquals(row, there[next]);
            steps.Add(isNew ? ImportStep.Add.Step : decided[next++]);
        }
        return true;
    }

    private async Task<bool> ChangeAsync(Session session, ImportStep.Change change, DateTimeOffset now)
    {
        var card = change.Card;
        var changed = await session.ExecuteAsync(
            """
            update cards set state = @state, kind = @Kind, expires_on = @ExpiresOn, batch = @Batch,
                code_hash = @CodeHash, code_length = @CodeLength, holder_phone = @HolderPhone, updated_at = @now
            where id = @Id and state = @from
            """,
            new
            {
                card.Id,
                state = card.State.ToString(),
                from = change.From.ToString(),
                card.Kind,
                card.ExpiresOn,
                card.Batch,
                card.CodeHash,
                card.CodeLength,
                card.HolderPhone,
                now,
            }
        );
        if (changed == 0)
            return false;
        var holder = ImportRules.EndsLink(card.State) is { } reason
            ? await LinkStore.EndAsync(session, events, card.Id, reason, now)
            : null;
        if (card.State != change.From && Told(card.State) is { } type)
            await events.AddAsync(session, new EventToTell(type, holder, card.Id), now);
        return true;
    }

    private static EventType? Told(CardState state) =>
        state switch
        {
            CardState.Blocked => EventType.CardBlocked,
            CardState.Replaced => EventType.CardReplaced,
            CardState.Prepared or CardState.Issued or CardState.Active or CardState.Expired => null,
        };

    private static BulkInsert<CardRow> NewCards(DateTimeOffset now) =>
        new(
            "cards",
            Key: "number",
            [
                new("number", row => row.Number),
                new("state", row => (row.State ?? CardState.Issued).ToString()),
                new("kind", row => row.Kind),
                new("expires_on", row => row.ExpiresOn),
                new("batch", row => row.Batch),
                new("code_hash", row => row.CodeHash),
                new("code_length", row => row.CodeLength),
                new("holder_phone", row => row.HolderPhone),
                new("created_at", _ => now),
                new("updated_at", _ => now),
            ]
        );
}
