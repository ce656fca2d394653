using System.Security.Cryptography;
using System.Text;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Operating;

/// <summary>What a host tells of itself to whoever watches it.</summary>
public sealed class TelemetryJourney
{
    private static readonly string[] Steps = ["accept text", "process text", "send reply", "delivery report"];

    [Fact]
    public async Task One_trace_goes_on_from_webhook_to_delivery_though_the_host_is_killed_in_between()
    {
        await using var collector = await SpanCollector.StartAsync();
        await using var host = await Installation.CreateAsync();
        host.Settings["Telemetry__OtlpEndpoint"] = collector.Url;
        host.Settings["Telemetry__OtlpEvery"] = "00:00:01";
        var card = CardNumbers.Luhn16();
        await host.ImportAsync([new CardLine(card)]);
        var sms = new InboundSms(PhoneNumbers.Draw("US"), card);
        var trace = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"SmsActivation/{sms.Sid}")))[
            ..32
        ];

        host.Settings["Inbox__Paused"] = "true";
        await host.StartAsync();
        await host.PostAsync(sms);
        await ToldAsync(Steps[0]);
        host.Host!.Kill();
        host.Settings["Inbox__Paused"] = null;
        await host.StartAsync();
        foreach (var step in Steps)
            await ToldAsync(step);

        var spans = collector.Spans.Where(span => span.TraceId == trace).ToList();
        Assert.All(spans, span => Assert.Null(span.ParentId));
        Assert.Equal(2, spans.Select(span => span.Host).Distinct().Count());
        Assert.True(collector.MetricReports > 0);
        // Traces name texts, and nobody who sent them.
        Assert.Contains(sms.Sid, collector.Everything);
        Assert.DoesNotContain(sms.From[1..], collector.Everything);
        Assert.DoesNotContain(card, collector.Everything);

        Task ToldAsync(string step) =>
            Eventually.TrueAsync(
                $"'{step}' is told",
                () => Task.FromResult(collector.Spans.Any(span => span.TraceId == trace && span.Name == step))
            );
    }

    [Fact]
    public async Task What_is_counted_is_what_happened()
    {
        await using var host = await Installation.CreateAsync();
        var card = CardNumbers.Luhn16();
        await host.ImportAsync([new CardLine(card)]);
        await host.StartAsync();
        var phone = PhoneNumbers.Draw("US");
        await host.PostAsync(new InboundSms(phone, card));
        await host.PostAsync(new InboundSms(PhoneNumbers.Draw("US"), card));
        var twice = new InboundSms(PhoneNumbers.Draw("US"), "hello");
        await host.PostAsync(twice);
        await host.PostAsync(twice);
        using var forged = new InboundSms(phone, card).ToRequest(
            $"{host.Url}/twilio/sms",
            $"{host.PublicUrl}/twilio/sms",
            "no token",
            host.Carrier.Account.Sid
        );
        using var refused = await host.SendAsync(forged);
        await Eventually.TrueAsync(
            "all is delivered",
            async () => (await host.LogAsync()) is { Count: 3 } log && log.All(row => row.ReplyState == "delivered")
        );

        foreach (
            var (sample, value) in new (string, double)[]
            {
                ("""texts_accepted_total{result="inbox"}""", 3),
                ("""texts_accepted_total{result="seen_before"}""", 1),
                ("""webhooks_refused_total{http_response_status_code="403",webhook="sms"}""", 1),
                ("""outcomes_total{channel="sms",outcome="Activated"}""", 1),
                ("""outcomes_total{channel="sms",outcome="CardAlreadyLinked"}""", 1),
                ("""outcomes_total{channel="sms",outcome="MissingCardNumber"}""", 1),
                ("""outcomes_total{channel="sms",outcome="Unprocessed"}""", 0),
                ("""sends_total{result="accepted"}""", 3),
                ("""delivery_reports_total{status="delivered"}""", 3),
                ("text_decision_duration_seconds_count", 3),
                ("text_reply_duration_seconds_count", 3),
            }
        )
            Assert.True(
                value == await host.GaugeAsync($"sms_activation_{sample}"),
                $"{sample} is not {value} but {await host.GaugeAsync($"sms_activation_{sample}")}"
            );
        await Eventually.TrueAsync(
            "the queues are counted",
            async () => (await MetricsAsync(host)).Contains("""sms_activation_queue_rows{queue="inbox"} 0""")
        );
        var all = await MetricsAsync(host);
        Assert.DoesNotContain(phone[1..], all);
        Assert.DoesNotContain(card, all);
        Assert.DoesNotContain(twice.Sid, all);
    }

    private static async Task<string> MetricsAsync(Installation host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{host.Url}/metrics");
        using var answer = await host.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }
}
