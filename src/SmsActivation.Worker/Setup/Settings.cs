using SmsActivation.Core.Accounts;
using SmsActivation.Core.Activation;
using SmsActivation.Core.Alerts;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Events;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Inbox.Spool;
using SmsActivation.Core.Members;
using SmsActivation.Core.Outbox;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Api;
using SmsActivation.Worker.Ops.Cards;
using SmsActivation.Worker.Sweeping;
using SmsActivation.Worker.Telemetry;

namespace SmsActivation.Worker.Setup;

public enum Carrier
{
    Simulator,
    Twilio,
}

public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
}

/// <summary>Everything configurable, bound once and checked as a whole.</summary>
public sealed record Settings
{
    public required Carrier Carrier { get; init; }
    public required DatabaseProvider Provider { get; init; }
    public required string ConnectionString { get; init; }
    public required TwilioOptions Twilio { get; init; }
    public required CardNumberOptions CardNumbers { get; init; }
    public required CardCodes CardCodes { get; init; }
    public required OptOutKey OptOutKey { get; init; }
    public required RetentionOptions Retention { get; init; }
    public required ReplyOptions Replies { get; init; }
    public required InboxOptions Inbox { get; init; }
    public required SpoolOptions Spool { get; init; }
    public required SweepOptions Sweep { get; init; }
    public required OutboxOptions Outbox { get; init; }
    public required LimitsOptions Limits { get; init; }
    public required PasswordOptions Password { get; init; }
    public required AccountOptions Account { get; init; }
    public required HealthOptions Health { get; init; }
    public required ApiOptions Api { get; init; }
    public required EventOptions Events { get; init; }
    public required AlertOptions Alerts { get; init; }
    public required CampaignPaceOptions CampaignPace { get; init; }
    public required CampaignOptions Campaigns { get; init; }
    public required CardFilesOptions Imports { get; init; }
    public required TelemetryOptions Telemetry { get; init; }
    public required StaffOptions Staff { get; init; }
    public required IReadOnlyList<string> AllowedCountries { get; init; }
    public required string TermsVersion { get; init; }
    public required bool SimulatorAllowRemote { get; init; }

    public const string DefaultConnectionString = "Data Source=data/sms-activation.db";

    public ActivationLimits ActivationLimits =>
        new()
        {
            FailedTries = Limits.FailedTries,
            PasswordRequests = Limits.PasswordRequests,
            WrongCodes = Limits.WrongCodes,
            RepliesInBurst = Limits.RepliesInBurst,
            RepliesPerDay = Limits.RepliesPerDay,
            PhonesPerCard = Limits.PhonesPerCard,
            RangeMisses = Limits.RangeMisses,
            RangeActivations = Limits.RangeActivations,
            CardsPerMember = Limits.CardsPerMember,
            Window = Limits.Window,
            WelcomeAgainAfter = Limits.WelcomeAgainAfter,
            AskCardAfter = Password.AskCardAfter,
            AnswerWithin = Inbox.AnswerWithin,
        };
}
