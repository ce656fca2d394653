using System.Globalization;
using System.Text;
using SmsActivation.Core.Inbox.Spool;
using SmsActivation.Worker.Sending;

namespace SmsActivation.Worker.Setup;

/// <summary><c>/metrics</c>: gauges in Prometheus' text format, version 0.0.4.</summary>
public sealed class Metrics(SendAllowance allowance, TimeProvider time, TextSpool? spool = null)
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public string Write()
    {
        var text = new StringBuilder();
        Gauge("sms_activation_spool_texts", "Texts that wait in the spool for the database.", spool?.Count ?? 0);
        Gauge("sms_activation_spool_bytes", "Size of the spool on disk.", spool?.Bytes ?? 0);
        Gauge(
            "sms_activation_spool_oldest_seconds",
            "How long the oldest text in the spool has waited.",
            spool?.OldestAt is { } oldest ? (time.GetUtcNow() - oldest).TotalSeconds : 0
        );
        Gauge(
            "sms_activation_spool_failing",
            "1 when the spool's last write failed.",
            spool?.IsFailing == true ? 1 : 0
        );
        Gauge("sms_activation_sends_held", "Sends of today that this host has taken and not used.", allowance.Left);
        return text.ToString();

        void Gauge(string name, string help, double value) =>
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}\n");
    }
}
