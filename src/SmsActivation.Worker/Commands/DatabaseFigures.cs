using SmsActivation.Core.Storage;

namespace SmsActivation.Worker.Commands;

/// <summary>How many rows something has.</summary>
internal sealed class Count
{
    public string Name { get; init; } = "";
    public long Rows { get; init; }
}

/// <summary>What is in a database, counted on one snapshot; a schema that lacks scripts is no hindrance.</summary>
internal sealed record DatabaseFigures
{
    public string? Carrier { get; private init; }
    public required IReadOnlyList<Count> Tables { get; init; }

    /// <summary>What waits, by state.</summary>
    public required IReadOnlyList<(string Queue, IReadOnlyList<Count> States)> Queues { get; init; }

    public static Task<DatabaseFigures> ReadAsync(IDatabase database) =>
        database.ReadAsync(async session =>
        {
            var names = await session.QueryAsync<string>(session.Dialect.TableNames);
            var tables = new List<Count>();
            foreach (var name in names)
                tables.Add(
                    new Count
                    {
                        Name = name,
                        Rows = await session.ScalarAsync<long>($"select count(*) from \"{name}\""),
                    }
                );
            return new DatabaseFigures
            {
                Carrier = names.Contains("facts")
                    ? await session.ScalarAsync<string>("select value from facts where name = 'carrier'")
                    : null,
                Tables = tables,
                Queues =
                [
                    ("Cards", await ByStateAsync(session, names, "cards")),
                    ("Inbox", await ByStateAsync(session, names, "inbound_messages")),
                    ("Outbox", await ByStateAsync(session, names, "outbound_messages")),
                ],
            };
        });

    private static async Task<IReadOnlyList<Count>> ByStateAsync(
        Session session,
        IReadOnlyList<string> tables,
        string table
    ) =>
        tables.Contains(table)
            ? await session.QueryAsync<Count>(
                $"select state as name, count(*) as \"rows\" from {table} group by state order by state"
            )
            : [];
}
