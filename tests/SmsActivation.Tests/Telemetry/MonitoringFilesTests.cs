using System.Text.Json;
using System.Text.RegularExpressions;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Telemetry;
using SmsActivation.Core.Twilio;
using SmsActivation.Tests.Activation;
using SmsActivation.Tests.Storage;

namespace SmsActivation.Tests.Telemetry;

/// <summary>What deploy/monitoring asks for is what the exporter writes.</summary>
public sealed partial class MonitoringFilesTests : IAsyncDisposable
{
    private static readonly string Folder = Path.Combine(TemporaryDatabase.Root, "deploy", "monitoring");

    // Made by Prometheus for each scrape.
    private const string Up = "up";

    private readonly Spine _spine = new();

    public async ValueTask DisposeAsync() => await _spine.DisposeAsync();

    [Fact]
    public async Task Every_metric_of_the_dashboard_is_written() =>
        await AssertWrittenAsync(Panels().SelectMany(panel => Queries(panel)));

    [Fact]
    public async Task Every_metric_of_the_alerts_is_written() =>
        await AssertWrittenAsync(Alerts().Select(alert => alert["expr"]));

    [Fact]
    public async Task Every_metric_of_ours_is_on_the_dashboard()
    {
        var shown = Panels().SelectMany(Queries).SelectMany(PromQl.MetricsIn).Select(one => one.Metric).ToHashSet();
        var missing = (await FamiliesAsync())
            .Values.Where(family => !family.Names.Any(shown.Contains))
            .Select(family => family.Name)
            // Other tests of this process measure things of their own.
            .Where(name => !name.StartsWith("test_", StringComparison.Ordinal));
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_panel_has_a_title_a_place_a_source_that_is_chosen_once_and_a_unit()
    {
        var ids = new HashSet<int>();
        foreach (var panel in Panels())
        {
            Assert.True(ids.Add(panel.GetProperty("id").GetInt32()));
            Assert.NotEmpty(panel.GetProperty("title").GetString()!);
            var place = panel.GetProperty("gridPos");
            Assert.InRange(place.GetProperty("x").GetInt32() + place.GetProperty("w").GetInt32(), 1, 24);
            if (panel.GetProperty("type").GetString() == "row")
                continue;
            Assert.Equal("${datasource}", panel.GetProperty("datasource").GetProperty("uid").GetString());
            Assert.NotEmpty(panel.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("unit").GetString()!);
            Assert.NotEmpty(Queries(panel));
        }
    }

    [Fact]
    public void Every_alert_waits_has_a_severity_and_names_the_next_step()
    {
        var alerts = Alerts();
        Assert.Equal(alerts.Count, alerts.Select(alert => alert["alert"]).Distinct().Count());
        foreach (var alert in alerts)
        {
            Assert.Matches(@"\A\d+[smh]\z", alert["for"]);
            Assert.Contains(alert["severity"], new[] { "page", "ticket" });
            Assert.NotEmpty(alert["summary"]);
            Assert.NotEmpty(alert["next_step"]);
        }
    }

    [Theory]
    [InlineData("up == 0", "up")]
    [InlineData("sum by (le) (rate(a_bucket{x=\"1\"}[5m])) > 3 and b", "a_bucket|b")]
    [InlineData("histogram_quantile(0.95, sum by (le, instance) (rate(a_bucket[$__rate_interval])))", "a_bucket")]
    [InlineData("a{b=\"c d\", e=~\"f|g\"} / ignoring (b) group_left sum(h offset 1w)", "a|h")]
    [InlineData("absent(a) or 1e3 * b[2h]", "a|b")]
    public void A_querys_metrics_are_found(string query, string metrics) =>
        Assert.Equal(metrics.Split('|'), PromQl.MetricsIn(query).Select(one => one.Metric));

    private async Task AssertWrittenAsync(IEnumerable<string> queries)
    {
        var families = await FamiliesAsync();
        var known = families
            .Values.SelectMany(family => family.Names.Select(name => (name, family)))
            .ToDictionary(one => one.name, one => one.family);
        var count = 0;
        foreach (var query in queries)
        foreach (var selected in PromQl.MetricsIn(query))
        {
            count++;
            if (selected.Metric == Up)
                continue;
            Assert.True(
                known.TryGetValue(selected.Metric, out var family),
                $"{selected.Metric}: no such metric. {query}"
            );
            // A word that no series can have would never fire.
            foreach (var label in selected.Labels.Select(label => $"{label.Name}=\"{label.Value}\""))
            {
                var series = family.Samples.Count(sample => sample.Labels.Split(',').Contains(label));
                Assert.True(series > 0, $"{selected.Metric} has no {label}. {query}");
            }
        }
        Assert.True(count > 10, $"Only {count} metrics were found.");
    }

    /// <summary>As a host writes them that has seen one of everything.</summary>
    private async Task<IReadOnlyDictionary<string, ScrapedFamily>> FamiliesAsync()
    {
        await using var host = await ScrapedHost.StartAsync(_spine);
        await host.ScrapeAsync();
        await host.LookAsync();
        CarrierMetrics.Called("send", TimeSpan.FromSeconds(1), failed: null);
        CarrierMetrics.Called("list", TimeSpan.FromSeconds(1), SendFailureKind.NotProcessed);
        CarrierMetrics.Sent(
            new CreateResult.Failed(new SendFailure(SendFailureKind.Rejected, 400, 21610, "opted out"))
        );
        CarrierMetrics.Reported(DeliveryState.Undelivered, 30007);
        var now = _spine.Clock.GetUtcNow();
        TextMetrics.Replied(now, now);
        TextMetrics.Decided(default, _spine.Text("+14155552671", "hello"), now);
        return await host.ScrapeAsync();
    }

    private static IReadOnlyList<JsonElement> Panels()
    {
        using var stream = File.OpenRead(Path.Combine(Folder, "grafana-dashboard.json"));
        var root = JsonDocument.Parse(stream).RootElement;
        var variables = root.GetProperty("templating").GetProperty("list").EnumerateArray().ToList();
        Assert.Equal("datasource", Assert.Single(variables).GetProperty("name").GetString());
        return [.. root.GetProperty("panels").EnumerateArray()];
    }

    private static IEnumerable<string> Queries(JsonElement panel) =>
        panel.TryGetProperty("targets", out var targets)
            ? targets.EnumerateArray().Select(target => target.GetProperty("expr").GetString()!)
            : [];

    /// <summary>The rules by their keys, those of labels and annotations too. Our file has a key and its value on one line,
    /// or a folded value below it.</summary>
    private static List<Dictionary<string, string>> Alerts()
    {
        var alerts = new List<Dictionary<string, string>>();
        string? folded = null;
        foreach (var line in File.ReadLines(Path.Combine(Folder, "prometheus-alerts.yaml")))
        {
            if (KeyLine().Match(line) is { Success: true } match)
            {
                var (key, value) = (match.Groups["key"].Value, match.Groups["value"].Value.Trim());
                if (key == "alert")
                    alerts.Add([]);
                folded = value == ">-" ? key : null;
                if (alerts.Count > 0)
                    alerts[^1][key] = folded is null ? Unquoted(value) : "";
            }
            else if (folded is not null && alerts.Count > 0)
                alerts[^1][folded] = $"{alerts[^1][folded]} {line.Trim()}".Trim();
        }
        return alerts;
    }

    private static string Unquoted(string value) =>
        value is ['"', .. var inner, '"'] ? Regex.Unescape(inner)
        : value is ['\'', .. var plain, '\''] ? plain
        : value;

    [GeneratedRegex(@"\A\s+(?:- )?(?<key>[a-z_]+):(?<value>\s.*|)\z")]
    private static partial Regex KeyLine();
}
