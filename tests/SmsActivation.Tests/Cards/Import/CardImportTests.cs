using SmsActivation.Core.Cards.Import;

namespace SmsActivation.Tests.Cards.Import;

/// <summary>What an import does to the cards.</summary>
public sealed class CardImportTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_new_card_has_all_that_its_row_says()
    {
        await using var bench = new ImportBench();
        await bench.ImportAsync(
            "number,state,kind,expires_on,batch,code,holder_phone",
            "1001,prepared,gold,2027-12-31,spring,a7b2,+1 (201) 555-0142"
        );
        Assert.Equal("Prepared", await bench.StateAsync("1001"));
        Assert.Equal("gold", await bench.CardAsync<string>("1001", "kind"));
        Assert.Equal(new DateOnly(2027, 12, 31), await bench.CardAsync<DateOnly>("1001", "expires_on"));
        Assert.Equal("spring", await bench.CardAsync<string>("1001", "batch"));
        Assert.Equal("+12015550142", await bench.CardAsync<string>("1001", "holder_phone"));
        Assert.Equal(4, await bench.CardAsync<int>("1001", "code_length"));
        Assert.True(bench.Codes.Matches("1001", "A7B2", (await bench.CardAsync<string>("1001", "code_hash"))!));
        Assert.Equal(Noon, await bench.CardAsync<DateTimeOffset>("1001", "created_at"));
        Assert.Equal(0, await bench.Database.ScalarAsync<long>("select count(*) from members"));
    }

    [Fact]
    public async Task A_number_alone_is_an_issued_card()
    {
        await using var bench = new ImportBench();
        await bench.ImportAsync("number", "10 01");
        Assert.Equal("Issued", await bench.StateAsync("1001"));
    }

    [Theory]
    [InlineData("number", "1001", "summer")]
    [InlineData("number,batch", "1001,", "summer")]
    [InlineData("number,batch", "1001,spring", "spring")]
    public async Task The_batch_of_the_command_line_is_for_rows_without_one(string header, string row, string batch)
    {
        await using var bench = new ImportBench { Batch = "summer" };
        await bench.ImportAsync(header, row);
        Assert.Equal(batch, await bench.CardAsync<string>("1001", "batch"));
    }

    [Fact]
    public async Task Importing_the_same_file_again_changes_nothing()
    {
        await using var bench = new ImportBench();
        string[] file = ["number,state,kind,expires_on,code", "1001,Issued,gold,2027-12-31,482", "1002,,,,"];
        await bench.ImportAsync(file);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        var report = await bench.ImportAsync(file);
        Assert.Equal((0, 0, 2, 0), (report.New, report.Changed, report.Unchanged, report.Rejected));
        Assert.Equal(Noon, await bench.CardAsync<DateTimeOffset>("1001", "updated_at"));
    }

    [Fact]
    public async Task Only_what_a_file_says_is_changed()
    {
        await using var bench = new ImportBench();
        await bench.ImportAsync(
            "number,state,kind,expires_on,batch,code,holder_phone",
            "1001,Prepared,gold,2027-12-31,spring,482,+12015550142"
        );
        var report = await bench.ImportAsync("number,kind,expires_on", "1001,silver,");
        Assert.Equal(1, report.Changed);
        Assert.Equal("silver", await bench.CardAsync<string>("1001", "kind"));
        Assert.Equal(new DateOnly(2027, 12, 31), await bench.CardAsync<DateOnly>("1001", "expires_on"));
        Assert.Equal("Prepared", await bench.StateAsync("1001"));
        Assert.Equal("spring", await bench.CardAsync<string>("1001", "batch"));
        Assert.Equal(3, await bench.CardAsync<int>("1001", "code_length"));
        Assert.Equal("+12015550142", await bench.CardAsync<string>("1001", "holder_phone"));
    }

    [Theory]
    [InlineData("Blocked", "blocked")]
    [InlineData("Replaced", "replaced")]
    [InlineData("Expired", "expired")]
    public async Task A_card_that_ends_frees_its_holders_slot(string state, string reason)
    {
        await using var bench = new ImportBench();
        await bench.ImportAsync("number", "1001");
        await bench.LinkAsync("1001", "+12015550142");
        var report = await bench.ImportAsync("number,state", "1001," + state);
        Assert.Equal(1, report.Changed);
        Assert.Equal(state, await bench.StateAsync("1001"));
        Assert.Equal(reason, await bench.UnlinkReasonAsync("1001"));
    }

    [Fact]
    public async Task A_refused_state_changes_nothing_else_of_the_row()
    {
        await using var bench = new ImportBench();
        await bench.ImportAsync("number", "1001");
        await bench.LinkAsync("1001", "+12015550142");
        var report = await bench.ImportAsync("number,state,kind", "1001,Issued,gold");
        Assert.Equal((0, 1), (report.Changed, report.Rejected));
        Assert.Equal("Active", await bench.StateAsync("1001"));
        Assert.Null(await bench.CardAsync<string>("1001", "kind"));
        Assert.Null(await bench.UnlinkReasonAsync("1001"));
    }

    [Fact]
    public async Task The_code_of_an_active_card_stays()
    {
        await using var bench = new ImportBench();
        await bench.ImportAsync("number,code", "1001,482", "1002,482");
        await bench.LinkAsync("1001", "+12015550142");
        var report = await bench.ImportAsync("number,code", "1001,9999", "1002,9999");
        Assert.Equal((1, 1), (report.Changed, report.Rejected));
        Assert.Equal(3, await bench.CardAsync<int>("1001", "code_length"));
        Assert.Equal(4, await bench.CardAsync<int>("1002", "code_length"));
    }

    [Fact]
    public async Task A_dry_run_counts_and_rejects_alike_and_changes_no_card()
    {
        await using var bench = new ImportBench();
        await bench.ImportAsync("number,state", "1001,Prepared", "1002,Issued", "1003,Blocked");
        const string file = "number,state\n1001,Issued\n1002,Issued\n1003,Issued\n1004,\n1004,\nx,\n";

        var tried = await bench.ImportAsync(file, dryRun: true);
        var rejects = bench.Rejects;
        Assert.Equal("Prepared", await bench.StateAsync("1001"));
        Assert.Null(await bench.StateAsync("1004"));

        var done = await bench.ImportAsync(file);
        Assert.Equal((6, 1, 1, 1, 3), (tried.Read, tried.New, tried.Changed, tried.Unchanged, tried.Rejected));
        Assert.Equal(tried with { Took = default }, done with { Took = default });
        Assert.Equal(rejects, bench.Rejects);
        Assert.Equal("Issued", await bench.StateAsync("1001"));
    }

    [Fact]
    public async Task An_import_that_is_stopped_says_so_and_goes_on_when_run_again()
    {
        await using var bench = new ImportBench { HostIsLive = true };
        await File.WriteAllLinesAsync(
            bench.File,
            ["number", .. Enumerable.Range(2000, 1000).Select(i => i.ToString())]
        );
        using var stopping = new CancellationTokenSource();
        var first = await bench.RunAsync(progress: new FirstReport(stopping.Cancel), stopping: stopping.Token);
        var report = Assert.IsType<ImportResult.Finished>(first).Report;
        Assert.True(report.Stopped);
        Assert.InRange(report.New, 1, 999);

        var again = Assert.IsType<ImportResult.Finished>(await bench.RunAsync()).Report;
        Assert.False(again.Stopped);
        Assert.Equal((1000 - report.New, report.New), (again.New, again.Unchanged));
    }

    private sealed class FirstReport(Action then) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => then();
    }
}
