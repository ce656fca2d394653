using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SmsActivation.Tests.Storage.Lint;

/// <summary>Looks each table and column of a statement up, as the server would: aliases, subqueries and what they see of the
/// query around them. Stricter than SQLite where SQL Server is: an alias of the select list is known to a plain ORDER BY and
/// nowhere else, and of functions only those that SQL Server has.</summary>
internal sealed class NameBinder : TSqlFragmentVisitor
{
    // Those that we use; SQLite has others, and max and min of several values.
    private static readonly HashSet<string> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        "charindex",
        "concat",
        "count",
        "count_big",
        "db_name",
        "len",
        "lower",
        "max",
        "min",
        "replace",
        "row_number",
        "object_id",
        "scope_identity",
        "substring",
        "sum",
        "sysutcdatetime",
        "upper",
    };

    private readonly SqlServerSchema _schema;
    private readonly Dictionary<string, IReadOnlyCollection<string>> _ctes = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _faults = [];
    private NameScope _scope = new(around: null);

    private NameBinder(SqlServerSchema schema) => _schema = schema;

    public static IReadOnlyList<string> Faults(TSqlFragment fragment, SqlServerSchema schema)
    {
        var binder = new NameBinder(schema);
        fragment.Accept(binder);
        return binder._faults;
    }

    public override void ExplicitVisit(CommonTableExpression node)
    {
        base.ExplicitVisit(node);
        _ctes[node.ExpressionName.Value] = Named(node.Columns) ?? Selected(node.QueryExpression);
    }

    public override void ExplicitVisit(QuerySpecification node)
    {
        if (GroupedColumns.Missing(node) is { } column)
            Tell(column, $"rows are grouped, and not by '{Last(column)}'");
        var scope = new NameScope(_scope);
        foreach (var table in node.FromClause?.TableReferences ?? [])
            AddTo(scope, table);
        Within(
            scope,
            () =>
            {
                node.FromClause?.Accept(this);
                foreach (var element in node.SelectElements)
                    element.Accept(this);
                node.WhereClause?.Accept(this);
                node.GroupByClause?.Accept(this);
                node.HavingClause?.Accept(this);
                Order(node.OrderByClause, Selected(node), andColumns: true);
            }
        );
    }

    public override void ExplicitVisit(BinaryQueryExpression node)
    {
        node.FirstQueryExpression.Accept(this);
        node.SecondQueryExpression.Accept(this);
        Order(node.OrderByClause, Selected(node), andColumns: false);
    }

    // Its query does not see what stands beside it.
    public override void ExplicitVisit(QueryDerivedTable node) =>
        Within(new NameScope(_scope.Around), () => base.ExplicitVisit(node));

    public override void ExplicitVisit(InsertSpecification node)
    {
        var target = new NameScope(around: null);
        AddTo(target, node.Target);
        foreach (var column in node.Columns)
            Tell(column, target.Fault(alias: null, Last(column)));
        node.InsertSource.Accept(this);
        Output(node);
    }

    public override void ExplicitVisit(UpdateSpecification node)
    {
        var sources = Sources(node);
        foreach (var set in node.SetClauses.OfType<AssignmentSetClause>())
            Tell(set.Column, sources.Fault(Name(node.Target), Last(set.Column)));
        Within(
            sources,
            () =>
            {
                foreach (var set in node.SetClauses.OfType<AssignmentSetClause>())
                    set.NewValue.Accept(this);
                node.FromClause?.Accept(this);
                node.WhereClause?.Accept(this);
            }
        );
        Output(node);
    }

    public override void ExplicitVisit(DeleteSpecification node)
    {
        Within(
            Sources(node),
            () =>
            {
                node.FromClause?.Accept(this);
                node.WhereClause?.Accept(this);
            }
        );
        Output(node);
    }

    public override void ExplicitVisit(CreateTableStatement node) =>
        Within(Of(node.SchemaObjectName), () => base.ExplicitVisit(node));

    public override void ExplicitVisit(CreateIndexStatement node) =>
        Within(Of(node.OnName), () => base.ExplicitVisit(node));

    public override void Visit(ColumnReferenceExpression node)
    {
        if (node.MultiPartIdentifier?.Identifiers is not { } name || node.ColumnType != ColumnType.Regular)
            return;
        Tell(node, _scope.Fault(name.Count > 1 ? name[^2].Value : null, name[^1].Value));
    }

    public override void Visit(FunctionCall node)
    {
        var name = node.FunctionName.Value;
        if (!Functions.Contains(name))
            Tell(node, $"no function '{name}': {NameScope.Nearest(name, Functions)}");
        else if (name is "max" or "min" && node.Parameters.Count != 1)
            Tell(node, $"'{name}' takes one value");
    }

    /// <summary>Alone, an expression of ORDER BY may be a name of the select list; within another one it may not.</summary>
    private void Order(OrderByClause? order, IReadOnlyCollection<string> selected, bool andColumns)
    {
        foreach (var by in order?.OrderByElements ?? [])
        {
            var alias = (by.Expression as ColumnReferenceExpression)?.MultiPartIdentifier?.Identifiers is [var one]
                ? one
                : null;
            if (alias is not null && selected.Contains(alias.Value, StringComparer.OrdinalIgnoreCase))
                continue;
            if (andColumns)
                by.Accept(this);
            else
                Tell(by, "only names of the select list can order a union");
        }
    }

    private void AddTo(NameScope scope, TableReference table)
    {
        switch (table)
        {
            case NamedTableReference named:
                scope.Add((named.Alias ?? named.SchemaObject.BaseIdentifier).Value, Columns(named.SchemaObject));
                break;
            case JoinTableReference join:
                AddTo(scope, join.FirstTableReference);
                AddTo(scope, join.SecondTableReference);
                break;
            case JoinParenthesisTableReference parenthesis:
                AddTo(scope, parenthesis.Join);
                break;
            case QueryDerivedTable derived:
                scope.Add(derived.Alias.Value, Named(derived.Columns) ?? Selected(derived.QueryExpression));
                break;
            case InlineDerivedTable values:
                scope.Add(values.Alias.Value, Named(values.Columns));
                break;
            default:
                Tell(table, $"the lint knows no {table.GetType().Name}: teach it");
                break;
        }
    }

    private NameScope Of(SchemaObjectName table)
    {
        var scope = new NameScope(around: null);
        scope.Add(table.BaseIdentifier.Value, Columns(table));
        return scope;
    }

    private IReadOnlyCollection<string>? Columns(SchemaObjectName table)
    {
        var name = table.BaseIdentifier.Value;
        var columns = _ctes.GetValueOrDefault(name) ?? _schema.Columns(table);
        if (columns is null)
            Tell(table, $"no table '{name}': {NameScope.Nearest(name, _schema.Tables.Keys)}");
        return columns;
    }

    /// <summary>The names that a query gives its columns; one without a name cannot be named.</summary>
    private static IReadOnlyCollection<string> Selected(QueryExpression query) =>
        query switch
        {
            QuerySpecification one =>
            [
                .. one
                    .SelectElements.OfType<SelectScalarExpression>()
                    .Select(element =>
                        element.ColumnName?.Value
                        ?? (element.Expression as ColumnReferenceExpression)?.MultiPartIdentifier?.Identifiers[^1].Value
                    )
                    .OfType<string>(),
            ],
            BinaryQueryExpression both => Selected(both.FirstQueryExpression),
            QueryParenthesisExpression inner => Selected(inner.QueryExpression),
            _ => [],
        };

    private static IReadOnlyCollection<string>? Named(IList<Identifier> columns) =>
        columns.Count == 0 ? null : [.. columns.Select(column => column.Value)];

    /// <summary>What stands in the FROM of a change, and its target, unless that is one of them.</summary>
    private NameScope Sources(UpdateDeleteSpecificationBase node)
    {
        var scope = new NameScope(_scope);
        foreach (var table in node.FromClause?.TableReferences ?? [])
            AddTo(scope, table);
        if (!scope.Has(Name(node.Target)))
            AddTo(scope, node.Target);
        return scope;
    }

    private void Output(DataModificationSpecification node)
    {
        if (node.OutputClause is null)
            return;
        var scope = new NameScope(around: null);
        foreach (var rows in new[] { "inserted", "deleted" })
            scope.Add(rows, Columns(((NamedTableReference)node.Target).SchemaObject));
        Within(scope, () => node.OutputClause.Accept(this));
    }

    private static string Name(TableReference target) =>
        ((NamedTableReference)target).SchemaObject.BaseIdentifier.Value;

    private static string Last(ColumnReferenceExpression column) => column.MultiPartIdentifier.Identifiers[^1].Value;

    private void Within(NameScope scope, Action visit)
    {
        var around = _scope;
        _scope = scope;
        visit();
        _scope = around;
    }

    private void Tell(TSqlFragment where, string? fault)
    {
        if (fault is not null && $"{where.StartLine}: {fault}" is var told && !_faults.Contains(told))
            _faults.Add(told);
    }
}
