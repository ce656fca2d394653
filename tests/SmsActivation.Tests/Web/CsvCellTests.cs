using SmsActivation.Worker.Web;

namespace SmsActivation.Tests.Web;

public sealed class CsvCellTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("Activated", "Activated")]
    [InlineData("2026-03-01T12:00:00.000Z", "2026-03-01T12:00:00.000Z")]
    [InlineData("•••• 1117", "•••• 1117")]
    [InlineData("+14155552671", "'+14155552671")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("＝1", "'＝1")]
    [InlineData("a=1", "a=1")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a;=1", "\"a;=1\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    public void A_cell_is_text_whatever_it_holds(string? value, string cell) => Assert.Equal(cell, CsvCell.Of(value));

    [Fact]
    public void A_line_ends_as_spreadsheets_take_it() => Assert.Equal("a,,'=b\r\n", CsvCell.Line("a", null, "=b"));
}
