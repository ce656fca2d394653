namespace SmsActivation.Core.Cards.Import;

/// <summary>How an import ended.</summary>
public abstract record ImportResult
{
    /// <summary>Nothing was read; every fault of the file's header or of the settings it needs.</summary>
    public sealed record Refused(IReadOnlyList<string> Faults) : ImportResult;

    public sealed record Finished(ImportReport Report) : ImportResult;
}

/// <summary>What an import did with the rows, or in a dry run would have done.</summary>
public sealed record ImportReport
{
    public int Read { get; init; }
    public int New { get; init; }
    public int Changed { get; init; }
    public int Unchanged { get; init; }
    public int Rejected { get; init; }

    /// <summary>Full path; null when no row was rejected.</summary>
    public string? RejectsFile { get; init; }
    public TimeSpan Took { get; init; }

    /// <summary>It was stopped before the end of the file; what it had written stays.</summary>
    public bool Stopped { get; init; }
}

/// <summary>How far an import is.</summary>
public readonly record struct ImportProgress(int Rows, long Bytes, long OfBytes);
