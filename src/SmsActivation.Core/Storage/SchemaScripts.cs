using System.Security.Cryptography;
using System.Text;

namespace SmsActivation.Core.Storage;

/// <summary>One numbered schema script and whether this database has it.</summary>
public sealed record SchemaScript(string Name, string? AppliedAt, bool Changed);

/// <summary>A folder of numbered, append-only scripts, beside what a database says of them in <c>schema_versions</c>.
/// Scripts of a newer version, which a database may have, are none of ours.</summary>
internal sealed class SchemaScripts(string folder)
{
    public sealed class Applied
    {
        public required string Name { get; init; }
        public required string Checksum { get; init; }
        public required string AppliedAt { get; init; }
    }

    public sealed record Script(string Name, string Text)
    {
        public string Checksum { get; } =
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));
    }

    public const string Select = "select name, checksum, applied_at from schema_versions";
    public const string Insert =
        "insert into schema_versions (name, checksum, applied_at) values (@Name, @Checksum, @appliedAt)";

    /// <summary>Those to be applied, in order.</summary>
    /// <exception cref="InvalidOperationException">One that was applied before reads differently now.</exception>
    public IEnumerable<Script> Missing(IEnumerable<Applied> known)
    {
        var applied = known.ToDictionary(row => row.Name, StringComparer.Ordinal);
        foreach (var script in All())
        {
            if (!applied.TryGetValue(script.Name, out var row))
                yield return script;
            else if (row.Checksum != script.Checksum)
                throw new InvalidOperationException(
                    $"sql/{Path.GetFileName(folder)}/{script.Name} was changed after it was applied on {row.AppliedAt}: "
                        + "add a new script instead."
                );
        }
    }

    public IReadOnlyList<SchemaScript> Beside(IEnumerable<Applied> known)
    {
        var applied = known.ToDictionary(row => row.Name, StringComparer.Ordinal);
        return
        [
            .. All()
                .Select(script =>
                    applied.TryGetValue(script.Name, out var row)
                        ? new SchemaScript(script.Name, row.AppliedAt, row.Checksum != script.Checksum)
                        : new SchemaScript(script.Name, AppliedAt: null, Changed: false)
                ),
        ];
    }

    private IEnumerable<Script> All() =>
        Directory
            .EnumerateFiles(folder, "*.sql")
            .OrderBy(file => file, StringComparer.Ordinal)
            .Select(file => new Script(Path.GetFileName(file), File.ReadAllText(file)));
}
