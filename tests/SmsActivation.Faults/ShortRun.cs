using Xunit.Abstractions;

namespace SmsActivation.Faults;

/// <summary>The run that every build makes; the long one is this project's own command.</summary>
public sealed class ShortRun(ITestOutputHelper output)
{
    [Fact]
    public async Task Sixty_kills_lose_nothing_and_double_nothing()
    {
        var report = await new FaultRun(kills: 60, messages: 600, seed: Environment.TickCount).RunAsync(
            output.WriteLine
        );
        output.WriteLine(report.ToString());
        Assert.Empty(report.Violations);
    }
}
