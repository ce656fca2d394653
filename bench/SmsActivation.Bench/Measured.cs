namespace SmsActivation.Bench;

/// <summary>What one program did in one round; null where a figure makes no sense.</summary>
internal sealed record Measured(string Program)
{
    /// <summary>Whether it is the product, whose memory has a goal in every scenario.</summary>
    public bool Ours { get; init; }

    public double? PerSecond { get; init; }
    public Latency? Latency { get; init; }

    /// <summary>CPU seconds of the server for 1,000 texts (or rows), user and system.</summary>
    public double? CpuPer1000 { get; init; }

    /// <summary>Resident memory, the highest seen, in MB of 10⁶ bytes.</summary>
    public double? RssMb { get; init; }

    /// <summary>What our own tools took from the same cores.</summary>
    public double? LoadCpuPer1000 { get; init; }

    public double? CarrierCpuPer1000 { get; init; }

    /// <summary>What else the scenario is about, by its name in the table.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; init; } = new Dictionary<string, double>();

    /// <summary>Why there is no figure, or what went wrong.</summary>
    public string? Note { get; init; }
}

/// <summary>All programs of a scenario, one after the other: what is compared was measured in the same minutes.</summary>
internal sealed record Round(int Number, IReadOnlyList<Measured> Measured)
{
    public Measured? this[string program] => Measured.FirstOrDefault(measured => measured.Program == program);
}
