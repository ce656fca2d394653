using SmsActivation.Journeys.Harness;

namespace SmsActivation.Faults;

/// <summary>The database's disk is full while customers text, until an operator makes room and starts the host anew.</summary>
public sealed class DatabaseFull(TimeSpan during, int perSecond)
{
    // Some texts are decided before it is full.
    private const int PagesLeft = 8;
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(40);

    public async Task<AwayReport> RunAsync()
    {
        await using var host = await Installation.CreateAsync();
        host.Settings["Spool__Path"] = Path.Combine(host.Work, "spool");
        host.Settings["Spool__Key"] = "a key of the fault harness";
        await host.StartAsync();
        await host.Host!.TerminateAsync(StopBound);
        var pages = HostDatabase.Of(host).Pages();
        host.Settings["SMSACTIVATION_MOST_PAGES"] = $"{pages + PagesLeft}";
        await host.StartAsync();
        var texts = new SteadyTexts(host, perSecond);
        await texts.SendAsync(during);
        var spooled = await host.GaugeAsync("sms_activation_spool_texts");
        await host.Host.TerminateAsync(StopBound);
        host.Settings["SMSACTIVATION_MOST_PAGES"] = null;
        await host.StartAsync();
        var report = await texts.JudgeAsync($"database full for {during}, {spooled:n0} texts in the spool");
        return spooled > 0 ? report : report with { Violations = [.. report.Violations, "it was never full"] };
    }
}
