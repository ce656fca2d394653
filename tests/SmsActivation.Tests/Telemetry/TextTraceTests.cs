using System.Diagnostics;
using SmsActivation.Core.Telemetry;

namespace SmsActivation.Tests.Telemetry;

public sealed class TextTraceTests
{
    private const string Sid = "SM00000000000000000000000000000001";

    [Fact]
    public void Steps_of_one_text_are_of_one_trace_wherever_they_run()
    {
        using var listener = Listen();
        using var request = new Activity("request").Start();
        using (var accept = TextTrace.Begin("accept text", ActivityKind.Server, Sid)!)
        {
            Assert.Same(accept, Activity.Current);
            Assert.Equal(TextTrace.IdOf(Sid), accept.TraceId);
            Assert.NotEqual(request.TraceId, accept.TraceId);
            Assert.Equal(default, accept.ParentSpanId);
        }
        using var process = TextTrace.Begin("process text", ActivityKind.Consumer, Sid)!;
        Assert.Equal(TextTrace.IdOf(Sid), process.TraceId);
        Assert.Equal(default, process.ParentSpanId);
    }

    /// <summary>It is written down at the carrier and in whatever collects traces: another hash would part old from new.</summary>
    [Theory]
    [InlineData(Sid, "46d0e4d87ece8233d770502b19542520")]
    public void The_id_of_a_trace_never_changes(string sid, string id) =>
        Assert.Equal(id, TextTrace.IdOf(sid).ToHexString());

    [Fact]
    public void Two_texts_are_two_traces() => Assert.NotEqual(TextTrace.IdOf(Sid), TextTrace.IdOf(Sid[..^1] + "2"));

    [Theory]
    [InlineData(null)]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void Nobody_knows_which_text_it_is_and_there_is_no_step(string? sid)
    {
        using var listener = Listen();
        using var around = new Activity("request").Start();
        Assert.Null(TextTrace.Begin("send reply", ActivityKind.Client, sid));
        Assert.Same(around, Activity.Current);
    }

    [Fact]
    public void A_step_that_is_not_sampled_leaves_all_as_it_was()
    {
        using var listener = Listen(ActivitySamplingResult.None);
        using var around = new Activity("request").Start();
        // Other tests may listen, and sample it.
        using (var step = TextTrace.Begin("send reply", ActivityKind.Client, Sid))
            Assert.Same((object?)step ?? around, Activity.Current);
    }

    private static ActivityListener Listen(ActivitySamplingResult result = ActivitySamplingResult.AllDataAndRecorded)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TextTrace.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => result,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
