namespace SmsActivation.Core.Reading;

public enum Keyword
{
    Stop,
    Start,
    Help,
    Password,
}

public sealed record CardCandidate(string Number, string Format, IReadOnlyList<string> OtherTokens);

public sealed record SmsCommand
{
    public Keyword? Keyword { get; init; }
    public bool IsTwilioKeyword { get; init; }
    public IReadOnlyList<CardCandidate> Candidates { get; init; } = [];
    public bool NearMiss { get; init; }
    public bool LossWord { get; init; }
    public bool CardWord { get; init; }
    public bool OnlyExample { get; init; }
    public IReadOnlyList<string> Tokens { get; init; } = [];
}
