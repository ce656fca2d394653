namespace SmsActivation.Core.Campaigns;

/// <summary>What a campaign is for.</summary>
public enum CampaignKind
{
    /// <summary>Text us your card's number.</summary>
    Invite,

    /// <summary>A user name and a password for the shop's own site.</summary>
    Credentials,

    /// <summary>A series that stops once the card is activated.</summary>
    Reminder,
}

/// <summary>How far a campaign is: <c>Draft → Loading → Ready → Running ↔ Paused → Stopped | Done</c>.</summary>
public enum CampaignState
{
    /// <summary>Has words; nobody is on its list yet.</summary>
    Draft,

    /// <summary>Its list is being read.</summary>
    Loading,
    Ready,
    Running,
    Paused,

    /// <summary>By a person, for good.</summary>
    Stopped,

    /// <summary>Everybody's turn has come.</summary>
    Done,
}

/// <summary>Where somebody on a campaign's list stands; what became of a text stands in the outbox.</summary>
public enum RecipientState
{
    Waiting,

    /// <summary>From the beginning; the row says why.</summary>
    LeftOut,

    /// <summary>Held out, to be compared with.</summary>
    Control,

    /// <summary>Their text was put into the outbox.</summary>
    Fed,

    /// <summary>At their turn they could not be texted any more.</summary>
    Dropped,
}

/// <summary>A campaign as it stands.</summary>
public sealed record Campaign
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public CampaignKind Kind { get; init; }
    public CampaignState State { get; init; }

    /// <summary>In a text that answers it: whose answer it is.</summary>
    public string? Keyword { get; init; }
    public int PerSecond { get; init; }

    /// <summary>Of those who could be texted, so many of a hundred are not.</summary>
    public int ControlPercent { get; init; }

    /// <summary>Minutes of the recipient's own day: none leaves before.</summary>
    public int DayFrom { get; init; }

    /// <summary>Minutes of the recipient's own day: none leaves after.</summary>
    public int DayUntil { get; init; }

    /// <summary>The carrier gives up on a text after so many seconds.</summary>
    public int ValidSeconds { get; init; }
    public string MadeBy { get; init; } = "";
    public DateTimeOffset MadeAt { get; init; }
    public string? ApprovedBy { get; init; }
    public DateTimeOffset? ApprovedAt { get; init; }
    public string? StartedBy { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public string? EndedBy { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Also why it was paused.</summary>
    public string? EndReason { get; init; }

    /// <summary>Raised with each change of its words or its list: whoever approves one says which.</summary>
    public int Version { get; init; }

    /// <summary>Whoever changed its words last; null for the maker.</summary>
    public string? ChangedBy { get; init; }

    /// <summary>Its list is whoever got that campaign's text.</summary>
    public long? Corrects { get; init; }

    /// <summary>The first of a chain of corrections, which may be <see cref="Corrects"/> itself.</summary>
    public long? CorrectsFirst { get; init; }

    /// <summary>Also those of whom nobody knows whether they got it.</summary>
    public bool CorrectsUnknown { get; init; }

    /// <summary>Of its list, that a text may show, parted by commas; null where that is not known.</summary>
    public string? ListColumns { get; init; }

    /// <summary>The same, while a list is loaded; null where none is.</summary>
    public IReadOnlyList<string>? ColumnsOfList =>
        State == CampaignState.Draft ? null : ListColumns?.Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whoever brought its list; null where that is not known.</summary>
    public string? LoadedBy { get; init; }

    public string WrittenBy => ChangedBy ?? MadeBy;

    /// <summary>Then whoever still stands in its list has no turn any more.</summary>
    public bool IsOver => State is CampaignState.Stopped or CampaignState.Done;

    /// <summary>Those whose word is not enough, as people are told.</summary>
    public string Makers =>
        LoadedBy is null || LoadedBy == WrittenBy
            ? $"{WrittenBy} (who wrote it)"
            : $"{WrittenBy} (who wrote it) and {LoadedBy} (who brought its list)";

    /// <summary>Whose word is the second person's, on its words and on its list.</summary>
    public bool MayBeApprovedBy(string name) => name != WrittenBy && name != LoadedBy;
}
