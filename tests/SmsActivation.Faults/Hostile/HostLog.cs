using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SmsActivation.Faults.Hostile;

/// <summary>The host's log file, read as a collector reads it: a line ends at a line feed and nowhere else.</summary>
internal static partial class HostLog
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>How many lines there are; each that is no JSON object, an error, or holds what no log may.</summary>
    public static (int Lines, IReadOnlyList<string> Violations) Check(string folder)
    {
        var lines = 0;
        var violations = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "logs"), "*.jsonl"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            foreach (var line in LinesOf(stream))
            {
                lines++;
                if (Fault(line) is { } fault)
                    violations.Add($"log line {lines} {fault}: {Shown(line)}");
            }
        }
        return (lines, violations);
    }

    private static string? Fault(byte[] line)
    {
        try
        {
            var text = Strict.GetString(line);
            using var parsed = JsonDocument.Parse(text);
            if (parsed.RootElement.ValueKind != JsonValueKind.Object)
                return "is no object";
            // An alert is what the limits are for: thousands of strangers text the same few cards here.
            var isAlert = parsed
                .RootElement.GetProperty("RenderedMessage")
                .GetString()!
                .StartsWith("ALERT", StringComparison.Ordinal);
            if (parsed.RootElement.GetProperty("Level").GetString() is "Error" or "Fatal" && !isAlert)
                return "is an error";
            if (text.Contains(HostileText.Marker))
                return "holds a body";
            return FullPhone().IsMatch(text) ? "holds a full phone number" : null;
        }
        catch (Exception fault) when (fault is JsonException or DecoderFallbackException or KeyNotFoundException)
        {
            return "cannot be read, " + fault.Message;
        }
    }

    private static IEnumerable<byte[]> LinesOf(Stream stream)
    {
        var line = new List<byte>();
        var buffer = new byte[64 * 1024];
        for (int read; (read = stream.Read(buffer)) > 0; )
        {
            foreach (var sign in buffer.AsMemory(0, read).ToArray())
            {
                if (sign != '\n')
                {
                    line.Add(sign);
                    continue;
                }
                yield return [.. line];
                line.Clear();
            }
        }
        // A line that is being written has no end yet.
    }

    private static string Shown(byte[] line) => Encoding.UTF8.GetString(line, 0, Math.Min(line.Length, 1500));

    [GeneratedRegex(@"\+1415\d{7}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FullPhone();
}
