using System.Text.RegularExpressions;
using SmsActivation.Journeys.Harness;
using Xunit.Abstractions;

namespace SmsActivation.Faults;

/// <summary>The runs that every build makes; the long ones are this project's own command.</summary>
public sealed class ShortRun(ITestOutputHelper output)
{
    [SqliteFact]
    public async Task Sixty_kills_lose_nothing_and_double_nothing()
    {
        var report = await new FaultRun(kills: 60, messages: 600, seed: Environment.TickCount).RunAsync(
            output.WriteLine
        );
        output.WriteLine(report.ToString());
        Assert.Empty(report.Violations);
        // Else it has shown nothing of them.
        Assert.DoesNotContain(0, new[] { report.Redelivered, report.Swept, report.Waited, report.Replaced });
    }

    [SqliteFact]
    public async Task A_campaign_that_is_killed_again_and_again_texts_nobody_twice()
    {
        var report = await new CampaignKills(recipients: 800, kills: 6, seed: Environment.TickCount).RunAsync(
            output.WriteLine
        );
        output.WriteLine(report.ToString());
        Assert.Empty(report.Violations);
        // Else it has shown nothing of a campaign under way.
        Assert.Equal(6, report.Kills);
    }

    [Fact]
    public void Every_crash_point_of_the_host_is_in_the_plan()
    {
        var source = File.ReadAllText(Path.Combine(Root(), "src", "SmsActivation.Worker", "Setup", "CrashPoints.cs"));
        var named = Regex
            .Matches(source, @"public const string \w+ = ""([\w.-]+)"";")
            .Select(one => one.Groups[1].Value);
        Assert.Equal(named.Order(), KillPlan.OfTexts.Union(KillPlan.OfCampaigns).Concat(KillPlan.Elsewhere).Order());
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SmsActivation.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }

    [Fact]
    public async Task Two_phones_at_two_hosts_have_one_winner()
    {
        var report = await new TwoHostRaces(races: 300).RunAsync();
        output.WriteLine(report.ToString());
        Assert.Empty(report.Violations);
        Assert.NotEqual(0, report.Overlapped);
    }

    [Fact]
    public async Task Two_hosts_answer_each_text_once_though_one_is_killed()
    {
        var report = await new TwoHosts(messages: 400, kills: true, isAlone: false).RunAsync();
        output.WriteLine(report.ToString());
        Assert.Empty(report.Violations);
    }

    [SqliteFact]
    public async Task A_database_that_is_full_loses_no_text_and_no_order()
    {
        var report = await new DatabaseFull(TimeSpan.FromSeconds(15), perSecond: 20).RunAsync();
        output.WriteLine(report.ToString());
        Assert.Empty(report.Violations);
    }

    [SqliteFact]
    public async Task A_database_that_takes_no_writes_loses_no_text_and_no_order()
    {
        var report = await new DatabaseAway(TimeSpan.FromSeconds(15), perSecond: 5).RunAsync();
        output.WriteLine(report.ToString());
        Assert.Empty(report.Violations);
    }
}
