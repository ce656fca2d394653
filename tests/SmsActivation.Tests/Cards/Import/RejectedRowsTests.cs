using SmsActivation.Core.Cards;

namespace SmsActivation.Tests.Cards.Import;

/// <summary>A bad row never stops the file.</summary>
public sealed class RejectedRowsTests
{
    private const string Header = "number,state,kind,expires_on,batch,code,holder_phone";

    [Theory]
    [InlineData(",Issued,,,,,", "the number is missing")]
    [InlineData("123,,,,,,", "fits no format")]
    [InlineData("9.90E+15,,,,,,", "spreadsheet")]
    [InlineData("1234,,,,,,", "example")]
    [InlineData("1001,Lost,,,,,", "the state is none of Prepared, Issued")]
    [InlineData("1001,3,,,,,", "the state is none of")]
    [InlineData("1001,,,31.12.2027,,,", "expires_on")]
    [InlineData("1001,,,2027-02-29,,,", "expires_on")]
    [InlineData("1001,,,,,12,", "the code is not 3 to 8")]
    [InlineData("1001,,,,,abcd,", "the code is not 3 to 8")]
    [InlineData("1001,,,,,,5550142", "holder_phone")]
    [InlineData("1001,,,,,,someone", "holder_phone")]
    [InlineData("1001,,go\u0007ld,,,,", "control character")]
    [InlineData("1001,Issued", "it has 2 fields, the header has 7")]
    [InlineData("1001,,,,,,,,", "it has 9 fields, the header has 7")]
    public async Task A_bad_row_goes_aside_with_its_line_and_reason(string row, string reason)
    {
        await using var bench = new ImportBench();
        var report = await bench.ImportAsync(Header, "1002,,,,,,", row, "1003,,,,,,");
        Assert.Equal((3, 2, 1), (report.Read, report.New, report.Rejected));
        Assert.Equal(bench.RejectsFile, report.RejectsFile);
        var reject = Assert.Single(bench.Rejects);
        Assert.Contains(",3,", reject);
        Assert.Contains(reason, reject);
        Assert.Null(await bench.StateAsync("1001"));
    }

    [Fact]
    public async Task Every_fault_of_a_row_is_told_at_once()
    {
        await using var bench = new ImportBench();
        await bench.ImportAsync(Header, "12,Lost,,soon,,x,y");
        var reject = Assert.Single(bench.Rejects);
        Assert.All(["number", "state", "expires_on", "code", "holder_phone"], word => Assert.Contains(word, reject));
    }

    [Fact]
    public async Task Of_two_equal_numbers_the_first_good_row_wins()
    {
        await using var bench = new ImportBench();
        var report = await bench.ImportAsync(
            "number,kind,state",
            "1001,bad,Lost",
            "1001,first,",
            "10 01,second,",
            "ab12,letters,",
            "AB12,again,"
        );
        Assert.Equal((2, 3), (report.New, report.Rejected));
        Assert.Equal("first", await bench.CardAsync<string>("1001", "kind"));
        Assert.EndsWith("the number stands on line 3 already", bench.Rejects[1]);
        Assert.EndsWith("the number stands on line 5 already", bench.Rejects[2]);
    }

    [Fact]
    public async Task Mended_rejects_are_imported_as_they_are()
    {
        await using var bench = new ImportBench();
        await bench.ImportAsync("number;kind;state", "1001;\"a;b\";Lost", "1002;c;Lost");
        Assert.Equal(
            "number;kind;state;line;reason",
            (await File.ReadAllLinesAsync(bench.RejectsFile))[0].TrimStart('\uFEFF')
        );
        var mended = (await File.ReadAllTextAsync(bench.RejectsFile)).Replace(
            "1001;\"a;b\";Lost",
            "1001;\"a;b\";Blocked"
        );

        var report = await bench.ImportAsync(mended);

        Assert.Equal((1, 1), (report.New, report.Rejected));
        Assert.Equal("a;b", await bench.CardAsync<string>("1001", "kind"));
        Assert.StartsWith("1002;c;Lost;3;", Assert.Single(bench.Rejects));
    }

    [Fact]
    public async Task Rejects_stand_in_the_order_of_the_file()
    {
        await using var bench = new ImportBench();
        await bench.ImportAsync("number,state", "1001,Blocked");
        await bench.ImportAsync("number,state", "1001,Issued", "x,", "1002,Issued", "y,");
        Assert.Equal(["2", "3", "5"], bench.Rejects.Select(row => row.Split(',')[2]));
    }

    [Fact]
    public async Task A_clean_run_leaves_no_rejects_of_an_earlier_one()
    {
        await using var bench = new ImportBench();
        await bench.ImportAsync("number", "x");
        Assert.Single(bench.Rejects);
        var report = await bench.ImportAsync("number", "1001");
        Assert.Null(report.RejectsFile);
        Assert.False(File.Exists(bench.RejectsFile));
    }

    [Fact]
    public async Task Codes_without_a_key_stop_the_import_before_its_first_row()
    {
        await using var bench = new ImportBench { Codes = new CardCodes(null) };
        var fault = Assert.Single(await bench.RefusedAsync("number,code\n1001,\n1002,4829\n"));
        Assert.Contains("Cards:CodeKey", fault);
        Assert.DoesNotContain("4829", fault);
        Assert.Null(await bench.StateAsync("1001"));
    }

    [Fact]
    public async Task A_code_column_without_codes_needs_no_key()
    {
        await using var bench = new ImportBench { Codes = new CardCodes(null) };
        Assert.Equal(1, (await bench.ImportAsync("number,code", "1001, ")).New);
    }
}
