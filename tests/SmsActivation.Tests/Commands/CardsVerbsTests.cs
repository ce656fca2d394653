namespace SmsActivation.Tests.Commands;

public sealed class CardsVerbsTests
{
    [Fact]
    public async Task An_import_tells_its_sums_and_where_the_rejects_are()
    {
        await using var bench = new VerbBench();
        var file = await bench.WriteAsync(
            "cards.csv",
            "number,kind",
            "9900 0000 0000 1117,gold",
            "9900000000001118,gold"
        );
        var ended = await bench.RunAsync("cards", "import", file, "--batch", "spring");
        Assert.Equal(3, ended.Status);
        Assert.Contains("2 rows read", ended.Lines[0]);
        Assert.Matches(@"^new\s+1$", ended.Lines[1]);
        Assert.Matches(@"^rejected\s+1\s+→ .*cards\.rejects\.csv$", ended.Lines[4]);
        Assert.DoesNotContain('\u001b', ended.Output);
        Assert.Contains("9900000000001118,gold,3,", await File.ReadAllTextAsync(bench.InFolder("cards.rejects.csv")));

        var shown = await bench.RunAsync("cards", "show", VerbBench.Card, "--json", "--reveal");
        Assert.Equal(
            """{"number":"9900000000001117","state":"Issued","phone":null,"linkedAt":null,"batch":"spring","kind":"gold","expiresOn":null}""",
            Assert.Single(shown.Lines)
        );
    }

    [Fact]
    public async Task A_clean_import_ends_with_0()
    {
        await using var bench = new VerbBench();
        var ended = await bench.RunAsync("cards", "import", await bench.WriteAsync("c.csv", "number", VerbBench.Card));
        Assert.Equal((0, ""), (ended.Status, ended.Error));
    }

    [Theory]
    [InlineData("9900 0012 3456 7899")]
    [InlineData("9900001234567899")]
    public async Task The_example_of_our_texts_is_never_imported(string example)
    {
        await using var bench = new VerbBench();
        var ended = await bench.RunAsync("cards", "import", await bench.WriteAsync("c.csv", "number", example));
        Assert.Equal(3, ended.Status);
        Assert.Contains("example", await File.ReadAllTextAsync(bench.InFolder("c.rejects.csv")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_dry_run_makes_no_database_and_changes_none(bool database)
    {
        await using var bench = new VerbBench();
        if (database)
            await bench.PrepareAsync();
        var file = await bench.WriteAsync("c.csv", "number", VerbBench.Card, "x");
        var ended = await bench.RunAsync("cards", "import", file, "--dry-run");
        Assert.Equal(3, ended.Status);
        Assert.Matches(@"^new\s+1$", ended.Lines[1]);
        Assert.True(File.Exists(bench.InFolder("c.rejects.csv")));
        Assert.Equal(database, File.Exists(bench.DatabaseFile));
        Assert.Equal(1, (await bench.RunAsync("cards", "show", VerbBench.Card)).Status);
    }

    [Theory]
    [InlineData("number,colour", "colour")]
    [InlineData("card", "number")]
    public async Task A_file_that_cannot_be_read_ends_with_1(string header, string told)
    {
        await using var bench = new VerbBench();
        var ended = await bench.RunAsync("cards", "import", await bench.WriteAsync("c.csv", header, "x"));
        Assert.Equal(1, ended.Status);
        Assert.Contains($"'{told}'", ended.Error);
    }

    [Fact]
    public async Task A_misspelt_file_makes_no_database()
    {
        await using var bench = new VerbBench();
        var ended = await bench.RunAsync("cards", "import", bench.InFolder("nothing.csv"));
        Assert.Equal(1, ended.Status);
        Assert.False(File.Exists(bench.DatabaseFile));
    }

    [Fact]
    public async Task Codes_need_their_key_and_are_told_nowhere()
    {
        await using var bench = new VerbBench();
        var file = await bench.WriteAsync("c.csv", "number,code", $"{VerbBench.Card},48291");
        var refused = await bench.RunAsync("cards", "import", file);
        Assert.Equal(1, refused.Status);
        Assert.Contains("Cards:CodeKey", refused.Error);
        Assert.DoesNotContain("48291", refused.Output + refused.Error);

        bench.Settings["Cards:CodeKey"] = "a key";
        Assert.Equal(0, (await bench.RunAsync("cards", "import", file)).Status);
        Assert.Contains("Security code", (await bench.RunAsync("cards", "show", VerbBench.Card)).Output);
    }

    [Theory]
    [InlineData("9900000000001117")]
    [InlineData("9900-0000-0000-1117")]
    [InlineData("9900", "0000", "0000", "1117")]
    public async Task A_card_is_found_as_it_is_written_and_shown_masked(params string[] number)
    {
        await using var bench = new VerbBench();
        await LinkedAsync(bench);
        var masked = await bench.RunAsync(["cards", "show", .. number]);
        Assert.Equal(0, masked.Status);
        Assert.Contains("•••• 1117", masked.Output);
        Assert.Contains("0142", masked.Output);
        Assert.DoesNotContain(VerbBench.Card, masked.Output);
        Assert.DoesNotContain("+12015550142", masked.Output);

        var revealed = await bench.RunAsync(["cards", "show", .. number, "--reveal"]);
        Assert.Contains(VerbBench.Card, revealed.Output);
        Assert.Contains("+12015550142", revealed.Output);
    }

    [Fact]
    public async Task Json_is_one_object_a_line()
    {
        await using var bench = new VerbBench();
        await LinkedAsync(bench);
        var ended = await bench.RunAsync("cards", "show", VerbBench.Card, "--json");
        Assert.Equal(
            """{"number":"•••• 1117","state":"Active","phone":"+•••••0142","linkedAt":"2026-02-01T10:00:00.000Z","batch":null,"kind":null,"expiresOn":"2027-12-31"}""",
            Assert.Single(ended.Lines)
        );
    }

    [Fact]
    public async Task An_unknown_card_ends_with_1_and_is_named_by_its_last_digits()
    {
        await using var bench = new VerbBench();
        await bench.PrepareAsync();
        var ended = await bench.RunAsync("cards", "show", VerbBench.OtherCard);
        Assert.Equal(1, ended.Status);
        Assert.Contains("•••• 2222", ended.Error);
        Assert.DoesNotContain(VerbBench.OtherCard, ended.Error);
    }

    [Fact]
    public async Task A_card_is_held_and_released_with_reasons()
    {
        await using var bench = new VerbBench();
        await LinkedAsync(bench);
        Assert.Equal(1, (await bench.RunAsync("cards", "release", VerbBench.Card, "--reason", "none")).Status);

        var held = await bench.RunAsync("cards", "hold", VerbBench.Card, "--reason", "reported at the till");
        Assert.Equal((0, "Card •••• 1117 is held from now on: reported at the till"), (held.Status, held.Lines[0]));
        Assert.Contains("reported at the till", (await bench.RunAsync("cards", "show", VerbBench.Card)).Output);
        Assert.Equal(1, (await bench.RunAsync("cards", "hold", VerbBench.Card, "--reason", "again")).Status);

        var released = await bench.RunAsync("cards", "release", VerbBench.Card, "--reason", "found");
        Assert.Equal((0, "Card •••• 1117 is released: found"), (released.Status, released.Lines[0]));
        Assert.Equal(1, (await bench.RunAsync("cards", "hold", VerbBench.OtherCard, "--reason", "x")).Status);
    }

    [Theory]
    [InlineData("demo", 0, 1)]
    [InlineData("spring", 3, 0)]
    [InlineData("autumn", 0, 0)]
    public async Task A_batch_is_removed_as_far_as_customers_allow(string batch, int status, int showStatus)
    {
        await using var bench = new VerbBench();
        await LinkedAsync(bench, batch);
        if (batch == "autumn")
            await bench.PrepareAsync("update cards set batch = null");
        Assert.Equal(status, (await bench.RunAsync("cards", "remove", "--batch", batch)).Status);
        Assert.Equal(showStatus, (await bench.RunAsync("cards", "show", VerbBench.Card)).Status);
    }

    private static Task LinkedAsync(VerbBench bench, string? batch = null) =>
        bench.PrepareAsync(
            """
            insert into cards (id, number, state, batch, expires_on, created_at, updated_at)
            values (1, @Card, 'Active', @batch, '2027-12-31', 'x', 'x');
            insert into members (id, phone, username, created_at) values (1, '+12015550142', 'one', 'x');
            insert into card_links (card_id, member_id, slot, channel, linked_at)
            values (1, 1, 1, 'sms', '2026-02-01T10:00:00.000Z')
            """,
            new { VerbBench.Card, batch }
        );
}
