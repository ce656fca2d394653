using System.Diagnostics.Metrics;
using SmsActivation.Core.Activation;
using SmsActivation.Core.Inbox;
using static SmsActivation.Core.Telemetry.ProductMeter;

namespace SmsActivation.Core.Telemetry;

/// <summary>A text from its webhook to its outcome.</summary>
public static class TextMetrics
{
    private static readonly double[] Waits =
    [
        0.005,
        0.01,
        0.025,
        0.05,
        0.1,
        0.25,
        0.5,
        1,
        2.5,
        5,
        10,
        30,
        60,
        300,
        3600,
    ];
    private static readonly string[] Outcomes = Words<OutcomeCode>();

    private static readonly Counter<long> AcceptedTexts = Counter(
        "sms_activation.texts.accepted",
        "{text}",
        "Texts by where they were made durable: inbox, spool, seen_before, swept, or not_durable (answered 503)."
    );

    private static readonly Counter<long> RefusedWebhooks = Counter(
        "sms_activation.webhooks.refused",
        "{webhook}",
        "Webhooks that were refused, by kind (sms, status) and HTTP status."
    );

    private static readonly Counter<long> DecidedTexts = Counter(
        "sms_activation.outcomes",
        "{text}",
        "Texts by their outcome and channel."
    );

    private static readonly Histogram<double> Decision = Histogram(
        "sms_activation.text.decision.duration",
        "s",
        "From a text's receipt to its outcome on disk.",
        Waits
    );

    private static readonly Histogram<double> Reply = Histogram(
        "sms_activation.text.reply.duration",
        "s",
        "From a text's receipt to its reply in the carrier's hands.",
        Waits
    );

    /// <summary>Each series that is rare and alerted on begins at 0: Prometheus sees no rise in what was not there.</summary>
    public static void Declare()
    {
        foreach (var place in AcceptPlaces.All)
            AcceptedTexts.Add(0, Label("result", place));
        foreach (var webhook in Webhook.All)
            RefusedWebhooks.Add(0, Label("webhook", webhook), Label("http.response.status_code", "403"));
        foreach (var outcome in Outcomes)
            DecidedTexts.Add(0, Label("outcome", outcome), Label("channel", Channel.Sms.Word()));
    }

    /// <param name="place">One of <see cref="AcceptPlaces"/>.</param>
    public static void Accepted(string place, int count = 1) => AcceptedTexts.Add(count, Label("result", place));

    /// <param name="webhook">One of <see cref="Webhook"/>.</param>
    public static void Refused(string webhook, int status) =>
        RefusedWebhooks.Add(1, Label("webhook", webhook), Label("http.response.status_code", Status(status)));

    public static void Decided(OutcomeCode outcome, InboundText text, DateTimeOffset now)
    {
        DecidedTexts.Add(1, Label("outcome", Outcomes[(int)outcome]), Label("channel", text.Channel.Word()));
        Decision.Record(Since(text.ReceivedAt, now));
    }

    public static void Replied(DateTimeOffset receivedAt, DateTimeOffset now) => Reply.Record(Since(receivedAt, now));

    /// <summary>Never below zero, whoever sets the clock.</summary>
    private static double Since(DateTimeOffset then, DateTimeOffset now) => Math.Max(0, (now - then).TotalSeconds);

    private static string Status(int status) =>
        status switch
        {
            400 => "400",
            403 => "403",
            408 => "408",
            413 => "413",
            _ => "other",
        };
}

/// <summary>What became of a text that came.</summary>
public static class AcceptPlaces
{
    public const string Inbox = "inbox";
    public const string SeenBefore = "seen_before";
    public const string Spool = "spool";
    public const string Swept = "swept";
    public const string NotDurable = "not_durable";

    internal static IReadOnlyList<string> All { get; } = [Inbox, SeenBefore, Spool, Swept, NotDurable];
}

/// <summary>Which webhook.</summary>
public static class Webhook
{
    public const string Sms = "sms";
    public const string Status = "status";

    internal static IReadOnlyList<string> All { get; } = [Sms, Status];
}
