using SmsActivation.Core.Twilio;

namespace SmsActivation.Core.Outbox;

/// <summary>A place among the sends under way, taken before a text is decided: its reply leaves as soon as the decision
/// is on disk, without a turn in the queue. Whoever holds it must send what was written under it.</summary>
/// <param name="Token">Of the try, and of the leases that it holds.</param>
/// <param name="From">What the reply would leave from.</param>
/// <param name="Until">When those run out.</param>
/// <param name="Deadline">Of the POST, running since the place was taken.</param>
/// <param name="Write">The text that will be sent, with {password} left open.</param>
public sealed record SendPlace(
    string Token,
    string From,
    DateTimeOffset Until,
    SendDeadline Deadline,
    Func<OutgoingText, string> Write
);
