using QRCoder;

namespace SmsActivation.Worker.Account;

/// <summary>A card's number for the till's scanner.</summary>
internal static class CardCode
{
    private const int PixelsPerModule = 4;

    /// <summary>A QR code, black on white with its quiet zone, at the error correction that a scratched screen needs.</summary>
    public static string Svg(string number)
    {
        using var data = QRCodeGenerator.GenerateQrCode(number, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(PixelsPerModule);
    }
}
