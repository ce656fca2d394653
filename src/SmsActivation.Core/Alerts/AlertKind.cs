namespace SmsActivation.Core.Alerts;

/// <summary>What a person should look into. The same word in the database, the log and the webhook.</summary>
public enum AlertKind
{
    /// <summary>More phones than a family has failed on one card.</summary>
    CardTriedByMany,

    /// <summary>Neighbouring numbers were missed, or activated, one after another.</summary>
    RangeTried,

    /// <summary>The day's sends are used up; replies wait for the next day.</summary>
    SendCeilingReached,

    /// <summary>A till asked for more cards that are not there than anybody mistypes.</summary>
    ApiKeySuspended,

    /// <summary>A receiver of events was not told of one in all the time that it was tried.</summary>
    EventGivenUp,

    /// <summary>No texts, or hardly any, at an hour that usually has them.</summary>
    Silence,

    /// <summary>One refusal makes up much more of the texts than it usually does: a bad batch, say.</summary>
    RefusalsJump,

    /// <summary>Many texts of ours fail or do not arrive.</summary>
    SendsFail,

    /// <summary>A customer's text waits for too long to be handled.</summary>
    OldestText,

    /// <summary>A reply that is due waits for too long to be sent.</summary>
    OldestReply,

    /// <summary>Sends of unknown end that nothing has settled.</summary>
    UnknownSends,

    /// <summary>Texts that could not be handled and are left to a person.</summary>
    DeadTexts,

    /// <summary>Most of the day's sends are used.</summary>
    SendCeilingNear,

    /// <summary>The carrier takes no text of ours.</summary>
    CarrierDown,

    /// <summary>The carrier refuses one of our senders, or our account: a fault of ours.</summary>
    SenderRefused,

    /// <summary>A host answers many of the carrier's signed webhooks with 403.</summary>
    WebhooksRefused,

    /// <summary>A host keeps texts on its own disk, for the database does not take them.</summary>
    SpoolInUse,

    /// <summary>A host could not reach its database.</summary>
    DatabaseAway,

    /// <summary>The carrier still holds texts with passwords that it was asked to empty again and again.</summary>
    RedactionGivenUp,

    /// <summary>A file of the spool could not be read and is kept for a person.</summary>
    SpoolTorn,

    /// <summary>After a restore texts are held for longer than the looks take.</summary>
    RestoreHolds,

    /// <summary>A campaign has paused by itself: too many of its texts failed, or were answered by STOP.</summary>
    CampaignPaused,
}

/// <summary>How soon somebody should look.</summary>
public enum AlertSeverity
{
    /// <summary>In working hours.</summary>
    Warning,

    /// <summary>Now: customers are harmed, or about to be.</summary>
    Critical,
}

/// <summary>What is the same for all alerts of a kind.</summary>
public static class AlertKinds
{
    public static AlertSeverity Severity(this AlertKind kind) =>
        kind switch
        {
            AlertKind.Silence
            or AlertKind.SendsFail
            or AlertKind.OldestText
            or AlertKind.OldestReply
            or AlertKind.DeadTexts
            or AlertKind.SendCeilingReached
            or AlertKind.CarrierDown
            or AlertKind.SenderRefused
            or AlertKind.WebhooksRefused
            or AlertKind.SpoolInUse
            or AlertKind.DatabaseAway
            or AlertKind.SpoolTorn
            or AlertKind.RestoreHolds => AlertSeverity.Critical,
            AlertKind.CardTriedByMany
            or AlertKind.RangeTried
            or AlertKind.ApiKeySuspended
            or AlertKind.EventGivenUp
            or AlertKind.RefusalsJump
            or AlertKind.UnknownSends
            or AlertKind.SendCeilingNear
            or AlertKind.RedactionGivenUp
            or AlertKind.CampaignPaused => AlertSeverity.Warning,
        };

    /// <summary>It happened, and nobody can look whether it is over: it ends quietly when it was not seen again for a
    /// day.</summary>
    public static bool IsMoment(this AlertKind kind) =>
        kind switch
        {
            AlertKind.CardTriedByMany or AlertKind.RangeTried or AlertKind.EventGivenUp or AlertKind.SpoolTorn => true,
            AlertKind.SendCeilingReached
            or AlertKind.ApiKeySuspended
            or AlertKind.Silence
            or AlertKind.RefusalsJump
            or AlertKind.SendsFail
            or AlertKind.OldestText
            or AlertKind.OldestReply
            or AlertKind.UnknownSends
            or AlertKind.DeadTexts
            or AlertKind.SendCeilingNear
            or AlertKind.CarrierDown
            or AlertKind.SenderRefused
            or AlertKind.WebhooksRefused
            or AlertKind.SpoolInUse
            or AlertKind.DatabaseAway
            or AlertKind.RedactionGivenUp
            or AlertKind.RestoreHolds
            or AlertKind.CampaignPaused => false,
        };

    /// <summary>One more of them is one more person who waits, so who has acknowledged some must hear of others.</summary>
    public static bool CountsPeople(this AlertKind kind) => kind is AlertKind.DeadTexts or AlertKind.UnknownSends;
}
