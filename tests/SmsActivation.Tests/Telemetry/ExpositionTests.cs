using System.Diagnostics.Metrics;
using SmsActivation.Core.Telemetry;
using SmsActivation.Worker.Telemetry;

namespace SmsActivation.Tests.Telemetry;

public sealed class ExpositionTests : IDisposable
{
    private readonly Exposition _exposition = new();
    private readonly Meter _meter = new(ProductMeter.Name);

    // Other tests measure too, and at the same time.
    private readonly string _name = $"test.{Guid.NewGuid():N}";

    public void Dispose()
    {
        _meter.Dispose();
        _exposition.Dispose();
    }

    private string Prometheus => _name.Replace('.', '_');

    private ScrapedFamily Scraped(string suffix = "") => Scrape.Read(_exposition.Write())[Prometheus + suffix];

    [Fact]
    public void A_counter_adds_up_under_each_set_of_labels()
    {
        var counter = _meter.CreateCounter<long>(_name, "{text}", "A\ncounter");
        Assert.Empty(Scraped("_total").Samples);
        counter.Add(1);
        counter.Add(2, Tag("color", "red"));
        counter.Add(3, Tag("color", "red"));
        counter.Add(4, Tag("color", "blue"), Tag("size", 5));
        counter.Add(5, Tag("size", 5), Tag("color", "blue"));
        var family = Scraped("_total");
        Assert.Equal("counter", family.Kind);
        Assert.Equal(1, family[""]);
        Assert.Equal(5, family["color=\"red\""]);
        Assert.Equal(9, family["color=\"blue\",size=\"5\""]);
    }

    [Fact]
    public void A_histogram_counts_by_its_own_buckets_whose_bounds_are_inclusive()
    {
        var histogram = _meter.CreateHistogram(
            _name,
            "s",
            "",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] }
        );
        foreach (var value in new[] { 0.05, 0.1, 0.5, 2, double.NaN })
            histogram.Record(value, Tag("a", "b"));
        var family = Scraped("_seconds");
        Assert.Equal(
            new (double, double)[] { (0.1, 2), (1, 3), (double.PositiveInfinity, 4) },
            family
                .Samples.Where(sample => sample.Bound is not null)
                .Select(sample => (sample.Bound!.Value, sample.Value))
        );
        Assert.Equal(2.65, family.Samples.Single(sample => sample.Name.EndsWith("_sum")).Value, tolerance: 1e-9);
        Assert.All(family.Samples, sample => Assert.Equal("a=\"b\"", sample.Labels));
    }

    [Fact]
    public void An_observed_gauge_shows_what_answers_now_and_nothing_else()
    {
        var shown = new List<Measurement<long>> { new(1, Tag("queue", "inbox")), new(2, Tag("queue", "outbox")) };
        _meter.CreateObservableGauge<long>(_name, () => shown);
        Assert.Equal(2, Scraped().Samples.Count);
        shown.RemoveAt(0);
        Assert.Equal(2, Assert.Single(Scraped().Samples).Value);
        shown.Clear();
        Assert.Empty(Scraped().Samples);
    }

    [Fact]
    public void A_gauge_that_is_told_of_changes_adds_them_and_one_that_is_set_keeps_the_last()
    {
        var active = _meter.CreateUpDownCounter<int>(_name);
        var set = _meter.CreateGauge<double>(_name + ".set");
        active.Add(3);
        active.Add(-1);
        set.Record(3);
        set.Record(7);
        Assert.Equal(("gauge", 2.0), (Scraped().Kind, Scraped()[""]));
        Assert.Equal(("gauge", 7.0), (Scraped("_set").Kind, Scraped("_set")[""]));
    }

    [Fact]
    public void Labels_without_end_share_one_series()
    {
        var counter = _meter.CreateCounter<long>(_name);
        for (var i = 0; i < Family.MostPoints + 500; i++)
            counter.Add(1, Tag("phone", i));
        counter.Add(1, Tag("phone", 7));
        var family = Scraped("_total");
        Assert.Equal(Family.MostPoints + 1, family.Samples.Count);
        Assert.Equal(500, family["otel_metric_overflow=\"true\""]);
        Assert.Equal(2, family["phone=\"7\""]);
    }

    [Fact]
    public async Task What_many_threads_measure_is_all_there()
    {
        var counter = _meter.CreateCounter<long>(_name);
        var histogram = _meter.CreateHistogram<double>(_name + ".sizes");
        var words = Enumerable.Range(0, 20).Select(i => $"word {i}").ToList();
        using var ended = new CancellationTokenSource();
        var scraping = Task.Run(() =>
        {
            // Read while it is written: each answer keeps the rules.
            while (!ended.IsCancellationRequested)
                Scrape.Read(_exposition.Write());
        });
        Parallel.For(
            0,
            8,
            _ =>
            {
                for (var i = 0; i < 10_000; i++)
                {
                    counter.Add(1, Tag("word", words[i % words.Count]));
                    histogram.Record(i);
                }
            }
        );
        await ended.CancelAsync();
        await scraping;
        Assert.Equal(80_000, Scraped("_total").Samples.Sum(sample => sample.Value));
        Assert.Equal(80_000, Scraped("_sizes").Samples.Single(sample => sample.Name.EndsWith("_count")).Value);
    }

    [Fact]
    public void A_measurement_of_known_labels_makes_no_garbage()
    {
        var counter = _meter.CreateCounter<long>(_name);
        // Another test's listener may come in between, for which these labels are new.
        Assert.Contains(0, Enumerable.Range(0, 10).Select(_ => Allocated()));

        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1_000; i++)
                counter.Add(1, Tag("outcome", "Activated"), Tag("channel", "sms"));
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void Other_meters_are_not_listened_to()
    {
        using var other = new Meter("Other");
        other.CreateCounter<long>(_name).Add(1);
        Assert.DoesNotContain(Prometheus, _exposition.Write());
    }

    private static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);
}
