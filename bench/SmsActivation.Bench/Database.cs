using Microsoft.Data.Sqlite;

namespace SmsActivation.Bench;

/// <summary>A database file, asked from outside.</summary>
internal static class Database
{
    public static long Scalar(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Changes it behind the product's back; answers how many rows.</summary>
    public static int Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    /// <summary>Bytes in use, what still stands in the write-ahead log included.</summary>
    public static long Bytes(string file) => Scalar(file, "pragma page_count") * Scalar(file, "pragma page_size");

    /// <exception cref="InvalidOperationException">What was measured is not what was meant.</exception>
    public static void Expect(string file, string sql, long expected)
    {
        var found = Scalar(file, sql);
        if (found != expected)
            throw new InvalidOperationException($"{sql}: {found}, not {expected}");
    }

    /// <summary>An empty one with the product's own schema, and the columns of its cards.</summary>
    public static IReadOnlyList<string> CreateAsTheProductDoes(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "pragma journal_mode = wal";
        command.ExecuteNonQuery();
        foreach (var script in Directory.GetFiles(Path.Combine(BenchRun.Checkout, "sql", "sqlite"), "*.sql").Order())
        {
            command.CommandText = File.ReadAllText(script);
            command.ExecuteNonQuery();
        }
        command.CommandText = "select name from pragma_table_info('cards') order by cid";
        using var reader = command.ExecuteReader();
        var columns = new List<string>();
        while (reader.Read())
            columns.Add(reader.GetString(0));
        return columns;
    }
}
