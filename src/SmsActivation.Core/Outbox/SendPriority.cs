using SmsActivation.Core.Replies;

namespace SmsActivation.Core.Outbox;

/// <summary>What leaves first when not everything can leave at once.</summary>
internal static class SendPriority
{
    /// <summary>To our own people, of what keeps customers waiting.</summary>
    public const int OnCall = -1;
    public const int Welcome = 0;
    public const int Other = 1;

    /// <summary>Nobody waits for it.</summary>
    public const int Campaign = 2;

    /// <summary>In the order of leaving.</summary>
    public static IReadOnlyList<int> All { get; } = [OnCall, Welcome, Other, Campaign];

    public static int Of(ReplyTemplate template) =>
        template == ReplyTemplate.OnCall ? OnCall
        : template == ReplyTemplate.Campaign ? Campaign
        : template.IsWelcome() ? Welcome
        : Other;
}
