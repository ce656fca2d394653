using System.Data.Common;
using System.Globalization;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Faults;

/// <summary>The host's database, looked at beside it. The harness knows of its engine here only.</summary>
internal sealed class HostDatabase
{
    private readonly Func<DbConnection> _connect;

    private HostDatabase(Func<DbConnection> connect) => _connect = connect;

    public static HostDatabase Of(Installation host) =>
        host.ServerConnectionString is { } server
            ? new HostDatabase(() => new SqlConnection(server))
            : new HostDatabase(() =>
                new SqliteConnection($"Data Source={host.DatabaseFile};Mode=ReadOnly;Pooling=False")
            );

    public long Unfinished() =>
        Read("select count(*) from inbound_messages where done_at is null", row => Number(row, 0)).Single();

    /// <summary>The accepted texts that have not one row and one outcome each, and the rows that nobody sent.</summary>
    public IEnumerable<string> Broken(IReadOnlyCollection<string> accepted)
    {
        var rows = Counts("select sid, count(*) from inbound_messages group by sid");
        var outcomes = Counts("select message_sid, count(*) from activation_log group by message_sid");
        foreach (var sid in accepted)
        {
            if (rows.GetValueOrDefault(sid) != 1)
                yield return $"{sid} was answered 200 and has {rows.GetValueOrDefault(sid)} rows in the inbox";
            if (outcomes.GetValueOrDefault(sid) != 1)
                yield return $"{sid} was answered 200 and has {outcomes.GetValueOrDefault(sid)} outcomes";
        }
        foreach (var sid in rows.Keys.Except(accepted))
            yield return $"{sid} is in the inbox and was never answered 200";
        foreach (var sid in Counts("select message_sid, 1 from activation_log where outcome = 'Unprocessed'").Keys)
            yield return $"{sid} was given up";
    }

    /// <summary>How many texts ended in which outcome.</summary>
    public IReadOnlyDictionary<string, int> Outcomes() =>
        Counts("select outcome, count(*) from activation_log group by outcome");

    /// <summary>From when to when each text was in the host's hands.</summary>
    public IReadOnlyDictionary<string, (DateTime From, DateTime To)> Handled() =>
        Read(
                "select sid, received_at, done_at from inbound_messages where done_at is not null",
                row => (Sid: row.GetString(0), From: row.GetDateTime(1), To: row.GetDateTime(2))
            )
            .ToDictionary(row => row.Sid, row => (row.From, row.To), StringComparer.Ordinal);

    /// <summary>The SIDs of all texts that came in.</summary>
    public IReadOnlySet<string> Sids() =>
        Read("select sid from inbound_messages", row => row.GetString(0)).ToHashSet(StringComparer.Ordinal);

    /// <summary>All that the invariants speak of.</summary>
    public StoredState Load() =>
        new()
        {
            Cards = Read(
                "select id, number, state from cards order by id",
                row => new StoredCard(Number(row, 0), row.GetString(1), row.GetString(2))
            ),
            Members = Read(
                "select id, phone from members order by id",
                row => new StoredMember(Number(row, 0), row.GetString(1))
            ),
            Links = Read(
                "select card_id, member_id, slot, linked_at, unlinked_at from card_links order by id",
                row => new StoredLink(
                    Number(row, 0),
                    Number(row, 1),
                    (int)Number(row, 2),
                    row.GetDateTime(3),
                    row.IsDBNull(4)
                )
            ),
            Consents = Read(
                "select member_id, kind from consents order by id",
                row => new StoredConsent(Number(row, 0), row.GetString(1))
            ),
            OptedOut = Read(
                    "select sender from conversations where sms_opted_out_at is not null",
                    row => row.GetString(0)
                )
                .ToHashSet(StringComparer.Ordinal),
            Inbox = Read(
                "select id, sid, sender, state, swept, received_at from inbound_messages order by id",
                row => new StoredText(
                    Number(row, 0),
                    row.GetString(1),
                    row.GetString(2),
                    row.GetString(3),
                    Number(row, 4) == 1,
                    row.GetDateTime(5)
                )
            ),
            Log = Read(
                "select id, inbound_id, at, message_sid, phone, card, outcome, reply_id from activation_log order by id",
                row => new StoredOutcome(
                    Number(row, 0),
                    Number(row, 1),
                    row.GetDateTime(2),
                    row.GetString(3),
                    row.GetString(4),
                    row.IsDBNull(5) ? null : row.GetString(5),
                    row.GetString(6),
                    row.IsDBNull(7) ? null : Number(row, 7)
                )
            ),
            Outbox = Read(
                """
                select id, sender, template, state, attempts, holds_password, replaced_at
                from outbound_messages order by id
                """,
                row => new StoredReply(
                    Number(row, 0),
                    row.GetString(1),
                    row.GetString(2),
                    row.GetString(3),
                    (int)Number(row, 4),
                    Number(row, 5) == 1,
                    !row.IsDBNull(6)
                )
            ),
            Tries = Read(
                "select message_id, token, sid from send_attempts order by id",
                row => new StoredTry(Number(row, 0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2))
            ),
            Passwords = Read(
                "select member_id, attempt_token, hash from temporary_passwords order by id",
                row => new StoredPassword(Number(row, 0), row.GetString(1), row.GetString(2))
            ),
        };

    public long Pages() => Read("pragma page_count", row => Number(row, 0)).Single();

    private Dictionary<string, int> Counts(string sql) =>
        Read(sql, row => (Key: row.GetString(0), Count: (int)Number(row, 1)))
            .ToDictionary(row => row.Key, row => row.Count, StringComparer.Ordinal);

    /// <summary>A number of whatever size the engine gives it.</summary>
    private static long Number(DbDataReader row, int column) =>
        Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);

    private List<T> Read<T>(string sql, Func<DbDataReader, T> read)
    {
        using var connection = _connect();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }
}
