using System.Text.Json.Serialization;

namespace SmsActivation.TestCarrier;

/// <summary>How a scripted create ends.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
public enum FaultKind
{
    /// <summary>Answered with <see cref="Fault.Status"/>, <see cref="Fault.Code"/> and Retry-After.</summary>
    Refuse,

    /// <summary>No answer until the caller gives up.</summary>
    Hang,

    /// <summary>The connection is cut without an answer.</summary>
    Close,

    /// <summary>Taken, and reported as sent and delivered before the create itself is answered.</summary>
    CallbackFirst,

    /// <summary>Taken and answered, and never reported on.</summary>
    NoCallbacks,

    /// <summary>Taken and answered after <see cref="Fault.DelaySeconds"/>.</summary>
    Late,
}

/// <summary>What the next creates meet. <paramref name="To"/> null means: whoever they are for.</summary>
/// <param name="Taken">The text goes out although the caller is not told so: what makes a failure ambiguous.</param>
/// <param name="Reported">Whether a text that goes out untold is reported on.</param>
/// <param name="Seconds">Ends by itself so long after the first create that met it, however many did; null leaves it to the count.</param>
public sealed record Fault(
    FaultKind Kind,
    int Times = 1,
    string? To = null,
    int Status = 0,
    int? Code = null,
    int? RetryAfter = null,
    bool Taken = false,
    bool Reported = true,
    double? Seconds = null,
    double DelaySeconds = 0
);

/// <summary>What becomes of texts to a number: a last word, and its error code.</summary>
public sealed record Fate(string To, string Status, int? ErrorCode = null);

/// <summary>A text that a customer sent, and whose webhook was lost.</summary>
public sealed record CustomerText(string Sid, string From, string To, string Body);

/// <summary>How far the list is behind.</summary>
public sealed record Lag(double Seconds);

/// <summary>An account as the tests open it.</summary>
public sealed record AccountRequest(string Sid, string Token, IReadOnlyList<string> Numbers)
{
    /// <summary>Every create is answered this late, to the half of it sooner or later.</summary>
    public int DelayMilliseconds { get; init; } = 20;

    /// <summary>Every nth create is reported on before it is answered; 0 means none.</summary>
    public int CallbackFirstEvery { get; init; }
    public int MostPerPage { get; init; } = 1000;

    /// <summary>A text is in the list only so long after it was taken.</summary>
    public double ListLagSeconds { get; init; }

    /// <summary>Each text lags by itself, from not at all to <see cref="ListLagSeconds"/>.</summary>
    public bool ListLagVaries { get; init; }

    /// <summary>Where it has one, only this key may call the API; the token signs.</summary>
    public string? ApiKeySid { get; init; }
    public string? ApiKeySecret { get; init; }
}

/// <summary>One POST to Messages.json, whatever came of it.</summary>
/// <param name="Answer">The status given, or 0 for none.</param>
/// <param name="Sid">Null when the text was not taken.</param>
public sealed record CreateSeen(
    DateTimeOffset At,
    string To,
    string From,
    string Body,
    string StatusCallback,
    int? ValidityPeriod,
    int Answer,
    string? Sid
);

/// <summary>A status callback that was posted, and how it was answered (0: not at all).</summary>
public sealed record CallbackSeen(DateTimeOffset At, string Sid, string Status, int Answer);

/// <summary>Everything one account saw.</summary>
/// <param name="Redacted">SIDs, in the order of being redacted; again where it was asked for again.</param>
public sealed record AccountSeen(
    IReadOnlyList<CreateSeen> Creates,
    IReadOnlyList<CallbackSeen> Callbacks,
    IReadOnlyList<string> Violations,
    IReadOnlyList<string> Redacted
);
