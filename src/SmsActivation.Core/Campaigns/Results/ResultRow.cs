namespace SmsActivation.Core.Campaigns.Results;

/// <summary>What happened of a campaign on one day, to texts in one language, with cards of one batch. Texts stand at the
/// day they were sent, all else at the day it happened. Rows add up.</summary>
/// <param name="Day">UTC.</param>
/// <param name="Language">Of the text; of the reply where nobody of the list activated.</param>
/// <param name="Batch">Of the card that the list gave, or that was activated; empty where there is none.</param>
public sealed record ResultRow(string Day, string Language, string Batch)
{
    /// <summary>In the outbox, or under way to the carrier.</summary>
    public int Queued { get; init; }

    /// <summary>The carrier has it and has not said how it ended.</summary>
    public int Sent { get; init; }
    public int Delivered { get; init; }

    /// <summary>Refused, or not delivered.</summary>
    public int Failed { get; init; }

    /// <summary>It may have left; nobody knows.</summary>
    public int Unknown { get; init; }
    public int OptedOut { get; init; }
    public int ByKeyword { get; init; }
    public int ByCard { get; init; }
    public int ByPhone { get; init; }

    /// <summary>Members who were texted, and signed in after it.</summary>
    public int SignedIn { get; init; }

    /// <summary>Of texts that the carrier took: it bills those that do not arrive too.</summary>
    public long Segments { get; init; }

    /// <summary>Of those, as far as their countries have a price.</summary>
    public decimal Cost { get; init; }

    /// <summary>Segments among them without a price.</summary>
    public long Unpriced { get; init; }

    /// <summary>Texts that the carrier took whose segments nobody wrote down.</summary>
    public int Unmeasured { get; init; }

    public int Texts => Queued + Sent + Delivered + Failed + Unknown;

    public int Activated => ByKeyword + ByCard + ByPhone;

    public static ResultRow Sum(
        IEnumerable<ResultRow> rows,
        string day = "",
        string language = "",
        string batch = ""
    ) =>
        rows.Aggregate(
            new ResultRow(day, language, batch),
            static (sum, row) =>
                sum with
                {
                    Queued = sum.Queued + row.Queued,
                    Sent = sum.Sent + row.Sent,
                    Delivered = sum.Delivered + row.Delivered,
                    Failed = sum.Failed + row.Failed,
                    Unknown = sum.Unknown + row.Unknown,
                    OptedOut = sum.OptedOut + row.OptedOut,
                    ByKeyword = sum.ByKeyword + row.ByKeyword,
                    ByCard = sum.ByCard + row.ByCard,
                    ByPhone = sum.ByPhone + row.ByPhone,
                    SignedIn = sum.SignedIn + row.SignedIn,
                    Segments = sum.Segments + row.Segments,
                    Cost = sum.Cost + row.Cost,
                    Unpriced = sum.Unpriced + row.Unpriced,
                    Unmeasured = sum.Unmeasured + row.Unmeasured,
                }
        );
}
