using System.Globalization;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Campaigns.Drafts;
using SmsActivation.Core.Campaigns.Feeding;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>Campaigns in plain words.</summary>
internal static class CampaignTelling
{
    public static string Kind(CampaignKind kind) =>
        kind switch
        {
            CampaignKind.Invite => "invitation to activate a card",
            CampaignKind.Credentials => "user names and passwords",
            CampaignKind.Reminder => "reminders until the card is activated",
        };

    public static string State(CampaignState state) =>
        state switch
        {
            CampaignState.Draft => "has words, and no list yet",
            CampaignState.Loading => "its list is being read",
            CampaignState.Ready => "ready to start",
            CampaignState.Running => "runs",
            CampaignState.Paused => "paused",
            CampaignState.Stopped => "stopped",
            CampaignState.Done => "done",
        };

    /// <summary>The same of one campaign, with who paused it, and whether there is anybody to be texted at all.</summary>
    /// <param name="hasNobody">On its list.</param>
    public static string State(Campaign campaign, bool hasNobody) =>
        campaign switch
        {
            { State: CampaignState.Ready } when hasNobody => "nobody to text",
            { State: CampaignState.Paused, EndedBy: null } => "paused by itself",
            _ => State(campaign.State),
        };

    /// <summary>The look of its tag.</summary>
    public static string Tone(Campaign campaign, bool hasNobody) =>
        campaign.State == CampaignState.Ready && hasNobody ? "warn" : Tone(campaign.State);

    /// <summary>Another word whenever somebody changes, approves or starts it.</summary>
    public static string Standing(Campaign campaign) =>
        $"{campaign.State}-{campaign.Version}-{(campaign.ApprovedBy is null ? "open" : "approved")}";

    private static string Tone(CampaignState state) =>
        state switch
        {
            CampaignState.Running => "good",
            CampaignState.Paused => "warn",
            CampaignState.Stopped => "bad",
            CampaignState.Draft or CampaignState.Loading or CampaignState.Ready or CampaignState.Done => "",
        };

    /// <summary>Of the recipient's own day.</summary>
    public static string Hours(Campaign campaign) =>
        $"{CampaignValues.Clock(campaign.DayFrom)} to {CampaignValues.Clock(campaign.DayUntil)}";

    /// <summary>Why somebody is left out.</summary>
    /// <param name="reason">A <see cref="LeftOutReason"/>, with what it is about behind a colon; another is shown as it is.</param>
    public static string LeftOut(string reason)
    {
        var (word, about) = reason.Split(':') is [var first, var rest] ? (first, rest) : (reason, null);
        return Enum.TryParse<LeftOutReason>(word, out var known) ? LeftOut(known, about) : reason;
    }

    /// <summary>Why somebody's turn was passed over, or their series ended.</summary>
    public static string PassedOver(string reason) =>
        reason.Split(':')[0] switch
        {
            "TextedLately" => "texted by another campaign a short while ago",
            "ControlElsewhere" => "held out by another campaign",
            "Activated" => "the card is activated",
            "NotReached" => $"the carrier says the phone cannot be reached ({reason.Split(':')[^1]})",
            "Erased" => "erased",
            "TooOld" => "the list became too old",
            _ => LeftOut(reason),
        };

    private static string LeftOut(LeftOutReason reason, string? about) =>
        reason switch
        {
            LeftOutReason.Unreadable => "row that cannot be read",
            LeftOutReason.TooFewFields => "fewer fields than the header has",
            LeftOutReason.TooManyFields => "more fields than the header has",
            LeftOutReason.OpenQuote => "a quote that is not closed",
            LeftOutReason.NoPhone => "no phone in the row",
            LeftOutReason.NotAPhone => "what stands there is no phone number",
            LeftOutReason.TakesNoTexts => "a number that takes no texts",
            LeftOutReason.CountryNotAllowed => "a country that is not served",
            LeftOutReason.Duplicate => "the same customer once more",
            LeftOutReason.SharedPhone => "two customers with one phone",
            LeftOutReason.OurNumber => "a number of our own",
            LeftOutReason.NoValue => about is null ? "the text would have a hole" : $"nothing for {{{about}}}",
            LeftOutReason.TooLong => "the text would be too long",
            LeftOutReason.ConsentIncomplete => about is null
                ? "a consent without its source, words or time"
                : $"a consent whose {about} is empty or cannot be taken",
            LeftOutReason.OptedOut => "opted out",
            LeftOutReason.NoConsent => "never agreed to marketing, or took it back",
            LeftOutReason.AlreadyActive => "the card is activated",
            LeftOutReason.CardUnknown => "the card is none of ours",
            LeftOutReason.CardBlocked => "the card is blocked",
            LeftOutReason.CardReplaced => "the card was replaced",
            LeftOutReason.CardExpired => "the card has expired",
            LeftOutReason.CardNotIssued => "the card was not handed out",
            LeftOutReason.CardHeld => "the card is held",
            LeftOutReason.HasOwnPassword => "has a password of their own",
            LeftOutReason.HasSignedIn => "has signed in before",
        };

    /// <summary>About how long it takes, in a sentence.</summary>
    /// <param name="isSeries">Then only its first texts can be foreseen.</param>
    public static string HowLong(PaceForecast forecast, DateTimeOffset now, bool isSeries = false)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        if (forecast.EndsAt is not { } end)
            return "It would not end within four months at this pace.";
        var all = end - now;
        var waits = all - forecast.Sending;
        var words =
            $"Started now {(isSeries ? "its first texts take" : "it takes")} about {About(all)}, until {end.UtcDateTime:yyyy-MM-dd HH:mm} UTC";
        if (waits < TimeSpan.FromMinutes(5))
            return words + ".";
        var why = forecast.CeilingHolds
            ? "for the hours of the recipients' day, and for the next day where one's ceiling is reached"
            : "for the hours of the recipients' day";
        return $"{words}: {About(forecast.Sending)} of sending, the rest it waits {why}.";
    }

    /// <summary>What a campaign that runs waits for, in a sentence; null when it need not wait.</summary>
    public static string? Waits(Campaign campaign, CampaignWait? wait, DateTimeOffset now)
    {
        if (wait is null)
            return null;
        var until = wait switch
        {
            { Until: null } =>
                $"never: it is never day from {Hours(campaign)} in all the time zones that these phones may be in",
            { Opens: { } opens } =>
                $"about {CampaignValues.Clock(campaign.DayFrom)} in {opens.Place} ({Utc(opens.At, now)})",
            { Until: { } at } => $"about {Utc(at, now)}",
        };
        return wait.Reason switch
        {
            WaitReason.Night => $"It waits for daytime: the next text leaves {until}.",
            WaitReason.Ceiling => $"The day's texts of all campaigns are used up: it goes on {until}.",
            WaitReason.NextText => $"The next text of the series is due {until}.",
        };
    }

    /// <summary>With its day where that is not today.</summary>
    public static string Utc(DateTimeOffset at, DateTimeOffset now) =>
        at.UtcDateTime.ToString(
            at.UtcDateTime.Date == now.UtcDateTime.Date ? "HH:mm 'UTC'" : "yyyy-MM-dd HH:mm 'UTC'",
            CultureInfo.InvariantCulture
        );

    private static string About(TimeSpan time) =>
        time.TotalMinutes < 1.5 ? "a minute"
        : time.TotalMinutes < 90 ? $"{Math.Round(time.TotalMinutes)} minutes"
        : time.TotalHours < 36 ? $"{Math.Round(time.TotalHours)} hours"
        : $"{Math.Round(time.TotalDays)} days";
}
