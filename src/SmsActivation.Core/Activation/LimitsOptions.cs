namespace SmsActivation.Core.Activation;

/// <summary>Section <c>Limits</c>.</summary>
public sealed class LimitsOptions
{
    public int FailedTries { get; init; } = 5;
    public int PasswordRequests { get; init; } = 3;
    public int WrongCodes { get; init; } = 10;
    public int CardsPerMember { get; init; } = 1;
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(24);
    public TimeSpan WelcomeAgainAfter { get; init; } = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(4);

    public IEnumerable<string> Faults()
    {
        foreach (
            var (name, value) in new[]
            {
                (nameof(FailedTries), FailedTries),
                (nameof(PasswordRequests), PasswordRequests),
                (nameof(WrongCodes), WrongCodes),
                (nameof(CardsPerMember), CardsPerMember),
            }
        )
            if (value is < 1 or > 1000)
                yield return $"Limits:{name} is {value}: it must be from 1 to 1000.";
        // The reply that names the wait has room for two digits of hours.
        if (Window < TimeSpan.FromSeconds(1) || Window > LongestWindow)
            yield return $"Limits:Window is {Window}: it must be from 00:00:01 to {LongestWindow}.";
        if (WelcomeAgainAfter <= TimeSpan.Zero)
            yield return $"Limits:WelcomeAgainAfter is {WelcomeAgainAfter}: it must be above zero.";
    }
}
