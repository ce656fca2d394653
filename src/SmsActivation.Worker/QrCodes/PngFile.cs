using System.Buffers.Binary;
using System.IO.Compression;

namespace SmsActivation.Worker.QrCodes;

/// <summary>A square picture of black and white that says how large it is on paper, which few writers of PNG can say.
/// Source: W3C, Portable Network Graphics (PNG) Specification.</summary>
internal static class PngFile
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(value => Remainder((uint)value))];

    /// <param name="lines">Of one bit for each pixel, each after a byte for its filter.</param>
    public static byte[] Write(int side, int pixelsPerMetre, byte[] lines)
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, side);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], side);
        header[8] = 1; // bit; the zeros behind it: grey, deflate, filters by line, not interlaced
        header[9..].Clear();
        Chunk(file, "IHDR"u8, header);
        Span<byte> density = stackalloc byte[9];
        BinaryPrimitives.WriteInt32BigEndian(density, pixelsPerMetre);
        BinaryPrimitives.WriteInt32BigEndian(density[4..], pixelsPerMetre);
        density[8] = 1; // metre
        Chunk(file, "pHYs"u8, density);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(lines);
        Chunk(file, "IDAT"u8, packed.ToArray());
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(name);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Checked(Checked(uint.MaxValue, name), content));
        file.Write(number);
    }

    /// <summary>CRC-32, as in the annex of the specification.</summary>
    private static uint Checked(uint sum, ReadOnlySpan<byte> content)
    {
        foreach (var value in content)
            sum = Remainders[(sum ^ value) & 0xFF] ^ (sum >> 8);
        return sum;
    }

    private static uint Remainder(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) == 0 ? value >> 1 : Polynomial ^ (value >> 1);
        return value;
    }
}
