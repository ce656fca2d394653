namespace SmsActivation.Core.Twilio;
public enum SendFailureKind { NotProcessed, OurFault, Rejected, Ambiguous }
public sealed record SendFailure(SendFailureKind Kind, int? HttpStatus, int? Code, string Reason, TimeSpan? RetryAfter);
