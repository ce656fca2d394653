using SmsActivation.Faults.Hostile;
using Xunit.Abstractions;

namespace SmsActivation.Faults;

/// <summary>The run that every build makes; the long one is this project's own command.</summary>
public sealed class HostileShortRun(ITestOutputHelper output)
{
    [Fact]
    public async Task Hostile_webhooks_get_the_answer_they_are_owed_and_leave_nothing_behind()
    {
        var run = new HostileRun(requests: 6000, signatures: 20_000, seed: Environment.TickCount);
        var report = await run.RunAsync(output.WriteLine);
        output.WriteLine(report.ToString());
        Assert.Empty(report.Violations);
    }
}
