using System.Text;
using SmsActivation.Core.Csv;

namespace SmsActivation.Tests.Csv;

public sealed class Utf8CheckTests
{
    private const int Block = 1 << 20;

    [Theory]
    [InlineData("", null)]
    [InlineData("a\nb", null)]
    [InlineData("a\nJörg\n🗝", null)]
    public void A_file_of_whole_signs_is_valid(string text, int? line) =>
        Assert.Equal(line, FirstIllLine(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData(-3)]
    [InlineData(-2)]
    [InlineData(-1)]
    [InlineData(0)]
    public void A_sign_may_lie_on_both_sides_of_a_block(int place)
    {
        var text = Encoding.UTF8.GetBytes(new string('a', Block + place) + "🗝" + new string('b', Block));
        Assert.Null(FirstIllLine(text));
        text[Block + place + 3] = (byte)'b';
        Assert.Equal(1, FirstIllLine(text));
    }

    [Theory]
    [InlineData("a\r\nJ\u00f6rg\r\nc", 2)]
    [InlineData("a\r\rJ\u00f6rg", 3)]
    [InlineData("\u00f6", 1)]
    [InlineData("a\nb\u00bf\u00bf\u00bf\u00bf\u00bf\u00bf", 2)]
    public void The_first_line_in_another_encoding_is_named(string text, int line) =>
        Assert.Equal(line, FirstIllLine(Encoding.Latin1.GetBytes(text)));

    [Fact]
    public void A_line_far_in_a_long_file_is_found()
    {
        var lines = string.Concat(Enumerable.Repeat("+12125550142,Anna\n", 200_000));
        Assert.Equal(200_001, FirstIllLine(Encoding.Latin1.GetBytes(lines + "+12125550142,J\u00f6rg\n" + lines)));
    }

    private static int? FirstIllLine(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return Utf8Check.FirstIllLine(stream, CancellationToken.None);
    }
}
