namespace SmsActivation.Bench;

/// <summary>On which side of its bound a figure must be.</summary>
internal enum Side
{
    AtLeast,
    AtMost,
}

/// <summary>A line that the figures of a scenario are held against.</summary>
/// <param name="Text">As the table says it.</param>
/// <param name="Format">Of the figure, for <see cref="double.ToString(string)"/>.</param>
/// <param name="Figure">From one round, so that a ratio is a paired one; null where a part of it is missing.</param>
internal sealed record Goal(string Text, Side Side, double Bound, string Format, Func<Round, double?> Figure)
{
    /// <summary>Judged by its worst round; else by the median.</summary>
    public bool EveryRound { get; init; }

    public GoalResult Judge(string scenario, IReadOnlyList<Round> rounds)
    {
        var spread = Spread.Of(rounds.Select(Figure));
        bool? met = spread is null
            ? null
            : Side switch
            {
                Side.AtLeast => (EveryRound ? spread.Min : spread.Median) >= Bound,
                Side.AtMost => (EveryRound ? spread.Max : spread.Median) <= Bound,
            };
        return new GoalResult(scenario, this, spread, met);
    }
}

/// <param name="Met">Null when it was not measured.</param>
internal sealed record GoalResult(string Scenario, Goal Goal, Spread? Spread, bool? Met);
