using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
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

        var page = Told(host, @"(?<told>http://\S+/simulator)");
        var card = Told(host, @"Text this\s+(?<told>\d[\d ]{6,22}\d)");
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

        var reply = await ReplyAsync(events);
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
        var card = Told(host, @"Text this\s+(?<told>\d[\d ]{6,22}\d)");
        var page = Told(host, @"(?<told>http://\S+/simulator)");
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

    private static string Told(Installation host, string pattern) =>
        Regex.Match(host.Host!.Output, pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Groups["told"]
            is { Success: true } told
            ? told.Value
            : throw new InvalidOperationException($"The banner does not tell {pattern}:\n{host.Host.Everything}");

    private static async Task<int> StopAsync(Installation host)
    {
        await host.Host!.TerminateAsync(TimeSpan.FromSeconds(30));
        return host.Host.ExitCode;
    }

    /// <summary>The first message on the page that is ours, from the page's own stream.</summary>
    private static async Task<string> ReplyAsync(StreamReader events)
    {
        using var bound = new CancellationTokenSource(Eventually.Bound);
        while (await events.ReadLineAsync(bound.Token) is { } line)
        {
            if (!line.StartsWith("data:") || line.Length < 10)
                continue;
            var data = JsonDocument.Parse(line["data:".Length..]).RootElement;
            if (
                data.ValueKind == JsonValueKind.Object
                && data.TryGetProperty("mine", out var mine)
                && !mine.GetBoolean()
            )
                return data.GetProperty("body").GetString()!;
        }
        throw new InvalidOperationException("The stream ended without a reply.");
    }
}
