namespace SmsActivation.Core.Privacy;

/// <summary>Section <c>Retention</c>: how long what is personal is kept.</summary>
public sealed class RetentionOptions
{
    /// <summary>The words of texts, both ways.</summary>
    public TimeSpan Bodies { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Who texted what card when: phones and cards in the log and beside the texts.</summary>
    public TimeSpan Events { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Hashes of temporary passwords, after they have expired.</summary>
    public TimeSpan Passwords { get; init; } = TimeSpan.FromDays(30);

    // Within two days everything that is owed for a text was done, tried again and settled.
    private static readonly TimeSpan Shortest = TimeSpan.FromDays(2);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    public IEnumerable<string> Faults()
    {
        foreach (
            var (name, value) in new[]
            {
                (nameof(Bodies), Bodies),
                (nameof(Events), Events),
                (nameof(Passwords), Passwords),
            }
        )
            if (value < Shortest || value > Longest)
                yield return $"Retention:{name} is {value}: it must be from {Shortest} to {Longest}.";
        if (Events < Bodies)
            yield return $"Retention:Events is {Events}: a body ({Bodies}) is not kept longer than whose it is.";
    }
}
