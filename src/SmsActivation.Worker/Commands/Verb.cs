using System.CommandLine;

namespace SmsActivation.Worker.Commands;

/// <summary>A verb, or a group of them, with the examples that its help ends with.</summary>
internal sealed class Verb(string name, string description) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; init; } = [];
}
