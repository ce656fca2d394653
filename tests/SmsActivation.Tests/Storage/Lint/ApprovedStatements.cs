using System.Text;

namespace SmsActivation.Tests.Storage.Lint;

/// <summary>The statements that somebody has read, in <c>tests/SmsActivation.Tests/Storage/Statements</c>: a file for each
/// store, where GO alone on a line ends a statement.</summary>
internal static class ApprovedStatements
{
    public const string Variable = "SMSACTIVATION_APPROVE";
    private const string End = "GO";

    /// <summary>Whether this run writes the files anew.</summary>
    public static bool Approving { get; } = Environment.GetEnvironmentVariable(Variable) == "1";

    public static string Folder { get; } =
        Path.Combine(TemporaryDatabase.Root, "tests", "SmsActivation.Tests", "Storage", "Statements");

    public static IEnumerable<string> Stores =>
        Directory.Exists(Folder)
            ? Directory.EnumerateFiles(Folder, "*.sql").Select(file => Path.GetFileNameWithoutExtension(file)).Order()
            : [];

    public static IReadOnlyList<Statement> All => [.. Stores.SelectMany(Of)];

    public static IEnumerable<Statement> Of(string store)
    {
        var (method, first) = ("", 0);
        var text = new List<string>();
        var lines = File.ReadAllLines(FileOf(store));
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] == End)
            {
                yield return new Statement(store, method, Statement.Tidy(string.Join('\n', text)), first);
                text.Clear();
                first = 0;
            }
            else if (first > 0)
                text.Add(lines[i]);
            else if (lines[i].Length > 0)
                (method, first) = (lines[i]["-- ".Length..], i + 2); // counted from 1, and the text is on the next
        }
    }

    public static void Write(IEnumerable<Statement> statements)
    {
        Directory.CreateDirectory(Folder);
        foreach (var file in Directory.EnumerateFiles(Folder, "*.sql"))
            File.Delete(file);
        foreach (var store in statements.GroupBy(statement => statement.Store))
        {
            var text = new StringBuilder();
            foreach (
                var one in store
                    .DistinctBy(one => (one.Method, one.Text))
                    .OrderBy(one => one.Method, StringComparer.Ordinal)
                    .ThenBy(one => one.Text, StringComparer.Ordinal)
            )
                text.Append(text.Length > 0 ? "\n" : "").Append($"-- {one.Method}\n{one.Text}\n{End}\n");
            File.WriteAllText(FileOf(store.Key), text.ToString());
        }
    }

    private static string FileOf(string store) => Path.Combine(Folder, store + ".sql");
}
