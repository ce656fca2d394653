using System.Text.Unicode;

namespace SmsActivation.Core.Csv;

/// <summary>Whether a file is UTF-8, found out before any of it is used: spreadsheets save plain CSV in their country's own
/// encoding. A pass over the bytes in large blocks takes a second for a gigabyte; only a file at fault is read once more, by lines.</summary>
internal static class Utf8Check
{
    private const int BlockSize = 1 << 20;

    // UTF-8 writes a sign in four bytes at most.
    private const int LongestSign = 4;

    /// <summary>What to tell of a file that is none.</summary>
    public static string Fault(string name, int line) =>
        $"{name} is not UTF-8: line {line}. In Excel save it as 'CSV UTF-8 (comma delimited)'.";

    /// <summary>The first line that is no UTF-8, counted from 1; null when all are, or when it was stopped.</summary>
    public static int? FirstIllLine(Stream stream, CancellationToken stopping)
    {
        var start = stream.Position;
        if (IsValid(stream, stopping))
            return null;
        stream.Position = start;
        var reader = new LineReader(stream);
        for (var line = 1; reader.TryRead(out var bytes); line++)
            if (!Utf8.IsValid(bytes.Span))
                return line;
        return null;
    }

    private static bool IsValid(Stream stream, CancellationToken stopping)
    {
        var block = GC.AllocateUninitializedArray<byte>(BlockSize);
        var kept = 0;
        while (!stopping.IsCancellationRequested)
        {
            var read = stream.Read(block.AsSpan(kept));
            var here = block.AsSpan(0, kept + read);
            if (read == 0)
                return Utf8.IsValid(here);
            var whole = BeforeLastSign(here);
            if (!Utf8.IsValid(here[..whole]))
                return false;
            kept = here.Length - whole;
            here[whole..].CopyTo(block);
        }
        return true;
    }

    /// <summary>The last sign may go on in the next block. Bytes that end in none are at fault already.</summary>
    private static int BeforeLastSign(ReadOnlySpan<byte> bytes)
    {
        for (var place = bytes.Length - 1; place >= 0 && place >= bytes.Length - LongestSign; place--)
            if ((bytes[place] & 0xC0) != 0x80)
                return place;
        return bytes.Length;
    }
}
