namespace SmsActivation.Core.Campaigns.Audience;

/// <summary>How a load ended.</summary>
public abstract record AudienceResult
{
    /// <summary>Nothing was changed.</summary>
    public sealed record Refused(IReadOnlyList<string> Faults) : AudienceResult;

    /// <summary>The campaign is Ready.</summary>
    /// <param name="Remarks">What the list asks for and does not get, though nobody is left out for it: in sentences.</param>
    public sealed record Loaded(TimeSpan Took, IReadOnlyList<string> Remarks) : AudienceResult;

    /// <summary>Before its end, by its host or by whoever took the campaign from it: no list is there.</summary>
    public sealed record Stopped : AudienceResult;
}

/// <summary>What a load is at.</summary>
public enum AudienceStep
{
    Reading,
    Checking,

    /// <summary>Giving user names.</summary>
    Naming,
}

/// <summary>How far a load is; the parts of a file are bytes, else rows.</summary>
public readonly record struct AudienceProgress(AudienceStep Step, int Rows, long Done, long OfAll);
