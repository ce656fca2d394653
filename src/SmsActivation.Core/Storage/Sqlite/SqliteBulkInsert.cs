using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SmsActivation.Core.Storage.Sqlite;

/// <summary>SQLite's way to insert many rows: one prepared statement, of which only the values that differ from the row
/// before are bound again. The library's own parameters cost more than the insert itself.</summary>
internal sealed class SqliteBulkInsert<T> : IDisposable
{
    private const int UsualText = 256;

    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private readonly IReadOnlyList<BulkColumn<T>> _columns;
    private readonly object?[] _bound; // an unbound parameter is null, as these are

    public SqliteBulkInsert(SqliteConnection connection, BulkInsert<T> insert)
    {
        _connection = connection.Handle!;
        _columns = insert.Columns;
        _bound = new object?[_columns.Count];
        // One row a statement: with several, SQLite keeps a journal of each statement.
        Check(raw.sqlite3_prepare_v2(_connection, Text(insert), out _statement));
    }

    /// <summary>The rows whose key stood there already, in their order; all others are in the table now.</summary>
    public IReadOnlyList<T> Run(IReadOnlyList<T> rows)
    {
        var found = new List<T>();
        for (var i = 0; i < rows.Count; i++)
            if (!Insert(rows[i]))
                found.Add(rows[i]);
        return found;
    }

    public void Dispose() => _statement.Dispose();

    private static string Text(BulkInsert<T> insert) =>
        $"""
            insert into {insert.Table} ({string.Join(", ", insert.Columns.Select(column => column.Name))})
            values ({string.Join(", ", insert.Columns.Select((_, i) => "?" + (i + 1)))})
            {(insert.Key.Count > 0 ? $"on conflict ({string.Join(", ", insert.Key)}) do nothing" : "")}
            """;

    private bool Insert(T row)
    {
        for (var i = 0; i < _bound.Length; i++)
        {
            var value = _columns[i].Value(row);
            if (Equals(value, _bound[i]))
                continue;
            Check(Bind(i + 1, value));
            _bound[i] = value;
        }
        var result = raw.sqlite3_step(_statement);
        if (result != raw.SQLITE_DONE)
            // Thrown before the reset, which would take the connection's message with it.
            Check(result);
        raw.sqlite3_reset(_statement);
        return raw.sqlite3_changes(_connection) > 0;
    }

    private int Bind(int place, object? value) =>
        value switch
        {
            null => raw.sqlite3_bind_null(_statement, place),
            // An empty span would be bound as null.
            "" => raw.sqlite3_bind_text(_statement, place, ""),
            string text => BindText(place, text),
            int number => raw.sqlite3_bind_int64(_statement, place, number),
            long number => raw.sqlite3_bind_int64(_statement, place, number),
            DateOnly day => BindText(place, day.ToString(StoredTypes.DayFormat, CultureInfo.InvariantCulture)),
            DateTimeOffset time => BindText(
                place,
                time.UtcDateTime.ToString(StoredTypes.TimeFormat, CultureInfo.InvariantCulture)
            ),
            _ => throw new NotSupportedException($"No column holds a {value.GetType()}."),
        };

    private int BindText(int place, string text)
    {
        Span<byte> usual = stackalloc byte[UsualText];
        var bytes = Encoding.UTF8.TryGetBytes(text, usual, out var length)
            ? usual[..length]
            : Encoding.UTF8.GetBytes(text);
        return raw.sqlite3_bind_text(_statement, place, bytes);
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _connection);
}
