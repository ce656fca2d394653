using SmsActivation.Core.Storage;

namespace SmsActivation.Tests.Storage;

/// <summary>Looks for a value in every column of every table, those of later schema scripts included.</summary>
internal static class EveryColumn
{
    /// <summary>"table.column" for each that holds it anywhere in a value.</summary>
    public static Task<IReadOnlyList<string>> HoldingAsync(IDatabase database, string value) =>
        database.ReadAsync(async session =>
        {
            var columns = await session.QueryAsync<string>(
                """
                select t.name || '.' || c.name from sqlite_master t join pragma_table_info(t.name) c
                where t.type = 'table'
                """
            );
            var holding = new List<string>();
            foreach (var column in columns)
            {
                var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
                var rows = await session.ScalarAsync<long>(
                    $"select count(*) from \"{table}\" where instr(\"{name}\", @value) > 0",
                    new { value }
                );
                if (rows > 0)
                    holding.Add(column);
            }
            return (IReadOnlyList<string>)[.. holding.Order(StringComparer.Ordinal)];
        });
}
