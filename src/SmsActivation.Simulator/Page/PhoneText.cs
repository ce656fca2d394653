using System.Text.RegularExpressions;
using SmsActivation.Simulator.Carrier;

namespace SmsActivation.Simulator.Page;

/// <summary>What the page sends: a text typed on a phone. <c>To</c> left out is our first number.</summary>
internal sealed partial record PhoneText(string? From, string? To, string? Body, string? Channel, bool Picture)
{
    public const int MaxBody = 1600;

    /// <summary>Null when it may be sent, else one sentence for the person typing.</summary>
    public string? Fault(IReadOnlyList<string> numbers) =>
        this switch
        {
            { Channel: not (null or "sms" or "whatsapp") } => "The channel is sms or whatsapp.",
            { From: null } => "Choose a number to text from.",
            { Channel: "whatsapp" } when !Phone.IsPhone => "WhatsApp needs a whole phone number, such as +33612345678.",
            { From: var from } when !Phone.IsPhone && !OtherSender().IsMatch(from) =>
                "Type a whole phone number, such as +33612345678.",
            { To: { } to } when !numbers.Contains(to, StringComparer.Ordinal) => "That number is not ours.",
            { Body: null or "", Picture: false } => "Type a text first.",
            { Body.Length: > MaxBody } => $"A text holds at most {MaxBody} signs.",
            _ => null,
        };

    public Address Phone => new(From!, Kind);

    public Address Ours(IReadOnlyList<string> numbers) => new(To ?? numbers[0], Kind);

    private Channel Kind => Channel == "whatsapp" ? Carrier.Channel.WhatsApp : Carrier.Channel.Sms;

    /// <summary>A short code, or a sender made of letters: nobody can answer those, which is worth trying.</summary>
    [GeneratedRegex(@"^([0-9]{3,8}|(?=.*[A-Za-z])[A-Za-z0-9]{1,11})\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OtherSender();
}
