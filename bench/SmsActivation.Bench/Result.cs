using SmsActivation.Bench.Scenarios;

namespace SmsActivation.Bench;

/// <summary>What became of one scenario.</summary>
/// <param name="Failure">Why a round could not be measured.</param>
internal sealed record Result(IScenario Scenario, IReadOnlyList<Round> Rounds, string? Failure)
{
    /// <summary>Programs in the order they ran.</summary>
    public IEnumerable<string> Programs =>
        Rounds.SelectMany(round => round.Measured).Select(measured => measured.Program).Distinct();

    public Spread? Of(string program, Func<Measured, double?> figure) =>
        Spread.Of(Rounds.Select(round => round[program] is { } measured ? figure(measured) : null));

    public IEnumerable<string> FiguresOf(string program) =>
        Rounds.SelectMany(round => round[program]?.Figures.Keys ?? []).Distinct();

    public IEnumerable<string> NotesOn(string program) =>
        Rounds.Select(round => round[program]?.Note).OfType<string>().Distinct();

    public IEnumerable<GoalResult> Goals => Scenario.Goals.Select(goal => goal.Judge(Scenario.Id, Rounds));
}
