using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SmsActivation.Tests.Storage.Lint;

/// <summary>The columns of a part of one query, those in its aggregates and subqueries left out: where rows are grouped, they
/// have to be grouped by. SQLite takes one of the rows instead.</summary>
internal sealed class GroupedColumns : TSqlFragmentVisitor
{
    private static readonly string[] Aggregates = ["count", "count_big", "max", "min", "sum"];
    private readonly List<ColumnReferenceExpression> _columns = [];
    private bool _aggregates;

    /// <summary>Null when each is grouped by, or nothing is grouped.</summary>
    public static ColumnReferenceExpression? Missing(QuerySpecification query)
    {
        var (shown, by) = (new GroupedColumns(), new GroupedColumns());
        foreach (var element in query.SelectElements)
            element.Accept(shown);
        query.HavingClause?.Accept(shown);
        query.GroupByClause?.Accept(by);
        return shown._aggregates || query.GroupByClause is not null
            ? shown._columns.Find(column => !by._columns.Exists(other => Name(other) == Name(column)))
            : null;
    }

    public override void ExplicitVisit(FunctionCall node)
    {
        if (node.OverClause is null && Aggregates.Contains(node.FunctionName.Value, StringComparer.OrdinalIgnoreCase))
            _aggregates = true;
        else
            base.ExplicitVisit(node);
    }

    public override void ExplicitVisit(QuerySpecification node) { }

    public override void Visit(ColumnReferenceExpression node) => _columns.Add(node);

    private static string? Name(ColumnReferenceExpression column) =>
        column.MultiPartIdentifier?.Identifiers[^1].Value.ToLowerInvariant();
}
