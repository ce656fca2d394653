using System.Globalization;
using System.Text;
using QRCoder;

namespace SmsActivation.Worker.QrCodes;

/// <summary>A QR code for paper: black on white, with the quiet zone of four modules that the standard asks for on each side,
/// at error correction M, so that a scratch across a seventh of it does no harm.</summary>
/// <param name="rows">From the top, quiet zone included; true is black.</param>
internal sealed class PrintedCode(IReadOnlyList<bool[]> rows)
{
    /// <summary>Phones focus from a hand's breadth on, and printers bleed: smaller modules are lost.</summary>
    public const double SmallestModule = 0.4;

    /// <summary>Modules on each side.</summary>
    public int Side => rows.Count;

    public static PrintedCode Of(string payload)
    {
        using var data = QRCodeGenerator.GenerateQrCode(payload, QRCodeGenerator.ECCLevel.M);
        return new PrintedCode([.. data.ModuleMatrix.Select(row => row.Cast<bool>().ToArray())]);
    }

    /// <summary>Black modules of a row that touch, as one run.</summary>
    private static IEnumerable<(int From, int Length)> Runs(bool[] row)
    {
        for (var from = 0; from < row.Length; from++)
        {
            if (!row[from])
                continue;
            var until = from;
            while (until < row.Length && row[until])
                until++;
            yield return (from, until - from);
            from = until;
        }
    }

    /// <summary>Its black modules as an SVG path, one unit a module.</summary>
    public string Path()
    {
        var path = new StringBuilder();
        for (var y = 0; y < Side; y++)
            foreach (var (from, length) in Runs(rows[y]))
                path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{length}v1h-{length}z");
        return path.ToString();
    }

    /// <param name="millimetres">Of each side, quiet zone included.</param>
    public byte[] Svg(double millimetres) =>
        Encoding.UTF8.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                <svg xmlns="http://www.w3.org/2000/svg" width="{millimetres}mm" height="{millimetres}mm" viewBox="0 0 {Side} {Side}" shape-rendering="crispEdges">
                <path fill="#fff" d="M0 0h{Side}v{Side}h-{Side}z"/>
                <path fill="#000" d="{Path()}"/>
                </svg>

                """
            )
        );

    /// <summary>One bit for each pixel, whole pixels for each module, at least 600 of them to the inch.</summary>
    /// <inheritdoc cref="Svg"/>
    public byte[] Png(double millimetres)
    {
        const double PerInch = 600;
        var scale = (int)Math.Ceiling(millimetres / 25.4 * PerInch / Side);
        var pixels = scale * Side;
        var line = new byte[(pixels + 7) / 8];
        using var image = new MemoryStream();
        foreach (var row in rows)
        {
            // White is one.
            Array.Fill(line, (byte)0xFF);
            foreach (var (from, length) in Runs(row))
                for (var x = from * scale; x < (from + length) * scale; x++)
                    line[x / 8] &= (byte)~(0x80 >> (x % 8));
            for (var times = 0; times < scale; times++)
            {
                image.WriteByte(0); // no filter
                image.Write(line);
            }
        }
        return PngFile.Write(pixels, (int)Math.Round(pixels * 1000 / millimetres), image.ToArray());
    }
}
