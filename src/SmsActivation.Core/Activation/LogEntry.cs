namespace SmsActivation.Core.Activation;

/// <summary>One row of the activation log, with how its reply stands now.</summary>
public sealed class LogEntry
{
    public long Id { get; init; }
    public DateTimeOffset At { get; init; }
    public string MessageSid { get; init; } = "";
    public string Channel { get; init; } = "";
    public string Phone { get; init; } = "";
    public string? Card { get; init; }
    public string Outcome { get; init; } = "";

    /// <summary>Of the reply, whether one was owed or not; null in old rows.</summary>
    public string? Language { get; init; }

    /// <summary>The machine that decided; null in old rows.</summary>
    public string? Host { get; init; }

    /// <summary>The template of the reply; null when none was owed.</summary>
    public string? Reply { get; init; }
    public string? ReplyState { get; init; }

    /// <summary>The carrier's code, where it failed.</summary>
    public int? ReplyError { get; init; }

    public LogPlace Place => new(At, Id);
}
