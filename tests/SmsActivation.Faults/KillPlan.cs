namespace SmsActivation.Faults;

/// <summary>Where the host kills itself next, and how often it did where it was to.</summary>
/// <param name="points">The places that the run's traffic reaches.</param>
internal sealed class KillPlan(IReadOnlyList<string> points, int kills, Random random)
{
    // A run shorter than this reaches not all of them.
    private const int FewestKills = 40;
    private const int KillsForEach = 50;

    /// <summary>Every name of <c>Setup/CrashPoints.cs</c> that texts and their replies come by.</summary>
    public static IReadOnlyList<string> OfTexts { get; } =
    [
        "webhooks.after-accept",
        "webhooks.after-drain",
        "processing.before-apply",
        "processing.after-apply",
        "sending.after-begin",
        "sending.before-finish",
        "sending.after-finish",
        "delivery.before-report",
        "delivery.after-report",
        "sweeping.before-settle",
        "sweeping.after-settle",
        "events.before-send",
        "events.after-send",
    ];

    /// <summary>Those that a campaign comes by.</summary>
    public static IReadOnlyList<string> OfCampaigns { get; } =
    [
        "campaigns.after-turn",
        "sending.after-begin",
        "sending.before-finish",
        "sending.after-finish",
        "delivery.before-report",
        "delivery.after-report",
        "sweeping.before-settle",
        "sweeping.after-settle",
    ];

    /// <summary>Reached once in half a minute, and only while something is wrong: AlertJourney ends a host at the second, and
    /// AlertWatchTests a pass between raising and telling.</summary>
    public static IReadOnlyList<string> Elsewhere { get; } = ["alerts.before-telling", "alerts.after-telling"];

    public const string Drain = "webhooks.after-drain";

    private readonly Dictionary<string, int> _reached = points.ToDictionary(point => point, _ => 0);
    private readonly Dictionary<string, int> _missed = points.ToDictionary(point => point, _ => 0);

    /// <summary>How often each was reached when it was chosen.</summary>
    public IReadOnlyDictionary<string, int> Reached => _reached;

    public int Missed => _missed.Values.Sum();

    /// <summary>One that was reached less often than the others.</summary>
    public string Next(bool withSweeping = true) =>
        points
            .Where(point => withSweeping || !IsSweeping(point))
            .OrderBy(point => _reached[point] + (_missed[point] / 2))
            .ThenBy(_ => random.Next())
            .First();

    public void Note(string point, bool reached) => (reached ? _reached : _missed)[point]++;

    /// <summary>Only once a send of unknown end is due for a look.</summary>
    public static bool IsSweeping(string point) => point.StartsWith("sweeping.", StringComparison.Ordinal);

    /// <summary>A place that was renamed, a build without them, or traffic that passes one by: then the run has shown
    /// nothing of it.</summary>
    public IEnumerable<string> Broken()
    {
        var fewest = kills < FewestKills ? 0 : Math.Max(1, kills / KillsForEach);
        return _reached
            .Where(point => point.Value < fewest)
            .Select(point => $"{point.Key} was reached {point.Value} times when it was chosen, of {fewest} at least");
    }
}
