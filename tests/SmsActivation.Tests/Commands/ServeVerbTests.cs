namespace SmsActivation.Tests.Commands;

/// <summary>What <c>serve --restored-from</c> refuses, before anything is opened. The bench's clock says noon, 1 March
/// 2026.</summary>
public sealed class ServeVerbTests
{
    [Theory]
    [InlineData("yesterday", "ISO 8601")]
    [InlineData("2h", "ISO 8601")]
    [InlineData("2026-02-30T09:30:00Z", "ISO 8601")]
    [InlineData("2026-03-01T12:02:00Z", "in the future")]
    [InlineData("2026-03-01T12:02:00+00:00", "in the future")]
    public async Task A_moment_that_cannot_be_is_named_with_its_reason(string moment, string reason)
    {
        await using var bench = new VerbBench();
        var ended = await bench.RunAsync("serve", "--restored-from", moment);
        Assert.Equal(2, ended.Status);
        Assert.Contains($"--restored-from cannot be '{moment}'", ended.Error);
        Assert.Contains(reason, ended.Error);
        Assert.False(File.Exists(bench.DatabaseFile));
    }

    [Fact]
    public async Task A_backup_says_how_it_is_served()
    {
        await using var bench = new VerbBench();
        await bench.PrepareAsync();
        var ended = await bench.RunAsync("db", "backup", bench.InFolder("copy.db"));
        Assert.Contains("serve --restored-from 2026-03-01T12:00:00Z", ended.Output);
    }
}
