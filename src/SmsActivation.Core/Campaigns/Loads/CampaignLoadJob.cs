using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Hosts;

namespace SmsActivation.Core.Campaigns.Loads;

/// <summary>Where a list that is loaded at <c>/ops</c> comes from.</summary>
public enum LoadSource
{
    File,

    /// <summary>The holders of a batch's cards.</summary>
    Batch,

    /// <summary>Whoever got the campaign that this one corrects.</summary>
    Correction,
}

/// <summary>How a load ended, as its host wrote it down.</summary>
public enum LoadResult
{
    Done,

    /// <summary>The list could not be read; the one before stands.</summary>
    Refused,

    /// <summary>By a person, who is told of, or with its host; it is to be loaded again.</summary>
    Stopped,

    /// <summary>A fault of ours; it is to be loaded again.</summary>
    Failed,
}

/// <summary>A list that was loaded at <c>/ops</c>, or is.</summary>
public sealed class CampaignLoadJob
{
    public long Id { get; init; }
    public long CampaignId { get; init; }
    public LoadSource Source { get; init; }

    /// <summary>The file as it was called where it came from, or the batch.</summary>
    public string? Called { get; init; }
    public string StaffName { get; init; } = "";
    public string Host { get; init; } = "";
    public DateTimeOffset BegunAt { get; init; }
    public DateTimeOffset SeenAt { get; init; }
    public AudienceStep? Step { get; init; }
    public int RowsRead { get; init; }

    /// <summary>Of this step: bytes, or rows.</summary>
    public long Done { get; init; }
    public long OfAll { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public LoadResult? Result { get; init; }

    /// <summary>Why it was refused, or who stopped it.</summary>
    public string? Told { get; init; }

    /// <summary>Of this step, 0 to 100; never 100 before the end.</summary>
    public int Percent => OfAll <= 0 ? 0 : (int)Math.Clamp(Done * 100 / OfAll, 0, 99);

    /// <summary>Its host is at it; one that was not heard of for a while is gone.</summary>
    public bool RunsAt(DateTimeOffset now) => EndedAt is null && !IsLostAt(now);

    /// <summary>Its host is gone without a word.</summary>
    public bool IsLostAt(DateTimeOffset now) => EndedAt is null && now - SeenAt > HostStore.Silence;
}
