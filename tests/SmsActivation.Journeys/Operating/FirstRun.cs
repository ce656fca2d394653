using System.Net.Http.Json;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Operating;

/// <summary>What a newcomer meets: no settings, no account, a phone on a page.</summary>
public sealed class FirstRun
{
    private const string Phone = "+16465550142";

    [Fact]
    public async Task A_host_without_settings_says_what_to_text_and_answers_it()
    {
        await using var host = await Installation.CreateAsync();
        host.Settings.Clear();
        foreach (var (name, value) in HostSettings.ForSimulator(host))
            host.Settings[name] = value;
        await host.StartAsync();

        var page = SimulatedPhone.Told(host, @"(?<told>http://\S+/simulator)");
        var card = SimulatedPhone.Told(host, @"Text this\s+(?<told>\d[\d ]{6,22}\d)");
        using var http = new HttpClient();
        using var shown = await http.GetAsync(page);
        shown.EnsureSuccessStatusCode();
        Assert.StartsWith("text/html", shown.Content.Headers.ContentType?.ToString());

        using var events = new StreamReader(await http.GetStreamAsync($"{page}/phone/events"));
        using var sent = await http.PostAsJsonAsync(
            $"{page}/phone/send",
            new
            {
                from = Phone,
                body = card,
                channel = "sms",
                picture = false,
            }
        );
        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync());

        var reply = await SimulatedPhone.ReplyAsync(events);
        Assert.Matches(ReplyTexts.Password, reply);
        await Eventually.TrueAsync(
            "the log has it delivered",
            async () => (await host.LogAsync()) is [{ Outcome: "Activated", ReplyState: "delivered" }]
        );
        Assert.Equal(0, await StopAsync(host));
    }

    [Fact]
    public async Task A_second_run_keeps_what_the_first_one_did()
    {
        await using var host = await Installation.CreateAsync();
        host.Settings.Clear();
        foreach (var (name, value) in HostSettings.ForSimulator(host))
            host.Settings[name] = value;
        await host.StartAsync();
        var card = SimulatedPhone.Told(host, @"Text this\s+(?<told>\d[\d ]{6,22}\d)");
        var page = SimulatedPhone.Told(host, @"(?<told>http://\S+/simulator)");
        using var http = new HttpClient();
        foreach (var outcome in new[] { "Activated", "AlreadyActive" })
        {
            using var sent = await http.PostAsJsonAsync($"{page}/phone/send", new { from = Phone, body = card });
            sent.EnsureSuccessStatusCode();
            await Eventually.TrueAsync(
                $"the log says {outcome}",
                async () => (await host.LogAsync()).Any(row => row.Outcome == outcome && row.IsSettled)
            );
            Assert.Equal(0, await StopAsync(host));
            await host.StartAsync();
        }
    }

    private static async Task<int> StopAsync(Installation host)
    {
        await host.Host!.TerminateAsync(TimeSpan.FromSeconds(30));
        return host.Host.ExitCode;
    }
}
