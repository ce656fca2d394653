using System.Buffers.Binary;
using System.Text;

namespace SmsActivation.Journeys.Passwords;

/// <summary>Looks for thousands of secrets in files, in every spelling at once: a place is looked at closely only where its
/// first bytes are those of one.</summary>
internal sealed class SecretScan
{
    private const int Start = sizeof(ulong);

    private readonly Dictionary<ulong, List<(string Name, byte[] Bytes)>> _byStart = [];

    public SecretScan(IEnumerable<string> secrets)
    {
        foreach (var (name, bytes) in secrets.SelectMany(Spellings.Of))
        {
            var start = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            if (!_byStart.TryGetValue(start, out var alike))
                _byStart.Add(start, alike = []);
            alike.Add((name, bytes));
        }
    }

    /// <summary>"file: what" for everything found.</summary>
    public IReadOnlyList<string> Find(IEnumerable<string> files) => [.. files.SelectMany(FindIn)];

    /// <summary>Whether the word stands in one of the files: shows that a search looks where the texts are.</summary>
    public static bool Holds(IEnumerable<string> files, string word) =>
        FileScan.Find(files, [("a word", Encoding.UTF8.GetBytes(word))]).Count > 0;

    private List<string> FindIn(string file)
    {
        var found = new List<string>();
        ReadOnlySpan<byte> all = Read(file);
        for (var at = 0; at + Start <= all.Length; at++)
            if (_byStart.TryGetValue(BinaryPrimitives.ReadUInt64LittleEndian(all[at..]), out var alike))
                foreach (var (name, bytes) in alike)
                    if (all[at..].StartsWith(bytes))
                        found.Add($"{file}: {name}");
        return found;
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
