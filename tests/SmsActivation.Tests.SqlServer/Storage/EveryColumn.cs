using SmsActivation.Core.Storage;

namespace SmsActivation.Tests.Storage;

/// <summary>Looks for a value in every column of every table, those of later schema scripts included.</summary>
internal static class EveryColumn
{
    /// <summary>"table.column" for each that holds it anywhere in a value.</summary>
    public static Task<IReadOnlyList<string>> HoldingAsync(IDatabase database, string value) =>
        database.ReadAsync(async session =>
        {
            var columns = await session.QueryAsync<Column>(
                """
                select t.name as in_table, c.name, y.name as type
                from sys.tables t
                    join sys.columns c on c.object_id = t.object_id
                    join sys.types y on y.user_type_id = c.user_type_id
                """
            );
            var holding = new List<string>();
            foreach (var column in columns.Where(column => column.Type == "nvarchar"))
            {
                var rows = await session.ScalarAsync<long>(
                    $"select count(*) from {column.InTable} where charindex(@value, {column.Name}) > 0",
                    new { value }
                );
                if (rows > 0)
                    holding.Add($"{column.InTable}.{column.Name}");
            }
            return (IReadOnlyList<string>)[.. holding.Order(StringComparer.Ordinal)];
        });

    private sealed class Column
    {
        public string InTable { get; init; } = "";
        public string Name { get; init; } = "";
        public string Type { get; init; } = "";
    }
}
