using SmsActivation.Core.Events;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cards.Import;

/// <summary>Writes the rows of a card file, many in one transaction, each decided on what is stored at that moment.</summary>
internal sealed class ImportStore(IDatabase database, EventOutbox events)
{
    private const int NumbersInOneSelect = 50;
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
                    var some = rows[steps.Count..Math.Min(steps.Count + session.Dialect.RowsTogether, rows.Count)];
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
        var changes = decided.OfType<ImportStep.Change>().ToList();
        if (changes.Count > 0 && await session.UpdateAsync(Changes(now), changes) < changes.Count)
            return false;
        foreach (var change in changes)
            if (ImportRules.EndsLink(change.Card.State) is { } reason)
                await EndAsync(session, change, reason, now);
        var next = 0;
        foreach (var row in rows)
        {
            var isNew = next == there.Count || !ReferenceEquals(row, there[next]);
            steps.Add(isNew ? ImportStep.Add.Step : decided[next++]);
        }
        return true;
    }

    private async Task EndAsync(Session session, ImportStep.Change change, string reason, DateTimeOffset now)
    {
        var card = change.Card;
        var holder = await LinkStore.EndAsync(session, events, card.Id, reason, now);
        if (card.State != change.From && Told(card.State) is { } type)
            await events.AddAsync(session, new EventToTell(type, holder, card.Id), now);
    }

    private static EventType? Told(CardState state) =>
        state switch
        {
            CardState.Blocked => EventType.CardBlocked,
            CardState.Replaced => EventType.CardReplaced,
            CardState.Prepared or CardState.Issued or CardState.Active or CardState.Expired => null,
        };

    private static BulkUpdate<ImportStep.Change> Changes(DateTimeOffset now) =>
        new(
            "cards",
            Key: new("id", change => change.Card.Id),
            Guard: new("state", change => change.From.ToString()),
            [
                new("state", change => change.Card.State.ToString()),
                new("kind", change => change.Card.Kind),
                new("expires_on", change => change.Card.ExpiresOn),
                new("batch", change => change.Card.Batch),
                new("code_hash", change => change.Card.CodeHash),
                new("code_length", change => change.Card.CodeLength),
                new("holder_phone", change => change.Card.HolderPhone),
                new("updated_at", _ => now),
            ]
        );

    private static BulkInsert<CardRow> NewCards(DateTimeOffset now) =>
        new(
            "cards",
            Key: ["number"],
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
