using SmsActivation.Core.Events;
using SmsActivation.Core.Phones;

namespace SmsActivation.Core.Alerts;

/// <summary>Section <c>Alerts</c>: who is told, and from when on.</summary>
public sealed class AlertOptions
{
    public IReadOnlyList<AlertWebhook> Webhooks { get; init; } = [];

    /// <summary>Phones of the people on call, in E.164.</summary>
    public IReadOnlyList<string> OnCall { get; init; } = [];

    /// <summary>What stands and nobody has acknowledged is told again after so long, and texted no sooner.</summary>
    public TimeSpan RepeatAfter { get; init; } = TimeSpan.FromHours(4);

    /// <summary>Between two looks.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>It must be over for so long before the all-clear: what comes and goes is one alert.</summary>
    public TimeSpan ClearAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A text that waits longer to be handled.</summary>
    public TimeSpan OldestText { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A due reply that waits longer to be sent.</summary>
    public TimeSpan OldestReply { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Silence is a twentieth of the texts that this window had in two of the last four weeks.</summary>
    public TimeSpan SilenceWindow { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Fewer texts than this in the window are no usual traffic.</summary>
    public int UsualTexts { get; init; } = 20;

    /// <summary>A refusal is looked at from so many in ten minutes on.</summary>
    public int Refusals { get; init; } = 20;

    /// <summary>Texts of ours that failed or did not arrive, in ten minutes, and of a hundred.</summary>
    public int SendFaults { get; init; } = 10;
    public int SendFaultPercent { get; init; } = 25;

    /// <summary>Sends whose end is unknown for ten minutes.</summary>
    public int UnknownSends { get; init; } = 3;

    /// <summary>Of a hundred sends of the day's ceiling.</summary>
    public int CeilingPercent { get; init; } = 80;

    /// <summary>Signed webhooks answered 403 by one host in five minutes, and at least half of them.</summary>
    public int WebhooksRefused { get; init; } = 5;

    /// <summary>A spool in use, or a database that does not answer, for longer.</summary>
    public TimeSpan DatabaseAway { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What only happened is over when it was not seen for so long.</summary>
    internal static readonly TimeSpan MomentLasts = TimeSpan.FromDays(1);

    /// <summary>How long a webhook is tried before its notice is given up.</summary>
    internal static readonly TimeSpan RetryFor = TimeSpan.FromDays(1);

    public IReadOnlyList<EventTarget> Targets => [.. Webhooks.Select((webhook, index) => webhook.ToTarget(index))];

    /// <summary>Every fault, each naming its setting and value. Secrets and phones are never repeated.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var fault in Targets.SelectMany((target, index) => target.Faults($"Alerts:Webhooks:{index}")))
            yield return fault;
        for (var i = 0; i < OnCall.Count; i++)
            if (!IsE164(OnCall[i]))
                yield return $"Alerts:OnCall:{i} is {PhoneMask.Mask(OnCall[i])}: it must be a phone in E.164, like +15550100199.";
        foreach (
            var (name, value, least, most) in new[]
            {
                (nameof(RepeatAfter), RepeatAfter, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7)),
                (nameof(Every), Every, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)),
                (nameof(ClearAfter), ClearAfter, TimeSpan.Zero, TimeSpan.FromHours(1)),
                (nameof(OldestText), OldestText, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
                (nameof(OldestReply), OldestReply, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
                (nameof(SilenceWindow), SilenceWindow, TimeSpan.FromMinutes(5), TimeSpan.FromHours(12)),
                (nameof(DatabaseAway), DatabaseAway, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
            }
        )
            if (value < least || value > most)
                yield return $"Alerts:{name} is {value}: it must be from {least} to {most}.";
        foreach (
            var (name, value, most) in new[]
            {
                (nameof(UsualTexts), UsualTexts, 1_000_000),
                (nameof(Refusals), Refusals, 1_000_000),
                (nameof(SendFaults), SendFaults, 1_000_000),
                (nameof(SendFaultPercent), SendFaultPercent, 100),
                (nameof(UnknownSends), UnknownSends, 1_000_000),
                (nameof(CeilingPercent), CeilingPercent, 100),
                (nameof(WebhooksRefused), WebhooksRefused, 1_000_000),
            }
        )
            if (value < 1 || value > most)
                yield return $"Alerts:{name} is {value}: it must be from 1 to {most}.";
    }

    private static bool IsE164(string phone) =>
        phone is ['+', not '0', .. var digits] && digits.Length is >= 6 and <= 14 && phone[1..].All(char.IsAsciiDigit);
}

/// <summary>A receiver of alerts, told as Standard Webhooks says.</summary>
public sealed class AlertWebhook
{
    /// <summary>https; http only on this machine.</summary>
    public string Url { get; init; } = "";

    /// <summary><c>whsec_</c> and base64 of 24 to 64 bytes.</summary>
    public string Secret { get; init; } = "";

    /// <summary>While the receiver changes over.</summary>
    public string? PreviousSecret { get; init; }

    internal EventTarget ToTarget(int index) =>
        new()
        {
            Name = $"alerts-{index}",
            Url = Url,
            Secret = Secret,
            PreviousSecret = PreviousSecret,
        };
}
