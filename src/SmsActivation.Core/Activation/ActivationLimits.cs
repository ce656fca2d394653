namespace SmsActivation.Core.Activation;

/// <summary>The bounds of section <c>Limits</c>; each has a window of 24 hours unless said otherwise.</summary>
public sealed record ActivationLimits
{
    /// <summary>Failed tries of one phone before it is asked to wait.</summary>
    public int FailedTries { get; init; } = 5;

    /// <summary>PASSWORD texts of one phone before it is asked to wait.</summary>
    public int PasswordRequests { get; init; } = 3;

    public TimeSpan Window { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Wrong security codes on one card before none is compared for a window.</summary>
    public int WrongCodes { get; init; } = 10;

    /// <summary>Automatic replies to one phone in <see cref="BurstWindow"/>: two robots that answer each other end.</summary>
    public int RepliesInBurst { get; init; } = 5;

    /// <summary>Automatic replies to one phone in a window.</summary>
    public int RepliesPerDay { get; init; } = 20;

    /// <summary>Phones that fail on one card before a person is told.</summary>
    public int PhonesPerCard { get; init; } = 3;

    /// <summary>Failed tries on neighbouring numbers before refusals among them tell nothing.</summary>
    public int RangeMisses { get; init; } = 100;

    /// <summary>Activations of neighbouring numbers before refusals among them tell nothing.</summary>
    public int RangeActivations { get; init; } = 500;

    public static readonly TimeSpan BurstWindow = TimeSpan.FromMinutes(10);

    /// <summary>Active cards one member may have: the slots 1..N.</summary>
    public int CardsPerMember { get; init; } = 1;

    /// <summary>A welcome without a delivery report for this long is sent again when the customer texts again.</summary>
    public TimeSpan WelcomeAgainAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>After so long a silence PASSWORD also asks for the card's last 4 digits: numbers are recycled.</summary>
    public TimeSpan AskCardAfter { get; init; } = TimeSpan.FromDays(180);

    /// <summary>A text older than this is decided and shown but not answered, an activation excepted.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromHours(6);
}
