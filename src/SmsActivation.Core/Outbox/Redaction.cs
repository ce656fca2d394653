namespace SmsActivation.Core.Outbox;

/// <summary>A text with a password whose words the carrier need not keep any longer.</summary>
/// <param name="Attempt">Id of the try that the carrier gave this SID.</param>
/// <param name="Tries">How often it was asked for in vain.</param>
public sealed record Redaction(long Attempt, string Sid, int Tries)
{
    /// <summary>A text without a last report cannot be delivered any more after this: far above
    /// <see cref="OutboxOptions.PasswordValidity"/>, which is at most ten hours.</summary>
    public static readonly TimeSpan WithoutReport = TimeSpan.FromHours(24);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    /// <summary>1, 2, 4 … minutes, at most six hours, for as long as the carrier has it: now and then it takes Twilio
    /// two weeks to finish a message (docs/api/errors/20009).</summary>
    public TimeSpan Pause => Tries > 8 ? LongestPause : FirstPause * (1 << Tries);
}
