using System.Text;

namespace SmsActivation.Tests.Cards.Import;

/// <summary>What a card file may look like.</summary>
public sealed class CardFileTests
{
    [Theory]
    [InlineData("number,state\n1001,Blocked\n")]
    [InlineData("number;state\n1001;Blocked\n")]
    [InlineData("number\tstate\n1001\tBlocked\n")]
    [InlineData("\uFEFFnumber,state\n1001,Blocked\n")]
    [InlineData("number,state\r\n1001,Blocked\r\n")]
    [InlineData("number,state\n1001,Blocked")]
    [InlineData("\n\nnumber,state\n\n1001,Blocked\n,\n  \n")]
    [InlineData("Number , STATE\n 10 01 ,  blocked ")]
    [InlineData("state,number\nBLOCKED,1001")]
    [InlineData("\"number\",\"state\"\n\"1001\",\"Blocked\"")]
    [InlineData("number,state\n \"1001\" , \"Blocked\" ")]
    public async Task Delimiters_marks_line_ends_quotes_and_spaces_are_all_read(string text)
    {
        await using var bench = new ImportBench();
        var report = await bench.ImportAsync(text);
        Assert.Equal((1, 1, 0), (report.Read, report.New, report.Rejected));
        Assert.Equal("Blocked", await bench.StateAsync("1001"));
    }

    [Theory]
    [InlineData("\"gold, \"\"vip\"\"\"", "gold, \"vip\"")]
    [InlineData("\"\"", null)]
    [InlineData("Ключ 🗝", "Ключ 🗝")]
    public async Task Fields_come_through_as_they_were_meant(string field, string? kind)
    {
        await using var bench = new ImportBench();
        await bench.ImportAsync("number,kind", "1001," + field);
        Assert.Equal(kind, await bench.CardAsync<string>("1001", "kind"));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\n \n", "is empty")]
    [InlineData("1001\n1002\n", "no column 'number'")]
    [InlineData("card,state\n1001,Issued\n", "no column 'number'")]
    [InlineData("number,colour\n1001,red\n", "'colour' is not known")]
    [InlineData("number,state,state\n", "'state' stands there twice")]
    [InlineData("number,,state\n", "Column 2 has no name")]
    [InlineData("number,\"state\n", "header row cannot be read")]
    public async Task A_header_that_cannot_be_right_stops_the_import(string text, string expected)
    {
        await using var bench = new ImportBench();
        Assert.Contains(await bench.RefusedAsync(text), fault => fault.Contains(expected));
        Assert.Equal(0, await bench.Database.ScalarAsync<long>("select count(*) from cards"));
    }

    [Fact]
    public async Task Every_fault_of_a_header_is_told_at_once()
    {
        await using var bench = new ImportBench();
        Assert.Equal(3, (await bench.RefusedAsync("nummer,colour\n")).Count);
    }

    public static TheoryData<string, byte[]> Unicode() =>
        new()
        {
            { "UTF-16, Excel's Unicode text", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Tabbed)] },
            {
                "UTF-16, big end first",
                [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Tabbed)]
            },
            { "UTF-8 with its mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Tabbed)] },
        };

    private const string Tabbed = "number\tbatch\r\n1001\tлето\r\nx\tлето\r\n";

    [Theory]
    [MemberData(nameof(Unicode))]
    public async Task A_file_that_says_its_encoding_is_read_in_it(string name, byte[] bytes)
    {
        Assert.NotEmpty(name);
        await using var bench = new ImportBench();
        await bench.ImportBytesAsync(bytes);
        Assert.Equal("лето", await bench.CardAsync<string>("1001", "batch"));
        Assert.Contains("x\tлето", Assert.Single(bench.Rejects), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PK\u0003\u0004 the rest of it")]
    [InlineData("\u00D0\u00CF\u0011\u00E0 the rest of it")]
    public async Task A_spreadsheet_is_told_from_a_list_whatever_it_is_called(string start)
    {
        await using var bench = new ImportBench();
        Assert.Equal([Core.Csv.ExcelFile.Fault], await bench.RefusedAsync(start, Encoding.Latin1));
    }

    [Fact]
    public async Task A_missing_file_is_told()
    {
        await using var bench = new ImportBench();
        var result = await bench.RunAsync("nowhere.csv");
        Assert.Contains(
            "nowhere.csv",
            Assert.Single(Assert.IsType<Core.Cards.Import.ImportResult.Refused>(result).Faults)
        );
    }

    [Fact]
    public async Task A_row_in_another_encoding_is_rejected_alone_and_kept_byte_for_byte()
    {
        await using var bench = new ImportBench();
        byte[] odd = [.. "1002,"u8, 0xE4, 0xF6];
        var report = await bench.ImportBytesAsync([.. "number,kind\n1001,ä\n"u8, .. odd, .. "\n1003,ö\n"u8]);
        Assert.Equal((2, 1), (report.New, report.Rejected));
        Assert.Equal("ä", await bench.CardAsync<string>("1001", "kind"));
        var rejects = await File.ReadAllBytesAsync(bench.RejectsFile);
        Assert.True(rejects.AsSpan().IndexOf(odd) > 0);
    }

    [Fact]
    public async Task A_stray_quote_spoils_its_own_row_only()
    {
        await using var bench = new ImportBench();
        var report = await bench.ImportAsync("number,kind", "1001,\"gold", "1002,silver", "1003,go\"\"ld", "1004,red");
        Assert.Equal((2, 2), (report.New, report.Rejected));
        Assert.Equal(
            ["\"1001,\"\"gold\",,2,its quotes do not pair", "\"1003,go\"\"\"\"ld\",,4,its quotes do not pair"],
            bench.Rejects
        );
    }
}
