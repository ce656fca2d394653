using Microsoft.AspNetCore.Http;
using SmsActivation.Simulator.Carrier;

namespace SmsActivation.Simulator.Rest;

/// <summary>The fields of a create that the simulator heeds; all others are taken and ignored.</summary>
internal sealed record CreateRequest(
    string To,
    string From,
    string MessagingServiceSid,
    string Body,
    int NumMedia,
    string StatusCallback
)
{
    public static CreateRequest Read(IFormCollection form) =>
        new(
            form["To"].ToString(),
            form["From"].ToString(),
            form["MessagingServiceSid"].ToString(),
            form["Body"].ToString(),
            form["MediaUrl"].Count,
            form["StatusCallback"].ToString()
        );

    public Address Recipient => Address.Parse(To);

    /// <summary>The named sender, or one out of the messaging service's pool.</summary>
    public Address SenderOutOf(IReadOnlyList<string> numbers) =>
        From.Length > 0 ? Address.Parse(From) : new Address(numbers[0], Recipient.Channel);
}
