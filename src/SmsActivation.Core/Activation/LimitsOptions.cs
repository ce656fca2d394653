namespace SmsActivation.Core.Activation;

/// <summary>Section <c>Limits</c>.</summary>
public sealed class LimitsOptions
{
    public int FailedTries { get; init; } = 5;
    public int PasswordRequests { get; init; } = 3;
    public int WrongCodes { get; init; } = 10;
    public int RepliesInBurst { get; init; } = 5;
    public int RepliesPerDay { get; init; } = 20;
    public int PhonesPerCard { get; init; } = 3;
    public int RangeMisses { get; init; } = 100;
    public int RangeActivations { get; init; } = 500;
    public int CardsPerMember { get; init; } = 1;

    /// <summary>Sends a day, UTC, of all hosts together; what is over it waits for the next day.</summary>
    public int SendsPerDay { get; init; } = 50_000;

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
                (nameof(RepliesInBurst), RepliesInBurst),
                (nameof(RepliesPerDay), RepliesPerDay),
                (nameof(PhonesPerCard), PhonesPerCard),
                (nameof(RangeMisses), RangeMisses),
                (nameof(RangeActivations), RangeActivations),
                (nameof(CardsPerMember), CardsPerMember),
            }
        )
            if (value is < 1 or > 1000)
                yield return $"Limits:{name} is {value}: it must be from 1 to 1000.";
        if (SendsPerDay < 1)
            yield return $"Limits:SendsPerDay is {SendsPerDay}: it must be above zero.";
        // The reply that names the wait has room for two digits of hours.
        if (Window < TimeSpan.FromSeconds(1) || Window > LongestWindow)
            yield return $"Limits:Window is {Window}: it must be from 00:00:01 to {LongestWindow}.";
        if (WelcomeAgainAfter <= TimeSpan.Zero)
            yield return $"Limits:WelcomeAgainAfter is {WelcomeAgainAfter}: it must be above zero.";
    }
}
