namespace SmsActivation.Tests.Storage;

/// <summary>Many rows at once, in words that both engines know.</summary>
internal static class Numbers
{
    /// <summary>Before an insert: <c>n (i)</c> holds the numbers 1 to 10,000.</summary>
    public const string With = """
        with d (i) as (
            select 0 union all select 1 union all select 2 union all select 3 union all select 4 union all select 5
            union all select 6 union all select 7 union all select 8 union all select 9),
        n (i) as (
            select 1 + a.i + 10 * b.i + 100 * c.i + 1000 * e.i
            from d a cross join d b cross join d c cross join d e)
        """;
}
