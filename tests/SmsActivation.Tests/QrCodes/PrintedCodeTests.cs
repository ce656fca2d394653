using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.RegularExpressions;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Reading;
using SmsActivation.Tests.Activation;
using SmsActivation.Worker.QrCodes;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace SmsActivation.Tests.QrCodes;

/// <summary>Codes as a camera sees them: read back by another library than the one that draws them.</summary>
public sealed partial class PrintedCodeTests
{
    private const int QuietZone = 4;

    [Theory]
    [InlineData(null, "SMSTO:+15550001111:")]
    [InlineData("spring", "SMSTO:+15550001111:SPRING ")]
    [InlineData("ВЕСНА", "SMSTO:+15550001111:ВЕСНА ")]
    public void A_printed_code_is_read_as_our_number_and_the_cards(string? keyword, string before)
    {
        var card = Spine.Card(7);
        var code = PrintedCode.Of(Message(keyword).Payload(card));
        Assert.Equal(before + card, Read(Pixels(code.Png(25))));
        Assert.Equal(before + card, Read(Modules(code.Svg(25), code.Side)));
    }

    [Fact]
    public void It_is_as_large_on_paper_as_was_asked_for_and_has_its_quiet_zone()
    {
        var code = PrintedCode.Of(Message(null).Payload(Spine.Card(7)));
        Assert.Contains("width=\"20mm\" height=\"20mm\"", System.Text.Encoding.UTF8.GetString(code.Svg(20)));
        var png = code.Png(20);
        var side = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16));
        var perMetre = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(8 + 25 + 8));
        Assert.Equal("pHYs"u8.ToArray(), png[(8 + 25 + 4)..(8 + 25 + 8)]);
        Assert.Equal(20, side * 1000.0 / perMetre, tolerance: 0.01);
        Assert.InRange(perMetre * 25.4 / 1000, 600, 700);

        var modules = Modules(code.Svg(20), code.Side);
        for (var y = 0; y < code.Side; y++)
        for (var x = 0; x < code.Side; x++)
            if (Math.Min(Math.Min(x, y), Math.Min(code.Side - 1 - x, code.Side - 1 - y)) < QuietZone)
                Assert.False(modules[x, y]);
        // Short enough for modules of half a millimetre on a corner of a card.
        Assert.Equal(25 + (2 * QuietZone), code.Side);
    }

    [Fact]
    public void A_blot_on_it_does_no_harm()
    {
        var card = Spine.Card(7);
        var code = PrintedCode.Of(Message(null).Payload(card));
        var modules = Modules(code.Svg(25), code.Side);
        for (var x = 12; x < 16; x++)
        for (var y = 15; y < 20; y++)
            modules[x, y] = true;
        Assert.EndsWith(card, Read(modules));
    }

    [Theory]
    [InlineData("STOP", true)]
    [InlineData("password", true)]
    [InlineData("SPRING", false)]
    [InlineData(null, false)]
    public void A_word_that_means_something_else_is_no_keyword(string? keyword, bool faulty) =>
        Assert.Equal(faulty, Message(keyword).KeywordFault() is not null);

    [Theory]
    [InlineData(null, null)]
    [InlineData("LOST", "the text 'LOST …' would not be read")]
    [InlineData("9900000000001117", "the text '9900000000001117 …' would not be read")]
    public void A_text_that_would_not_activate_the_card_is_not_printed(string? keyword, string? fault)
    {
        var told = Message(keyword).Fault(Spine.Card(7));
        Assert.Equal(fault is null, told is null);
        Assert.StartsWith(fault ?? "", told ?? "");
    }

    private static CardMessage Message(string? keyword) =>
        new(new SmsReader(CardNumberOptions.Default), Spine.OurNumber, keyword);

    private static bool[,] Modules(byte[] svg, int side)
    {
        var modules = new bool[side, side];
        var path = System.Text.Encoding.UTF8.GetString(svg).Split("fill=\"#000\"")[1];
        foreach (Match run in Run().Matches(path))
            for (var x = 0; x < int.Parse(run.Groups[3].Value); x++)
                modules[int.Parse(run.Groups[1].Value) + x, int.Parse(run.Groups[2].Value)] = true;
        return modules;
    }

    private static bool[,] Pixels(byte[] png)
    {
        var side = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16));
        var at = 8 + 25 + 21;
        var packed = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
        using var zlib = new ZLibStream(new MemoryStream(png, at + 8, packed), CompressionMode.Decompress);
        var pixels = new bool[side, side];
        var line = new byte[1 + ((side + 7) / 8)];
        for (var y = 0; y < side; y++)
        {
            zlib.ReadExactly(line);
            for (var x = 0; x < side; x++)
                pixels[x, y] = (line[1 + (x / 8)] & (0x80 >> (x % 8))) == 0;
        }
        return pixels;
    }

    private static string? Read(bool[,] black)
    {
        const int Scale = 4;
        var side = black.GetLength(0) * Scale;
        var grey = new byte[side * side];
        for (var y = 0; y < side; y++)
        for (var x = 0; x < side; x++)
            grey[(y * side) + x] = black[x / Scale, y / Scale] ? (byte)0 : (byte)255;
        var source = new RGBLuminanceSource(grey, side, side, RGBLuminanceSource.BitmapFormat.Gray8);
        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source)))?.Text;
    }

    [GeneratedRegex("M([0-9]+) ([0-9]+)h([0-9]+)v1")]
    private static partial Regex Run();
}
