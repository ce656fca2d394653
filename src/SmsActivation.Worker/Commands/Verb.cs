using System.CommandLine;

namespace SmsActivation.Worker.Commands;

/// <summary>A verb, or a group of them, with what its own help tells beyond the one line of the list.</summary>
internal sealed class Verb(string name, string description) : Command(name, description)
{
    public string? Details { get; init; }
    public IReadOnlyList<string> Examples { get; init; } = [];
}
