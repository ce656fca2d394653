namespace SmsActivation.Core.Privacy;

/// <summary>How erasing a person ended.</summary>
public abstract record Erasure
{
    /// <summary>A text of this phone is not decided, or a reply to it not sent: it would be written to again.</summary>
    public sealed record UnderWay(long Texts, long Replies) : Erasure;

    /// <summary>Its opt-out cannot be kept; nothing was changed. <paramref name="Reason"/> is a sentence.</summary>
    public sealed record Refused(string Reason) : Erasure;

    public sealed record Done(Erased What) : Erasure;
}

/// <summary>What was found of a person and is gone.</summary>
public sealed record Erased
{
    /// <summary>Texts that came from the phone: without words and phone now, known by their SIDs still.</summary>
    public int Texts { get; init; }
    public int Replies { get; init; }
    public int LogRows { get; init; }
    public bool Conversation { get; init; }
    public bool Member { get; init; }
    public int Passwords { get; init; }
    public int Consents { get; init; }

    /// <summary>Numbers of the cards that were linked, and are blocked now.</summary>
    public IReadOnlyList<string> Blocked { get; init; } = [];

    /// <summary>Cards that the till had noted this phone for.</summary>
    public int HolderOf { get; init; }

    /// <summary>Campaigns on whose lists the phone stood.</summary>
    public int Campaigns { get; init; }
    public bool OptOutKept { get; init; }

    public bool Nothing =>
        this is { Texts: 0, Replies: 0, LogRows: 0, Conversation: false, Member: false, HolderOf: 0, Campaigns: 0 };
}
