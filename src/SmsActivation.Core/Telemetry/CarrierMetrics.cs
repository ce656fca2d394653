using System.Diagnostics.Metrics;
using System.Globalization;
using SmsActivation.Core.Delivery;
using SmsActivation.Core.Twilio;
using static SmsActivation.Core.Telemetry.ProductMeter;

namespace SmsActivation.Core.Telemetry;

/// <summary>What the carrier was asked, and what it said.</summary>
public static class CarrierMetrics
{
    public const string Accepted = "accepted";

    /// <summary>The messaging system, as OpenTelemetry's conventions call it; whoever plays its part included.</summary>
    internal const string Messaging = "twilio";

    private static readonly double[] Waits = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];
    private static readonly string[] States = [.. Enum.GetValues<DeliveryState>().Select(state => state.Word())];

    private static readonly Counter<long> Sends = Counter(
        "sms_activation.sends",
        "{send}",
        "Tries to hand a text to the carrier, by result and the carrier's error code."
    );

    private static readonly Counter<long> Reports = Counter(
        "sms_activation.delivery_reports",
        "{report}",
        "Delivery reports by what they say and the carrier's error code."
    );

    private static readonly Histogram<double> Calls = Histogram(
        "messaging.client.operation.duration",
        "s",
        "Calls to the carrier's API, by what was asked.",
        Waits
    );

    /// <summary>See <see cref="TextMetrics.Declare"/>.</summary>
    public static void Declare()
    {
        Sends.Add(0, Label("result", Accepted));
        foreach (var kind in Enum.GetValues<SendFailureKind>())
            Sends.Add(0, Label("result", Word(kind)));
        foreach (var state in new[] { DeliveryState.Delivered, DeliveryState.Undelivered, DeliveryState.Failed })
            Reports.Add(0, Label("status", state.Word()));
    }

    public static void Sent(CreateResult result)
    {
        if (result is CreateResult.Failed { Failure: var failure })
            Count(Sends, Label("result", Word(failure.Kind)), failure.Code);
        else
            Count(Sends, Label("result", Accepted), code: null);
    }

    public static void Reported(DeliveryState state, int? code) =>
        Count(Reports, Label("status", States[(int)state]), code);

    /// <summary>A word of the carrier's that we do not know.</summary>
    public static void ReportedUnknownWord() => Count(Reports, Label("status", "unknown_word"), code: null);

    /// <param name="operation">What was asked: a word of ours.</param>
    /// <param name="failed">Null where the carrier did what it was asked.</param>
    internal static void Called(string operation, TimeSpan took, SendFailureKind? failed)
    {
        if (!Calls.Enabled)
            return;
        if (failed is { } kind)
            Calls.Record(
                took.TotalSeconds,
                Label("messaging.operation.name", operation),
                Label("messaging.system", Messaging),
                Label("error.type", Word(kind))
            );
        else
            Calls.Record(
                took.TotalSeconds,
                Label("messaging.operation.name", operation),
                Label("messaging.system", Messaging)
            );
    }

    public static string Word(SendFailureKind kind) =>
        kind switch
        {
            SendFailureKind.NotProcessed => "not_processed",
            SendFailureKind.OurFault => "our_fault",
            SendFailureKind.Rejected => "rejected",
            SendFailureKind.Ambiguous => "ambiguous",
        };

    /// <summary>A code that no table of ours has is "other": what a carrier may say must not make a series each.</summary>
    private static void Count(Counter<long> counter, KeyValuePair<string, object?> what, int? code)
    {
        if (code is not { } known)
            counter.Add(1, what);
        else
            counter.Add(1, what, Label("code", TwilioErrors.Find(known) is null ? "other" : Text(known)));
    }

    private static string Text(int code) => code.ToString(CultureInfo.InvariantCulture);
}
