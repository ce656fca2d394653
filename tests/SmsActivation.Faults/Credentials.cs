using System.Diagnostics;
using System.Text;
using SmsActivation.Journeys.Campaigns;

namespace SmsActivation.Faults;

/// <summary>A campaign of credentials whose passwords each sign in once, and stand in no file that the host leaves.</summary>
public sealed class Credentials(int customers, int sample)
{
    private const int PerSecond = 40;

    public async Task<CredentialsReport> RunAsync()
    {
        await using var host = await CredentialsRun.HostAsync();
        var clock = Stopwatch.StartNew();
        var told = await new CredentialsRun(customers, PerSecond).SendAsync(host);
        var sent = clock.Elapsed;
        var names = told.Select(one => one.UserName).Distinct().Count();
        // Evenly from all over the list.
        var tried = told.Where((_, i) => (long)i * sample / customers != (i - 1L) * sample / customers || i == 0)
            .Take(sample)
            .ToList();
        clock.Restart();
        var violations = new List<string>(await CredentialsRun.SignInAsync(host, tried));
        var signedIn = clock.Elapsed;
        violations.AddRange(await CredentialsRun.LookThroughAsync(host, told));
        await host.Host!.TerminateAsync(TimeSpan.FromSeconds(30));
        violations.AddRange(await CredentialsRun.LookThroughAsync(host, told));
        if (names != told.Count)
            violations.Add($"{told.Count - names} user names are another's");
        return new CredentialsReport(told.Count, sent, tried.Count, signedIn, violations);
    }
}

/// <param name="Sent">From the till's file to the last text.</param>
/// <param name="Tried">Passwords that were used, and then used once more.</param>
public sealed record CredentialsReport(
    int Customers,
    TimeSpan Sent,
    int Tried,
    TimeSpan SignedIn,
    IReadOnlyList<string> Violations
)
{
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"{Customers:n0} customers of a till texted in {Sent.TotalSeconds:0} s, each by a user name of their own"
        );
        text.AppendLine(
            $"{Tried:n0} of their passwords used twice in {SignedIn.TotalSeconds:0} s; all looked for in every file"
        );
        text.AppendLine(
            Violations.Count == 0
                ? "each signed in once, and none stands anywhere"
                : $"{Violations.Count} promises broken:"
        );
        foreach (var violation in Violations.Take(50))
            text.AppendLine("  " + violation);
        return text.ToString();
    }
}
