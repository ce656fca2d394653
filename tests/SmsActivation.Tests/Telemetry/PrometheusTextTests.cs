using System.Text;
using SmsActivation.Worker.Telemetry;

namespace SmsActivation.Tests.Telemetry;

public sealed class PrometheusTextTests
{
    [Theory]
    [InlineData("sms_activation.outcomes", "{text}", "counter", "sms_activation_outcomes_total")]
    [InlineData("sms_activation.spool.texts", "{text}", "gauge", "sms_activation_spool_texts")]
    [InlineData("sms_activation.spool.bytes", "By", "gauge", "sms_activation_spool_bytes")]
    [InlineData("sms_activation.spool.oldest", "s", "gauge", "sms_activation_spool_oldest_seconds")]
    [InlineData("sms_activation.spool.failing", null, "gauge", "sms_activation_spool_failing")]
    [InlineData("http.server.request.duration", "s", "histogram", "http_server_request_duration_seconds")]
    [InlineData("dotnet.process.cpu.time", "s", "counter", "dotnet_process_cpu_time_seconds_total")]
    [InlineData("a.share", "1", "gauge", "a_share_ratio")]
    [InlineData("a.count", "1", "counter", "a_count_total")]
    [InlineData("a.total", "", "counter", "a_total")]
    [InlineData("a..b--c", "%", "gauge", "a_b_c_percent")]
    [InlineData("1st", "ms", "gauge", "_1st_milliseconds")]
    [InlineData("имя", "m/s", "gauge", "__m_s")]
    public void Names_end_with_their_unit_and_a_counters_with_total(
        string name,
        string? unit,
        string kind,
        string expected
    ) => Assert.Equal(expected, PrometheusText.Name(name, unit, Enum.Parse<FamilyKind>(kind, ignoreCase: true)));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a \"quote\"", @"a \""quote\""")]
    [InlineData("""a\b""", """a\\b""")]
    [InlineData("two\nlines", """two\nlines""")]
    [InlineData("{},= #", "{},= #")]
    [InlineData("слово \u202e", "слово \u202e")]
    [InlineData(403, "403")]
    [InlineData(true, "True")]
    [InlineData(null, "")]
    public void A_labels_value_is_escaped(object? value, string expected)
    {
        Assert.Equal($"a_label=\"{expected}\"", PrometheusText.Labels([new("a.label", value)]));
        var text = new StringBuilder();
        PrometheusText.WriteHead(text, "name", value?.ToString() ?? "", FamilyKind.Gauge);
        PrometheusText.WriteSample(text, "name", "", PrometheusText.Labels([new("a.label", value)]), 1);
        Assert.Single(Scrape.Read(text.ToString()));
    }

    [Fact]
    public void Labels_stand_in_order_and_those_that_come_to_one_name_share_it() =>
        Assert.Equal("a_b=\"1;2\",c=\"3\"", PrometheusText.Labels([new("c", 3), new("a.b", 1), new("a-b", 2)]));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.005, "0.005")]
    [InlineData(1234567.5, "1234567.5")]
    [InlineData(1e-7, "1E-07")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    public void Numbers_are_written_as_Go_reads_them(double value, string expected) =>
        Assert.Equal(expected, PrometheusText.Number(value));
}
