using System.Text.RegularExpressions;

namespace SmsActivation.Core.Phones;

/// <summary>An address as Twilio writes it (https://www.twilio.com/docs/messaging/channels): a phone alone for SMS, or
/// <c>channel:address</c>, where the address is <c>+</c> and digits or the channel's own id.</summary>
internal readonly partial record struct ChannelAddress(string Prefix, string Address)
{
    public static ChannelAddress Split(string text)
    {
        var match = Prefixed().Match(text);
        return match.Success
            ? new ChannelAddress(match.Groups["prefix"].Value, match.Groups["address"].Value)
            : new ChannelAddress("", text);
    }

    /// <summary>An id of bare digits (messenger:1234567890) is no phone; <c>tel:</c> (RFC 3966) may be national.</summary>
    public bool MayBePhone =>
        Prefix.Length == 0 || Address.StartsWith('+') || Prefix.Equals("tel:", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(
        @"^\s*(?<prefix>[a-z][a-z0-9_-]{0,19}:)\s*(?<address>.*)$",
        RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Prefixed();
}
