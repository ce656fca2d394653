namespace SmsActivation.Tests.Commands;

public sealed class CliTests
{
    [Theory]
    [InlineData("cards")]
    [InlineData("nothing")]
    [InlineData("cards vanish")]
    [InlineData("cards import")]
    [InlineData("cards import a.csv b.csv")]
    [InlineData("cards import a.csv --wet-run")]
    [InlineData("cards show")]
    [InlineData("cards hold 9900000000001117")]
    [InlineData("cards release 9900000000001117 --reason")]
    [InlineData("cards remove")]
    [InlineData("log list --since yesterday-ish")]
    [InlineData("log list --outcome Done")]
    [InlineData("log list --phone 123")]
    [InlineData("log list --card 12")]
    [InlineData("log list --limit 0")]
    [InlineData("log list --limit ten")]
    [InlineData("db backup")]
    [InlineData("privacy erase")]
    public async Task A_mistake_in_the_words_ends_with_2_and_says_what_is_wrong(string words)
    {
        await using var bench = new VerbBench();
        var ended = await bench.RunAsync(words.Split(' '));
        Assert.Equal(2, ended.Status);
        Assert.NotEmpty(ended.Error);
        Assert.False(File.Exists(bench.DatabaseFile));
    }

    [Fact]
    public async Task An_unknown_outcome_is_answered_with_the_words_there_are()
    {
        await using var bench = new VerbBench();
        var ended = await bench.RunAsync("log", "list", "--outcome", "Done");
        Assert.Contains("UnknownCard, AlreadyActive, PhoneAlreadyLinked", ended.Error);
    }

    [Theory]
    [InlineData("", "cards", "log", "replies", "db", "serve")]
    [InlineData("cards", "import", "show", "hold", "release", "remove")]
    [InlineData("cards import", "--batch", "--dry-run", "holder_phone", "Examples:")]
    [InlineData("cards show", "--json", "--reveal", "Examples:")]
    [InlineData("cards hold", "--reason", "Examples:")]
    [InlineData("cards release", "--reason", "Examples:")]
    [InlineData("cards remove", "--batch", "Examples:")]
    [InlineData("log list", "--phone", "--card", "--outcome", "--since", "--limit", "--json", "--reveal", "Examples:")]
    [InlineData("replies check", "Examples:")]
    [InlineData("db migrate", "Examples:")]
    [InlineData("db status", "Examples:")]
    [InlineData("db backup", "FILE", "Examples:")]
    [InlineData("privacy erase", "PHONE", "Examples:")]
    [InlineData("serve", "--restored-from", "Examples:")]
    public async Task Help_names_what_there_is_and_gives_examples(string words, params string[] expected)
    {
        await using var bench = new VerbBench();
        var ended = await bench.RunAsync([.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal(0, ended.Status);
        Assert.All(expected, word => Assert.Contains(word, ended.Output));
    }

    [Theory]
    [InlineData("cards show 9900000000001117")]
    [InlineData("cards hold 9900000000001117 --reason x")]
    [InlineData("cards remove --batch demo")]
    [InlineData("log list")]
    [InlineData("db backup copy.db")]
    public async Task Without_a_database_a_verb_says_so_and_makes_none(string words)
    {
        await using var bench = new VerbBench();
        var ended = await bench.RunAsync(words.Split(' '));
        Assert.Equal(1, ended.Status);
        Assert.Contains("no database", ended.Error);
        Assert.False(File.Exists(bench.DatabaseFile));
    }

    [Fact]
    public async Task Every_faulty_setting_is_told_and_nothing_done()
    {
        await using var bench = new VerbBench();
        bench.Settings["Inbox:Parallel"] = "0";
        bench.Settings["Outbox:Parallel"] = "0";
        var ended = await bench.RunAsync("db", "migrate");
        Assert.Equal(1, ended.Status);
        Assert.Contains("Inbox:Parallel", ended.Error);
        Assert.Contains("Outbox:Parallel", ended.Error);
        Assert.False(File.Exists(bench.DatabaseFile));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_an_error_in_words()
    {
        await using var bench = new VerbBench();
        await File.WriteAllTextAsync(bench.DatabaseFile, new string('x', 10_000));
        var ended = await bench.RunAsync("cards", "show", VerbBench.Card);
        Assert.Equal(1, ended.Status);
        Assert.Contains("not a database", ended.Error);
        Assert.DoesNotContain("   at ", ended.Error);
    }
}
