namespace SmsActivation.Core.Inbox;

/// <summary>The way a text came, and its reply goes.</summary>
public enum Channel
{
    Sms,
    WhatsApp,
}

public static class Channels
{
    public const string WhatsAppPrefix = "whatsapp:";

    public static Channel Of(string address) =>
        address.StartsWith(WhatsAppPrefix, StringComparison.OrdinalIgnoreCase) ? Channel.WhatsApp : Channel.Sms;

    public static string Word(this Channel channel) =>
        channel switch
        {
            Channel.Sms => "sms",
            Channel.WhatsApp => "whatsapp",
        };

    public static Channel Parse(string word) => Enum.Parse<Channel>(word, ignoreCase: true);

    /// <summary>Null for a word that is none.</summary>
    public static Channel? TryParse(string word)
    {
        foreach (var channel in Enum.GetValues<Channel>())
            if (string.Equals(channel.Word(), word, StringComparison.OrdinalIgnoreCase))
                return channel;
        return null;
    }

    /// <summary>The address without its channel's prefix.</summary>
    public static string Bare(string address) =>
        Of(address) == Channel.WhatsApp ? address[WhatsAppPrefix.Length..] : address;
}

/// <summary>A text as it came in, password-shaped words already masked.</summary>
/// <param name="Swept">It was found in the carrier's list; its webhook never came.</param>
/// <param name="Sender">The conversation's key: the sender without channel prefix, at most 64 signs.</param>
public sealed record InboundText(
    string Sid,
    string Sender,
    Channel Channel,
    string From,
    string To,
    string Body,
    bool HoldsPassword,
    int MediaCount,
    string? OptOutType,
    DateTimeOffset ReceivedAt,
    bool Swept = false
)
{
    private const int LongestSender = 64;

    /// <summary>The conversation of this From: its phone in E.164 where it has one, else the raw address.</summary>
    public static string SenderOf(string from)
    {
        var bare = Channels.Bare(from.Trim());
        return bare.Length <= LongestSender ? bare : bare[..LongestSender];
    }
}
