using Microsoft.SqlServer.TransactSql.ScriptDom;
using SmsActivation.Core.Storage.SqlServer;

namespace SmsActivation.Tests.Storage.Lint;

/// <summary>Tables and their columns as the scripts of <c>sql/sqlserver</c> leave them.</summary>
internal sealed class SqlServerSchema : TSqlFragmentVisitor
{
    private readonly Dictionary<string, Dictionary<string, ColumnDefinition>> _tables = new(
        StringComparer.OrdinalIgnoreCase
    );

    public static string Folder { get; } = Path.Combine(TemporaryDatabase.Root, "sql", "sqlserver");

    /// <summary>The scripts' and the migrator's own table.</summary>
    public static SqlServerSchema Ours { get; } = Read();

    public IReadOnlyDictionary<string, Dictionary<string, ColumnDefinition>> Tables => _tables;

    public List<CreateIndexStatement> Indexes { get; } = [];

    public static IEnumerable<(string File, string Batch)> Batches() =>
        Directory
            .EnumerateFiles(Folder, "*.sql")
            .Order(StringComparer.Ordinal)
            .SelectMany(file =>
                SqlServerMigrator.Batches(File.ReadAllText(file)).Select(batch => (Path.GetFileName(file), batch))
            );

    /// <summary>Null for a table that is not there.</summary>
    public IReadOnlyCollection<string>? Columns(SchemaObjectName name) =>
        name.SchemaIdentifier?.Value == "sys"
            ? Server.GetValueOrDefault(name.BaseIdentifier.Value)
            : _tables.GetValueOrDefault(name.BaseIdentifier.Value)?.Keys;

    // Of the server's own tables, the columns that we have a use for.
    private static readonly Dictionary<string, string[]> Server = new()
    {
        ["databases"] = ["name", "is_read_committed_snapshot_on", "snapshot_isolation_state"],
        ["tables"] = ["name", "is_ms_shipped"],
    };

    public override void Visit(CreateTableStatement node) =>
        _tables.Add(
            node.SchemaObjectName.BaseIdentifier.Value,
            node.Definition.ColumnDefinitions.ToDictionary(Name, StringComparer.OrdinalIgnoreCase)
        );

    public override void Visit(AlterTableAddTableElementStatement node)
    {
        foreach (var column in node.Definition.ColumnDefinitions)
            _tables[node.SchemaObjectName.BaseIdentifier.Value].Add(Name(column), column);
    }

    public override void Visit(AlterTableDropTableElementStatement node)
    {
        foreach (var element in node.AlterTableDropTableElements)
            if (element.TableElementType == TableElementType.Column)
                _tables[node.SchemaObjectName.BaseIdentifier.Value].Remove(element.Name.Value);
    }

    public override void Visit(DropTableStatement node)
    {
        foreach (var table in node.Objects)
            _tables.Remove(table.BaseIdentifier.Value);
    }

    public override void Visit(CreateIndexStatement node) => Indexes.Add(node);

    public override void Visit(DropIndexClause node) =>
        Indexes.RemoveAll(index => index.Name.Value == node.Index.Value);

    private static string Name(ColumnDefinition column) => column.ColumnIdentifier.Value;

    private static SqlServerSchema Read()
    {
        var schema = new SqlServerSchema();
        foreach (var batch in Batches().Select(script => script.Batch).Prepend(SqlServerMigrator.Versions))
            TSql.Parse(batch, out _).Accept(schema);
        return schema;
    }
}
