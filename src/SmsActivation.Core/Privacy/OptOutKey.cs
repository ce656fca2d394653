using System.Security.Cryptography;
using System.Text;

namespace SmsActivation.Core.Privacy;

/// <summary><c>Privacy:HashKey</c>: without it nobody can tell of which phone a kept opt-out is. Phones are so few that
/// a plain hash of one would be found in seconds.</summary>
public sealed class OptOutKey(string? key)
{
    private const int Shortest = 16;
    private const int SignsOfId = 16;

    private readonly byte[]? _key = string.IsNullOrEmpty(key) ? null : Encoding.UTF8.GetBytes(key);

    public bool HasKey => _key is not null;

    /// <summary>Tells this key from others without giving it away; empty where there is none.</summary>
    public string Id => HasKey ? Hash("key", "")[..SignsOfId] : "";

    public string Of(string phone) => Hash("opt-out", phone);

    public IEnumerable<string> Faults()
    {
        if (_key is { Length: < Shortest })
            yield return $"Privacy:HashKey is too short: it needs {Shortest} signs or more.";
    }

    private string Hash(string what, string value)
    {
        if (_key is null)
            throw new InvalidOperationException("Privacy:HashKey is not set: it is needed to keep opt-outs.");
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{what}:{value}"), hash);
        return Convert.ToHexStringLower(hash);
    }
}
