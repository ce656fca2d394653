using System.Text;
using SmsActivation.Core.Csv;

namespace SmsActivation.Tests.Csv;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("one")]
    [InlineData("one\n")]
    [InlineData("one\r")]
    [InlineData("one\r\n")]
    [InlineData("\n\r\n\r\r\n\n")]
    [InlineData("one\ntwo\rthree\r\nfour")]
    public void Lines_end_as_a_text_readers_do_however_the_bytes_arrive(string text)
    {
        var expected = new List<string>();
        var reader = new StringReader(text);
        while (reader.ReadLine() is { } line)
            expected.Add(line);
        Assert.Equal(expected, Read(text, atOnce: 1));
        Assert.Equal(expected, Read(text, atOnce: 1000));
    }

    [Fact]
    public void A_line_may_be_longer_than_what_is_read_at_once()
    {
        var longLine = new string('x', 300_000);
        Assert.Equal(["a", longLine, "b"], Read($"a\n{longLine}\r\nb", atOnce: 50_000));
    }

    [Fact]
    public void A_line_stays_as_it_was_while_others_are_read()
    {
        var lines = new LineReader(new Trickle(Encoding.ASCII.GetBytes("first\n" + new string('x', 200_000)), 1000));
        Assert.True(lines.TryRead(out var first));
        Assert.True(lines.TryRead(out _));
        Assert.Equal("first", Encoding.ASCII.GetString(first.Span));
    }

    private static List<string> Read(string text, int atOnce)
    {
        var lines = new LineReader(new Trickle(Encoding.ASCII.GetBytes(text), atOnce));
        var found = new List<string>();
        while (lines.TryRead(out var line))
            found.Add(Encoding.ASCII.GetString(line.Span));
        return found;
    }

    private sealed class Trickle(byte[] bytes, int atOnce) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, atOnce)]);
    }
}
