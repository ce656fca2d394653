using System.Net;
using SmsActivation.Core.Activation;
using SmsActivation.Tests.Activation;
using SmsActivation.Worker.Telemetry;

namespace SmsActivation.Tests.Telemetry;

public sealed class MetricsEndpointTests : IAsyncDisposable
{
    private readonly Spine _spine = new();

    public async ValueTask DisposeAsync() => await _spine.DisposeAsync();

    [Fact]
    public async Task A_scrape_keeps_the_formats_rules_and_holds_what_alerts_wait_for()
    {
        await using var host = await ScrapedHost.StartAsync(_spine);
        var families = await host.ScrapeAsync();
        // A request is measured once it is over, which its sender may know first.
        for (var i = 0; i < 100 && families["http_server_request_duration_seconds"].Samples.Count == 0; i++)
            families = await host.ScrapeAsync();
        Assert.NotEmpty(families["http_server_request_duration_seconds"].Samples);
        // The names of the first version, which somebody may have built on.
        foreach (
            var name in new[] { "spool_texts", "spool_bytes", "spool_oldest_seconds", "spool_failing", "sends_held" }
        )
            Assert.Single(families[$"sms_activation_{name}"].Samples);
        // What has not happened yet is there, as 0: else the first time would be no rise.
        var outcomes = families["sms_activation_outcomes_total"].Samples.Select(sample => sample.Labels);
        Assert.Empty(
            Enum.GetNames<OutcomeCode>().Select(code => $"channel=\"sms\",outcome=\"{code}\"").Except(outcomes)
        );
    }

    [Fact]
    public async Task Queues_are_there_after_the_look_that_the_first_scrape_asks_for()
    {
        await using var host = await ScrapedHost.StartAsync(_spine);
        await _spine.SayAsync("+14155552671", "hello");
        Assert.Empty((await host.ScrapeAsync())["sms_activation_queue_rows"].Samples);
        _spine.Clock.Advance(TimeSpan.FromSeconds(90));
        await host.LookAsync();
        var families = await host.ScrapeAsync();
        Assert.Equal(1, families["sms_activation_queue_rows"]["queue=\"outbox\""]);
        Assert.Equal(90, families["sms_activation_queue_oldest_seconds"]["queue=\"outbox\""]);
        Assert.Equal(0, families["sms_activation_queue_rows"]["queue=\"inbox\""]);
        Assert.Equal(50_000, families["sms_activation_sends_ceiling"][""]);
        Assert.Equal(0, families["sms_activation_sends_today"][""]);
        Assert.Equal(1, families["sms_activation_host_sweeps"][""]);
    }

    [Fact]
    public async Task Switched_off_there_is_no_such_page()
    {
        await using var host = await ScrapedHost.StartAsync(_spine, new TelemetryOptions { Metrics = false });
        using var answer = await host.GetAsync();
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
