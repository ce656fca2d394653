using System.Diagnostics.Metrics;
using SmsActivation.Core.Inbox.Spool;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Telemetry;
using SmsActivation.Worker.Hosts;
using SmsActivation.Worker.Restoring;
using SmsActivation.Worker.Sending;

namespace SmsActivation.Worker.Telemetry;

/// <summary>What this host knows at the moment it is asked: its spool, its share of the day, its neighbours, and the last
/// look at the queues.</summary>
public sealed class HostGauges : IDisposable
{
    private readonly Meter _meter = new(ProductMeter.Name);

    public HostGauges(
        QueueSampler queues,
        SendAllowance allowance,
        SendDayStore days,
        Neighbours neighbours,
        OutboundHold hold,
        TimeProvider time,
        TextSpool? spool = null
    )
    {
        OfSpool(spool, time);
        OfQueues(queues);
        Gauge("sends.held", "{send}", "Sends of today that this host has taken and not used.", () => allowance.Left);
        Gauge("sends.ceiling", "{send}", "Limits:SendsPerDay.", () => days.Ceiling);
        Gauge(
            "outbound.held",
            null,
            "1 while no text leaves, because the database was put back.",
            () => hold.IsOn ? 1 : 0
        );
        Gauge("hosts.live", "{host}", "Hosts that serve this database, as this one knows.", () => neighbours.Live);
        Gauge(
            "host.sweeps",
            null,
            "1 where this host sweeps for all that serve its database.",
            () => neighbours.Sweeps ? 1 : 0
        );
    }

    public void Dispose() => _meter.Dispose();

    private void OfSpool(TextSpool? spool, TimeProvider time)
    {
        Gauge("spool.texts", "{text}", "Texts that wait in the spool for the database.", () => spool?.Count ?? 0);
        Gauge("spool.bytes", "By", "Size of the spool on disk.", () => spool?.Bytes ?? 0);
        Gauge(
            "spool.oldest",
            "s",
            "How long the oldest text in the spool has waited.",
            () => spool?.OldestAt is { } oldest ? Math.Max(0, (time.GetUtcNow() - oldest).TotalSeconds) : 0
        );
        Gauge("spool.failing", null, "1 when the spool's last write failed.", () => spool?.IsFailing == true ? 1 : 0);
    }

    private void OfQueues(QueueSampler queues)
    {
        _meter.CreateObservableGauge(
            "sms_activation.queue.rows",
            () => Each(queues.Last, (depth, _) => depth.Rows),
            "{row}",
            "Rows that wait, of all hosts of this database together."
        );
        _meter.CreateObservableGauge(
            "sms_activation.queue.oldest",
            () =>
                Each(queues.Last, (depth, now) => depth.OldestAt is { } at ? Math.Max(0, (now - at).TotalSeconds) : 0),
            "s",
            "How long the oldest of them has waited; in the outbox since it was due."
        );
        _meter.CreateObservableGauge(
            "sms_activation.sends.today",
            () =>
                queues.Last is { } last
                    ? [new Measurement<long>(last.SentToday)]
                    : Enumerable.Empty<Measurement<long>>(),
            "{send}",
            "Sends of today's ceiling that all hosts have taken."
        );
    }

    private static IEnumerable<Measurement<double>> Each(
        QueueSample? sample,
        Func<QueueDepth, DateTimeOffset, double> figure
    ) =>
        sample?.Depths.Select(depth => new Measurement<double>(
            figure(depth, sample.At),
            new KeyValuePair<string, object?>("queue", depth.Queue)
        ))
        ?? [];

    private void Gauge(string name, string? unit, string description, Func<double> value) =>
        _meter.CreateObservableGauge($"sms_activation.{name}", value, unit, description);
}
