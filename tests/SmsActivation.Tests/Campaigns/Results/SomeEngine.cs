using SmsActivation.Core.Storage;

namespace SmsActivation.Tests.Campaigns.Results;

/// <summary>An engine of which only this is asked.</summary>
internal sealed class SomeEngine(bool takesManyHosts) : IEngine
{
    public string Place => "";
    public bool TakesManyHosts { get; } = takesManyHosts;

    public bool Exists() => true;

    public IReadOnlyList<string> Migrate(DateTimeOffset now) => [];

    public IReadOnlyList<SchemaScript> Schema() => [];

    public string? Advice() => null;

    public IDatabase Open() => throw new NotSupportedException();
}
