using System.Globalization;

namespace SmsActivation.Bench;

/// <summary>Cards in ascending order, as files.</summary>
internal static class CardFiles
{
    private const string Kind = "plastic";
    private const string Batch = "spring";

    /// <summary>For the product's import.</summary>
    public static async Task<string> WriteAsync(TempFolder folder, int cards, int first = 0)
    {
        var file = folder.File("cards.csv");
        await using var writer = new StreamWriter(file);
        await writer.WriteLineAsync("number,kind,batch");
        for (var i = first; i < first + cards; i++)
            await writer.WriteLineAsync($"{Texts.Card(i)},{Kind},{Batch}");
        return file;
    }

    /// <summary>The rows that the product makes of it, for <c>sqlite3 .import</c>: that fills every column of the table,
    /// an empty field being an empty text, which takes as much room as a null.</summary>
    /// <param name="columns">Of the table, in its order.</param>
    public static async Task<string> WriteRowsAsync(TempFolder folder, int cards, IReadOnlyList<string> columns)
    {
        var file = folder.File("rows.csv");
        var now = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        await using var writer = new StreamWriter(file);
        for (var i = 0; i < cards; i++)
            await writer.WriteLineAsync(string.Join(',', columns.Select(column => Field(column, i, now))));
        return file;
    }

    private static string Field(string column, int i, string now) =>
        column switch
        {
            "id" => (i + 1).ToString(CultureInfo.InvariantCulture),
            "number" => Texts.Card(i),
            "state" => "Issued",
            "kind" => Kind,
            "batch" => Batch,
            "code_misses" => "0",
            "created_at" or "updated_at" => now,
            _ => "",
        };
}
