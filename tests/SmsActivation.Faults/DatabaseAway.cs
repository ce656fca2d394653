using SmsActivation.Journeys.Harness;

namespace SmsActivation.Faults;

/// <summary>Somebody else holds the database's write lock while customers text.</summary>
public sealed class DatabaseAway(TimeSpan away, int perSecond)
{
    public async Task<AwayReport> RunAsync()
    {
        await using var host = await Installation.CreateAsync();
        host.Settings["Spool__Path"] = Path.Combine(host.Work, "spool");
        host.Settings["Spool__Key"] = "a key of the fault harness";
        await host.StartAsync();
        var texts = new SteadyTexts(host, perSecond);
        using (DatabaseLock.Take(host))
            await texts.SendAsync(away);
        return await texts.JudgeAsync($"database away for {away}");
    }
}
