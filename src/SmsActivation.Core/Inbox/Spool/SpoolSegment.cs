using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmsActivation.Core.Inbox.Spool;

/// <summary>One file of the spool, written once from front to back: records of [length, 4 bytes][sealed bytes], of which
/// the first says that the key is the right one.</summary>
internal sealed class SpoolSegment : IDisposable
{
    private const string Extension = ".spool";

    // A webhook has 64 KiB, of which each byte may be written as six.
    private const int LongestRecord = 512 * 1024;
    private const int MostSkipped = 3; // records that one damage may span, and still be known for one
    private static readonly byte[] Header = "SmsActivation spool 1"u8.ToArray();

    private readonly SpoolCipher _cipher;
    private FileStream? _file;
    private int _places;

    private SpoolSegment(string path, long number, SpoolCipher cipher) =>
        (Path, Number, _cipher) = (path, number, cipher);

    public string Path { get; }
    public long Number { get; }

    /// <summary>Texts in it that are not yet in the database.</summary>
    public int Left { get; set; }
    public long Bytes { get; private set; }

    /// <summary>It ends in something that cannot be read: a record that was cut off before anybody was told of it, or one
    /// that was damaged since. Which, only a person can find out.</summary>
    public bool IsTorn { get; private set; }
    public bool IsOpen => _file is not null;

    /// <summary>A new file, which only its owner may read.</summary>
    public static SpoolSegment Create(string folder, long number, SpoolCipher cipher)
    {
        var path = System.IO.Path.Combine(folder, number.ToString("D12", CultureInfo.InvariantCulture) + Extension);
        var segment = new SpoolSegment(path, number, cipher);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        segment._file = new FileStream(path, options);
        try
        {
            segment.Write([Header]);
            SpoolFolder.Flush(folder);
            return segment;
        }
        catch
        {
            // A full disk must not fill with empty files.
            segment.Close();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>The files of a folder, oldest first.</summary>
    public static IEnumerable<string> In(string folder) =>
        Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal);

    /// <summary>What a host before us left behind. A last record that was cut off was never acknowledged, and is
    /// dropped.</summary>
    /// <exception cref="SpoolException">The key is another, or the file was damaged.</exception>
    public static (SpoolSegment Segment, IReadOnlyList<InboundText> Texts) Read(string path, SpoolCipher cipher)
    {
        if (
            !long.TryParse(
                System.IO.Path.GetFileNameWithoutExtension(path),
                CultureInfo.InvariantCulture,
                out var number
            )
        )
            throw new SpoolException($"{path} is no file of the spool: its name is no number.");
        var bytes = File.ReadAllBytes(path);
        var segment = new SpoolSegment(path, number, cipher) { Bytes = bytes.Length };
        var texts = new List<InboundText>();
        var at = 0;
        for (var place = 0; at < bytes.Length; place++)
        {
            var length = LengthAt(bytes, at);
            var isWhole = length is { } whole && whole <= bytes.Length - at - sizeof(int);
            var record = isWhole ? cipher.Open(bytes.AsSpan(at + sizeof(int), length!.Value), number, place) : null;
            if (record is null && place == 0 && isWhole)
                throw new SpoolException(
                    $"{path} cannot be opened with this Spool:Key: set the key it was written with."
                );
            if (record is null && AnyAfter(bytes, at, number, place, cipher))
                throw new SpoolException($"{path} is damaged at byte {at}: move it away, and keep it for a person.");
            if (record is null)
            {
                segment.IsTorn = true;
                break;
            }
            if (place > 0)
                texts.Add(JsonSerializer.Deserialize(record, SpoolJson.Default.InboundText)!);
            at += sizeof(int) + length!.Value;
        }
        segment.Left = texts.Count;
        return (segment, texts);
    }

    /// <summary>Null where there is no length that a record can have.</summary>
    private static int? LengthAt(byte[] bytes, int at) =>
        bytes.Length - at >= sizeof(int)
        && BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at)) is > 0 and <= LongestRecord and var length
            ? length
            : null;

    /// <summary>Whether a later record can be read: then what cannot is no tail that was cut off, but damage before texts
    /// that were acknowledged.</summary>
    private static bool AnyAfter(byte[] bytes, int at, long number, int place, SpoolCipher cipher)
    {
        for (var start = at + 1; start < bytes.Length; start++)
            if (LengthAt(bytes, start) is { } length && length <= bytes.Length - start - sizeof(int))
                for (var next = place + 1; next <= place + MostSkipped; next++)
                    if (cipher.Open(bytes.AsSpan(start + sizeof(int), length), number, next) is not null)
                        return true;
        return false;
    }

    public static byte[] Serialize(InboundText text) =>
        JsonSerializer.SerializeToUtf8Bytes(text, SpoolJson.Default.InboundText);

    /// <summary>Appends records and makes them durable; after a fault the file is as long as before.</summary>
    public void Write(IReadOnlyList<byte[]> records)
    {
        var file = _file ?? throw new InvalidOperationException("The segment is closed.");
        var before = file.Length;
        try
        {
            using var buffer = new MemoryStream();
            Span<byte> length = stackalloc byte[sizeof(int)];
            for (var i = 0; i < records.Count; i++)
            {
                var sealedRecord = _cipher.Seal(records[i], Number, _places + i);
                BinaryPrimitives.WriteInt32LittleEndian(length, sealedRecord.Length);
                buffer.Write(length);
                buffer.Write(sealedRecord);
            }
            file.Write(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
            file.Flush(flushToDisk: true);
            _places += records.Count;
            Bytes = file.Length;
        }
        catch
        {
            file.SetLength(before);
            file.Position = before;
            throw;
        }
    }

    /// <summary>Nothing more is written to it.</summary>
    public void Close()
    {
        _file?.Dispose();
        _file = null;
    }

    public void Delete()
    {
        Close();
        File.Delete(Path);
    }

    public void Dispose() => Close();
}

/// <summary>The spool cannot be used; the message says why, for the operator.</summary>
public sealed class SpoolException : Exception
{
    public SpoolException() { }

    public SpoolException(string message)
        : base(message) { }

    public SpoolException(string message, Exception inner)
        : base(message, inner) { }
}

[JsonSerializable(typeof(InboundText))]
internal sealed partial class SpoolJson : JsonSerializerContext;
