namespace SmsActivation.Tests.Storage.Lint;

/// <summary>Without a server: SQL Server's own parser takes each statement that the product sends it, and all tables and columns
/// are there.</summary>
public sealed class StatementLintTests
{
    public static TheoryData<string> Stores => [.. ApprovedStatements.Stores];

    [Theory, MemberData(nameof(Stores))]
    public void Statements_are_TSql_and_their_names_are_known(string store)
    {
        var faults =
            from statement in ApprovedStatements.Of(store)
            from fault in TSql.Faults(statement.Text)
            let line = statement.Line + int.Parse(fault.Split(':')[0]) - 1
            select $"{store}.sql:{line}, {statement.Method}: {fault[(fault.IndexOf(':') + 2)..]}\n{statement.Text}";
        Assert.True(faults.ToList() is [], string.Join("\n\n", faults));
    }

    [Theory]
    [InlineData("select id from cards where nummer = @number", "no column 'nummer': did you mean 'number'?")]
    [InlineData("select id from crads", "no table 'crads': did you mean 'cards'?")]
    [InlineData("select l.id from activation_log t", "no table or alias 'l': did you mean 't'?")]
    [InlineData("select id from cards order by id limit 5", "Expected OFFSET but encountered limit")]
    [InlineData("insert into hosts (id, nmae) values (@id, @name)", "no column 'nmae': did you mean 'name'?")]
    [InlineData("insert into hosts (id) values (name)", "no column 'name': there are none here")]
    [InlineData("update hosts set seen = @now", "no column 'seen' in 'hosts': did you mean 'seen_at'?")]
    [InlineData("delete from hosts where idd = @id", "no column 'idd': did you mean 'id'?")]
    [InlineData(
        "select id from cards c where exists (select 1 from card_links where card_id = c.nr)",
        "no column 'nr' in 'c': did you mean 'id'?"
    )]
    [InlineData("select x.id from (select number from cards) x", "no column 'id' in 'x': did you mean 'number'?")]
    [InlineData("select id from cards c join members m on m.phone = c.holder_phone", "'id' is ambiguous")]
    [InlineData("select count(*) as many from cards where many > 1", "no column 'many': did you mean 'kind'?")]
    [InlineData("select state as word from cards order by lower(word)", "no column 'word': did you mean 'id'?")]
    [InlineData(
        "update hosts set name = @name output inserted.nam",
        "no column 'nam' in 'inserted': did you mean 'name'?"
    )]
    [InlineData("select ifnull(name, '') from hosts", "no function 'ifnull'")]
    [InlineData("select max(misses, 1) from number_ranges", "'max' takes one value")]
    [InlineData("select state, number, count(*) from cards group by state", "rows are grouped, and not by 'number'")]
    [InlineData("select min(id) from cards having max(id) > slot", "rows are grouped, and not by 'slot'")]
    [InlineData(
        "delete from hosts where id in (select id from hosts order by id)",
        "The ORDER BY clause is not valid in"
    )]
    [InlineData("insert into hosts (id) values (@id) on conflict do nothing", "Incorrect syntax near on.")]
    public void A_slip_is_found(string sql, string fault) =>
        Assert.StartsWith(
            "1: " + fault,
            TSql.Faults(sql).FirstOrDefault() ?? "nothing found",
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("select count(*), max(misses) as most from number_ranges where number_range in @ranges order by most")]
    [InlineData(
        "select c.id from cards c where exists (select 1 from card_links where card_id = c.id and slot > code_misses)"
    )]
    [InlineData("with old as (select id from hosts) delete from host_roles where holder in (select id from old)")]
    [InlineData("update c set state = s.state from staged_cards s join cards c on c.id = s.id where s.token = @token")]
    [InlineData("insert into hosts (id) select number from cards order by id")]
    [InlineData(
        "select id from hosts where id in (select id from hosts order by id offset 0 rows fetch next 5 rows only)"
    )]
    [InlineData("select id from cards union all select id from members order by id")]
    public void What_SQL_Server_takes_is_no_slip(string sql) => Assert.Empty(TSql.Faults(sql));
}
