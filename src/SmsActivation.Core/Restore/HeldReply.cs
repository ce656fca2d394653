using SmsActivation.Core.Outbox;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Core.Restore;

/// <summary>A reply that a restore holds: the lost host may have sent it.</summary>
/// <param name="Since">It could not have been sent before: when its text came, or else when it was queued.</param>
/// <param name="ByCarriersClock">Since is by the carrier's clock, not ours.</param>
/// <param name="DecidedAnew">The lost host had decided its text too, and may have found other words for it: times run, and
/// facts that were newer than the backup are gone.</param>
/// <param name="Tried">The words of tries that the backup knows of, with {password} left open.</param>
public sealed record HeldReply(
    OutgoingText Text,
    DateTimeOffset Since,
    bool ByCarriersClock,
    bool DecidedAnew,
    IReadOnlyList<string> Tried
);

/// <summary>A held reply that the carrier has; <paramref name="Words"/> with {password} left open.</summary>
public sealed record FoundReply(HeldReply Reply, string Words, TwilioMessage Listed);
