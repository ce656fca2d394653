namespace SmsActivation.Tests.Storage.Lint;

/// <summary>After all other tests: what they had the product run stands in the approved files.</summary>
[Collection(nameof(AtTheEnd))]
public sealed class StatementLedgerTests
{
    private const string HowTo =
        $"Run the tests of this project once with {ApprovedStatements.Variable}=1: that writes the files in "
        + "tests/SmsActivation.Tests/Storage/Statements anew. What they show in the diff is what SQL Server gets.";

    private static IEnumerable<Statement> Produced => RecordedStatements.All.Concat(SourceStatements.OutsideSessions());

    public StatementLedgerTests()
    {
        if (ApprovedStatements.Approving)
            ApprovedStatements.Write(WholeRun.IsOne ? [.. Produced] : [.. Produced, .. ApprovedStatements.All]);
    }

    [Fact]
    public void Every_statement_that_ran_is_approved()
    {
        var approved = ApprovedStatements.All.Select(statement => statement.Text).ToHashSet();
        var other = Produced.Where(statement => !approved.Contains(statement.Text)).ToList();
        Assert.True(other is [], Told("Not approved", other));
    }

    [Fact]
    public void Every_approved_statement_is_still_run()
    {
        if (!WholeRun.IsOne)
            return;
        var produced = Produced.Select(statement => statement.Text).ToHashSet();
        var gone = ApprovedStatements.All.Where(statement => !produced.Contains(statement.Text)).ToList();
        Assert.True(gone is [], Told("No longer run by any test", gone));
    }

    [Fact]
    public void Every_statement_of_the_sources_is_approved()
    {
        var approved = ApprovedStatements.All.Select(statement => SourceStatements.Flat(statement.Text)).ToList();
        var missing = SourceStatements
            .All()
            .Where(found => !approved.Exists(statement => SourceStatements.IsIn(statement, found.Literal)))
            .Select(found => $"src/{found.File}:{found.Literal.Line}\n{string.Join("{…}", found.Literal.Fragments)}")
            .ToList();
        Assert.True(
            missing is [],
            $"No test of this project runs these, so that nobody knows whether SQL Server takes them:\n\n{string.Join("\n\n", missing)}"
        );
    }

    private static string Told(string what, IEnumerable<Statement> statements)
    {
        var texts = statements.Select(one => $"-- {one.Store}.{one.Method}\n{one.Text}");
        return $"{what}:\n\n{string.Join("\n\n", texts)}\n\n{HowTo}";
    }
}
