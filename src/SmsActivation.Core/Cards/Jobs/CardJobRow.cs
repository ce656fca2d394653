namespace SmsActivation.Core.Cards.Jobs;

/// <summary>A job as it is stored.</summary>
internal sealed class CardJobRow
{
    public long Id { get; init; }
    public string Kind { get; init; } = "";
    public string? Batch { get; init; }
    public string? FileName { get; init; }
    public string StaffName { get; init; } = "";
    public string? Reason { get; init; }
    public string Host { get; init; } = "";
    public DateTimeOffset BegunAt { get; init; }
    public DateTimeOffset SeenAt { get; init; }
    public DateTimeOffset? StopAskedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? Result { get; init; }
    public string? Told { get; init; }
    public long Done { get; init; }
    public long OfAll { get; init; }
    public long RowsRead { get; init; }
    public long RowsNew { get; init; }
    public long RowsChanged { get; init; }
    public long RowsUnchanged { get; init; }
    public long RowsRejected { get; init; }

    public CardJob Job() =>
        new()
        {
            Id = Id,
            Kind = Enum.Parse<CardJobKind>(Kind),
            Batch = Batch,
            FileName = FileName,
            StaffName = StaffName,
            Reason = Reason,
            Host = Host,
            BegunAt = BegunAt,
            SeenAt = SeenAt,
            StopAskedAt = StopAskedAt,
            EndedAt = EndedAt,
            Result = Result is null ? null : Enum.Parse<CardJobResult>(Result),
            Told = Told,
            Sums = new CardJobSums(Done, OfAll)
            {
                Read = RowsRead,
                New = RowsNew,
                Changed = RowsChanged,
                Unchanged = RowsUnchanged,
                Rejected = RowsRejected,
            },
        };
}
