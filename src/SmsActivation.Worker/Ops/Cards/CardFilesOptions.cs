namespace SmsActivation.Worker.Ops.Cards;

/// <summary>Section <c>Imports</c>: card files that are brought in at <c>/ops</c>.</summary>
public sealed class CardFilesOptions
{
    /// <summary>A folder of this host's own, made when it is needed: card files lie there while they are read, and what was
    /// rejected until it had its time.</summary>
    public string Path { get; init; } = "data/imports";

    /// <summary>In bytes.</summary>
    public long LargestFile { get; init; } = 200L * 1024 * 1024;

    public TimeSpan KeepRejects { get; init; } = TimeSpan.FromDays(1);

    private const long Smallest = 1024;
    private const long Largest = 4L * 1024 * 1024 * 1024;

    /// <summary>Every fault, each naming its setting and value.</summary>
    public IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Path))
            yield return "Imports:Path is empty: it must name a folder.";
        if (LargestFile is < Smallest or > Largest)
            yield return $"Imports:LargestFile is {LargestFile}: it must be from {Smallest} to {Largest} bytes.";
        if (KeepRejects < TimeSpan.FromMinutes(1) || KeepRejects > TimeSpan.FromDays(30))
            yield return $"Imports:KeepRejects is {KeepRejects}: it must be from 00:01:00 to 30.00:00:00.";
    }
}
