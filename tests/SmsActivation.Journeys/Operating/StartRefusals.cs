using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Operating;

/// <summary>Starts that must be refused, and what the operator is told.</summary>
public sealed class StartRefusals
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Every_fault_of_the_settings_is_told_at_once()
    {
        await using var host = await Installation.CreateAsync();
        host.Settings["Twilio__AuthToken"] = "";
        host.Settings["Twilio__AccountSid"] = "AC1";
        host.Settings["Twilio__PublicBaseUrl"] = "no url";
        host.Settings["Limits__FailedTries"] = "0";
        var told = await RefusedAsync(host);
        foreach (var setting in new[] { "AuthToken", "AccountSid", "PublicBaseUrl", "FailedTries" })
            Assert.Contains(setting, told);
    }

    [Fact]
    public async Task A_database_that_served_the_simulator_serves_no_carrier()
    {
        await using var host = await Installation.CreateAsync();
        var twilio = new Dictionary<string, string?>(host.Settings);
        await ServeSimulatorAsync(host);
        Restore(host, twilio);
        Assert.Contains("Simulator", await RefusedAsync(host));
    }

    [Fact]
    public async Task Demo_cards_are_not_for_a_carrier()
    {
        await using var host = await Installation.CreateAsync();
        (await host.RunAsync("db", "migrate")).MustSucceed();
        var file = Path.Combine(host.Work, "demo.csv");
        await File.WriteAllLinesAsync(file, ["number", CardNumbers.Luhn16()]);
        (await host.RunAsync("cards", "import", file, "--batch", "demo")).MustSucceed();
        Assert.Contains("cards remove --batch demo", await RefusedAsync(host));

        (await host.RunAsync("cards", "remove", "--batch", "demo")).MustSucceed();
        await host.StartAsync();
    }

    [Theory]
    [InlineData("http://0.0.0.0:{0}")]
    [InlineData("http://*:{0}")]
    [InlineData("http://127.0.0.1:{0};http://[::]:{0}")]
    public async Task The_simulator_listens_on_loopback_only(string urls)
    {
        await using var host = await Installation.CreateAsync();
        Restore(host, HostSettings.ForSimulator(host));
        host.Settings["ASPNETCORE_URLS"] = urls.Replace("{0}", host.Port.ToString());
        Assert.Contains("Simulator:AllowRemote", await RefusedAsync(host));
    }

    [Fact]
    public async Task The_simulator_listens_elsewhere_when_told_to()
    {
        await using var host = await Installation.CreateAsync();
        Restore(host, HostSettings.ForSimulator(host));
        host.Settings["ASPNETCORE_URLS"] = $"http://0.0.0.0:{host.Port}";
        host.Settings["Simulator__AllowRemote"] = "true";
        await host.StartAsync();
    }

    [SqliteFact]
    public async Task A_second_host_on_the_same_file_is_refused()
    {
        await using var host = await Installation.CreateAsync();
        await host.StartAsync();
        var first = host.Host!;
        host.Settings["ASPNETCORE_URLS"] = $"http://127.0.0.1:{FreePort.Draw()}";
        Assert.NotEmpty(await RefusedAsync(host));
        Assert.False(first.HasExited);
    }

    [Fact]
    public async Task Texts_that_cannot_be_sent_are_told_before_anyone_asks()
    {
        await using var host = await Installation.CreateAsync();
        host.Settings["Brand"] = "A brand that is far too long for the texts";
        Assert.Contains("Brand", await RefusedAsync(host));
    }

    private static async Task ServeSimulatorAsync(Installation host)
    {
        Restore(host, HostSettings.ForSimulator(host));
        await host.StartAsync();
        await host.Host!.TerminateAsync(Bound);
        // Its demo cards gone, the database still knows whom it served.
        (await host.RunAsync("cards", "remove", "--batch", "demo")).MustSucceed();
    }

    private static void Restore(Installation host, Dictionary<string, string?> settings)
    {
        host.Settings.Clear();
        foreach (var (name, value) in settings)
            host.Settings[name] = value;
    }

    private static async Task<string> RefusedAsync(Installation host)
    {
        var process = host.Launch();
        var code = await process.ExitAsync(Bound);
        Assert.True(code == 1, $"It ended with {code}:\n{process.Everything}");
        // A refusal is a few lines for a person, never a stack trace.
        Assert.DoesNotContain("   at ", process.Everything);
        return process.Everything;
    }
}
