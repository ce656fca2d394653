namespace SmsActivation.Core.Twilio;

/// <summary>
/// A call that only reads or redacts failed. It changed nothing that asking again could double, so its kind is never
/// Ambiguous: NotProcessed may be asked again, OurFault waits for a person, Rejected is final.
/// </summary>
public sealed class TwilioCallException(SendFailure failure, Exception? inner = null)
    : Exception($"Twilio: {failure.Reason}", inner)
{
    public SendFailure Failure { get; } = failure;
}
