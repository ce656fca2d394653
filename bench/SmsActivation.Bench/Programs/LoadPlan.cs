using System.Text.Json;

namespace SmsActivation.Bench.Programs;

/// <summary>What the texts say.</summary>
internal enum TextKind
{
    /// <summary>No number: answered MissingCardNumber, and nothing is hashed.</summary>
    NoNumber,

    /// <summary>The phone's own card: activated the first time, AlreadyActive after that.</summary>
    OwnCard,
}

/// <summary>What one load process does.</summary>
internal sealed record LoadPlan(int Port, int Run, int Count)
{
    public TextKind Kind { get; init; }

    /// <summary>Number of the first text, and of its phone.</summary>
    public int First { get; init; }

    /// <summary>So many phones text in turn; 0 = each text comes from a phone of its own.</summary>
    public int Phones { get; init; }

    /// <summary>Cards between those of two phones that follow each other.</summary>
    public int Stride { get; init; } = 1;

    public int Connections { get; init; } = 64;

    /// <summary>Texts a second on schedule, whatever the answers do (an open loop); 0 = as fast as the connections go.
    /// On schedule, every wait counts from the scheduled moment.</summary>
    public int Rate { get; init; }

    /// <summary>Connecting is part of the load, and all connect at once.</summary>
    public bool Burst { get; init; }

    public int PhoneOf(int i) => Phones == 0 ? First + i : (First + i) % Phones;

    public string[] ToArguments() => ["load", JsonSerializer.Serialize(this)];

    public static LoadPlan Parse(string json) => JsonSerializer.Deserialize<LoadPlan>(json)!;
}

/// <summary>What one load process saw.</summary>
/// <param name="Broken">Connections refused or reset, and answers that never came.</param>
/// <param name="Latency">Of the answers 200.</param>
/// <param name="SentAt">Ticks of the machine's monotonic clock, which all its processes share; one for each text sent.</param>
/// <param name="Faults">What broke them, as the system calls it, and how often.</param>
internal sealed record LoadResult(
    int Ok,
    int Refused,
    int Broken,
    double Seconds,
    double CpuSeconds,
    Latency Latency,
    IReadOnlyList<long> SentAt,
    IReadOnlyDictionary<string, int> Faults
);
