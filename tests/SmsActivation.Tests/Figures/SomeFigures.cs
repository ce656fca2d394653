using SmsActivation.Core.Figures;
using SmsActivation.Core.Hosts;

namespace SmsActivation.Tests.Figures;

/// <summary>Figures of an ordinary hour, to be changed where a test wants them otherwise.</summary>
internal static class SomeFigures
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 34, 0, TimeSpan.Zero);

    public static CurrentFigures Fine { get; } =
        new(
            Now,
            Log(("Activated", 30), ("UnknownCard", 2)),
            new ReplyTimes(30, TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(1.2), TimeSpan.FromSeconds(3)),
            new Queues(),
            new Pace(0.1, 0.1, 30, OurFault: 0, NotTaken: 0),
            [],
            SendsTaken: 100,
            SendsCeiling: 1_000,
            SendsBlock: 1,
            [new HostView("1", "one", Now.AddHours(-1), Now.AddSeconds(-5), [])],
            Alerts: []
        );

    /// <summary>All of the last hour in its last minute, and a steady week.</summary>
    public static LogFigures Log(params (string Outcome, int Texts)[] lastHour) =>
        new(
            Series(Now.AddMinutes(-59), TimeSpan.FromMinutes(1), 60, lastHour, everyStep: false),
            Week(("Activated", lastHour.Length == 0 ? 0 : 49), ("UnknownCard", lastHour.Length == 0 ? 0 : 1)),
            [new OutcomeShare("Activated", 200, 1, 190, 1)]
        );

    public static OutcomeSeries Week(params (string Outcome, int Texts)[] each) =>
        Series(Now.AddMinutes(-34).AddHours(-167), TimeSpan.FromHours(1), 168, each, everyStep: true);

    private static OutcomeSeries Series(
        DateTimeOffset first,
        TimeSpan step,
        int steps,
        (string Outcome, int Texts)[] counts,
        bool everyStep
    )
    {
        return new OutcomeSeries(
            first,
            step,
            Steps(counts.Sum(one => one.Texts)),
            counts.ToDictionary(one => one.Outcome, one => (IReadOnlyList<int>)Steps(one.Texts))
        );

        int[] Steps(int texts) =>
            [.. Enumerable.Range(0, steps).Select(at => everyStep || at == steps - 1 ? texts : 0)];
    }
}
