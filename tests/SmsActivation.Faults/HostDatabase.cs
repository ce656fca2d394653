using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Faults;

/// <summary>The host's database, looked at beside it.</summary>
internal sealed class HostDatabase
{
    private readonly Func<DbConnection> _connect;

    private HostDatabase(Func<DbConnection> connect) => _connect = connect;

    public static HostDatabase Of(Installation host) =>
        host.ServerConnectionString is { } server
            ? new HostDatabase(() => new SqlConnection(server))
            : new HostDatabase(() => new SqliteConnection($"Data Source={host.DatabaseFile};Mode=ReadOnly;Pooling=False"));

    public long Unfinished() =>
        Read("select count(*) from inbound_messages where done_at is null", row => Convert.ToInt64(row.GetValue(0))).Single();

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

    public long Pages() => Read("pragma page_count", row => Convert.ToInt64(row.GetValue(0))).Single();

    private Dictionary<string, int> Counts(string sql) =>
        Read(sql, row => (Key: row.GetString(0), Count: Convert.ToInt32(row.GetValue(1))))
            .ToDictionary(row => row.Key, row => row.Count, StringComparer.Ordinal);

    private IEnumerable<T> Read<T>(string sql, Func<DbDataReader, T> read)
    {
        using var connection = _connect();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return read(reader);
    }
}
