using SmsActivation.Core.Inbox;

namespace SmsActivation.Worker.Ops.Words;

/// <summary>The ways texts come, as people say them.</summary>
public static class ChannelWords
{
    public static string Of(Channel channel) =>
        channel switch
        {
            Channel.Sms => "SMS",
            Channel.WhatsApp => "WhatsApp",
        };
}
