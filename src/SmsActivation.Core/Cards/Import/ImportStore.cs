using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cards.Import;

/// <summary>Writes the rows of a card file, many in one transaction, each decided on what is stored at that moment.</summary>
internal sealed class ImportStore(IDatabase database)
{
    private const int NumbersInOneSelect = 50;
    private const int MostTries = 5;

    /// <summary>What would become of the rows.</summary>
    public Task<IReadOnlyList<ImportStep>> LookAsync(IReadOnlyList<CardRow> rows) =>
        database.ReadAsync(session => DecideAsync(session, rows));

    /// <summary>All of the rows in one transaction; the steps are told once it is on disk.</summary>
    public async Task<IReadOnlyList<ImportStep>> WriteAsync(
        IReadOnlyList<CardRow> rows,
        TransactionClock clock,
        DateTimeOffset now
    )
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var written = await database.WriteAsync(async session =>
            {
                clock.Start();
                var steps = await DecideAsync(session, rows);
                return await WriteAsync(session, rows, steps, now)
                    ? steps
                    : session.Undo<IReadOnlyList<ImportStep>?>(null);
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

    /// <summary>False when a card changed or appeared between the look and the write.</summary>
    private static async Task<bool> WriteAsync(
        Session session,
        IReadOnlyList<CardRow> rows,
        IReadOnlyList<ImportStep> steps,
        DateTimeOffset now
    )
    {
        foreach (var change in steps.OfType<ImportStep.Change>())
            if (!await ChangeAsync(session, change, now))
                return false;
        return await AddAsync(session, rows.Where((_, i) => steps[i] is ImportStep.Add), now);
    }

    private static async Task<bool> ChangeAsync(Session session, ImportStep.Change change, DateTimeOffset now)
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
        if (changed > 0 && ImportRules.EndsLink(card.State) is { } reason)
            await LinkStore.EndAsync(session, card.Id, reason, now);
        return changed > 0;
    }

    /// <summary>One statement, prepared once for all rows.</summary>
    private static Task<bool> AddAsync(Session session, IEnumerable<CardRow> rows, DateTimeOffset now) =>
        session.TryInsertAsync(
            """
            insert into cards
                (number, state, kind, expires_on, batch, code_hash, code_length, holder_phone, created_at, updated_at)
            values
                (@Number, @state, @Kind, @ExpiresOn, @Batch, @CodeHash, @CodeLength, @HolderPhone, @now, @now)
            """,
            rows.Select(row => new
            {
                row.Number,
                state = (row.State ?? CardState.Issued).ToString(),
                row.Kind,
                row.ExpiresOn,
                row.Batch,
                row.CodeHash,
                row.CodeLength,
                row.HolderPhone,
                now,
            })
        );
}
