namespace SmsActivation.Core.Members;

/// <summary>Section <c>Password</c>.</summary>
public sealed class PasswordOptions
{
    /// <summary>How long a texted password works.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(72);

    /// <summary>After so long a silence PASSWORD also asks for the card's last 4 digits.</summary>
    public TimeSpan AskCardAfter { get; init; } = TimeSpan.FromDays(180);

    public int TemporaryIterations { get; init; } = 10_000;
    public int ChosenIterations { get; init; } = 210_000;

    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(30);

    public IEnumerable<string> Faults()
    {
        if (Lifetime < TimeSpan.FromMinutes(1) || Lifetime > LongestLifetime)
            yield return $"Password:Lifetime is {Lifetime}: it must be from 00:01:00 to {LongestLifetime}.";
        if (AskCardAfter <= TimeSpan.Zero)
            yield return $"Password:AskCardAfter is {AskCardAfter}: it must be above zero.";
        if (TemporaryIterations is < 1_000 or > 10_000_000)
            yield return $"Password:TemporaryIterations is {TemporaryIterations}: it must be from 1000 to 10000000.";
        if (ChosenIterations is < 100_000 or > 10_000_000)
            yield return $"Password:ChosenIterations is {ChosenIterations}: it must be from 100000 to 10000000.";
    }
}
