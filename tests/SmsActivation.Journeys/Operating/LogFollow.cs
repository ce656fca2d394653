using System.Diagnostics;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Operating;

/// <summary><c>log list --follow</c> beside a running host.</summary>
public sealed class LogFollow
{
    private static readonly TimeSpan End = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task It_tells_each_text_as_it_is_handled_and_ends_at_Ctrl_C()
    {
        await using var host = await Installation.CreateAsync();
        await host.StartAsync();
        var first = await SayAsync(host);
        using var following = ChildProcess.Start(
            ProductFiles.Host,
            ["log", "list", "--follow", "--json"],
            host.Work,
            host.Settings
        );
        await Eventually.TrueAsync("it tells what is there", () => Task.FromResult(following.Output.Contains(first)));
        var texts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SayAsync(host)));
        await Eventually.TrueAsync(
            "it tells what is new",
            () => Task.FromResult(texts.All(sid => following.Output.Contains(sid)))
        );
        await following.InterruptAsync();
        Assert.Equal(0, await following.ExitAsync(End));
        Assert.Equal("", following.Errors);
        Assert.Equal(21, following.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task It_ends_when_nobody_reads_on()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var host = await Installation.CreateAsync();
        await host.StartAsync();
        await SayAsync(host);
        var start = new ProcessStartInfo(
            "sh",
            ["-c", $"dotnet '{ProductFiles.Host}' log list --follow --json | head -n 1"]
        )
        {
            WorkingDirectory = host.Work,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in host.Settings)
            start.Environment[name] = value;
        using var pipe = Process.Start(start)!;
        using var limit = new CancellationTokenSource(End);
        await pipe.WaitForExitAsync(limit.Token);
        Assert.Single(
            (await pipe.StandardOutput.ReadToEndAsync(limit.Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
        );
    }

    private static async Task<string> SayAsync(Installation host)
    {
        var sms = new InboundSms(PhoneNumbers.Draw("US"), "hello");
        await host.PostAsync(sms);
        return sms.Sid;
    }
}
