namespace SmsActivation.Bench;

/// <summary>Goals that belong to no single scenario.</summary>
internal static class Throughout
{
    private static readonly Goal s_memory = new(
        "the product's RSS ≤ 200 MB",
        Side.AtMost,
        200,
        "0 MB",
        round => round.Measured.Where(measured => measured.Ours).Max(measured => measured.RssMb)
    )
    {
        EveryRound = true,
    };

    public static IEnumerable<GoalResult> Judge(IReadOnlyList<Result> results) =>
        [s_memory.Judge("throughout", [.. results.SelectMany(result => result.Rounds)])];
}
