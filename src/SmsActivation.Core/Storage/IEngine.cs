namespace SmsActivation.Core.Storage;

/// <summary>One database of one kind: where it is, its schema, and what opens it.</summary>
public interface IEngine
{
    /// <summary>For messages: a file's full path, or a database and its server.</summary>
    string Place { get; }

    /// <summary>Whether hosts live on it side by side.</summary>
    bool TakesManyHosts { get; }

    /// <summary>Whether there is anything yet; an empty database on a server is nothing.</summary>
    bool Exists();

    /// <summary>Applies the schema scripts that are missing and answers with the names applied now.</summary>
    /// <exception cref="InvalidOperationException">A script that was applied before reads differently now.</exception>
    IReadOnlyList<string> Migrate(DateTimeOffset now);

    IReadOnlyList<SchemaScript> Schema();

    /// <summary>What of its settings would be better otherwise, in words; null when nothing is.</summary>
    string? Advice();

    IDatabase Open();
}
