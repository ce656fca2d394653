using System.Net.Http.Headers;
using System.Text;
using SmsActivation.Journeys.Account;
using SmsActivation.Journeys.Browsing;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Journeys.Passwords;

/// <summary>Passwords that are known to the test, and the places that must not know them.</summary>
public static class Canary
{
    /// <param name="below">Files; what is named twice is read once.</param>
    /// <param name="sid">Of a text that was taken: that it is found shows that the search looks where the texts are.</param>
    public static void LookThrough(IEnumerable<string> below, IEnumerable<string> passwords, string sid)
    {
        var files = below.Distinct().ToList();
        Assert.NotEmpty(FileScan.Find(files, [("a SID", Encoding.UTF8.GetBytes(sid))]));
        Assert.Empty(
            FileScan.Find(
                files,
                [.. passwords.SelectMany(Spellings.Of).DistinctBy(one => Convert.ToHexString(one.Bytes))]
            )
        );
    }

    /// <summary>Everything that a host has left on this machine: its folders, the program's, and temporary files. Not what
    /// journeys beside it keep: a database that is opened and closed by the way loses the locks that this process holds
    /// on it (sqlite.org/howtocorrupt.html, "posix_advisory_locks").</summary>
    public static IEnumerable<string> FilesOf(Installation host, DateTime since) =>
        FileScan
            .Below(host.Folder)
            .Concat(FileScan.Below(ProductFiles.HostFolder))
            .Concat(FileScan.Below(Path.GetTempPath(), since, Installation.AllFolders));

    private static readonly string[] Pages =
    [
        "health/live",
        "health/ready",
        "metrics",
        "account",
        "docs",
        "openapi/v1.json",
    ];

    /// <summary>Writes down what the product shows to anybody but the customer, where the search will look: what the
    /// host printed, pages, and verbs with nothing masked; and takes a backup there.</summary>
    public static async Task ExportAsync(Installation host, params string[][] moreVerbs)
    {
        await using var export = new StreamWriter(Path.Combine(host.Work, $"export-{Guid.NewGuid():N}.txt"));
        using var http = new HttpClient();
        foreach (var page in Pages)
        {
            using var answer = await http.GetAsync($"{host.Url}/{page}");
            answer.EnsureSuccessStatusCode(); // what is not there shows nothing
            await export.WriteLineAsync($"{page} {answer}\n{await answer.Content.ReadAsStringAsync()}");
        }
        string[][] verbs =
        [
            ["log", "list", "--reveal"],
            ["log", "list", "--reveal", "--json", "--limit", "10000"],
            ["db", "status"],
            ["replies", "check"],
            ["db", "backup", $"backup-{Guid.NewGuid():N}.db"],
        ];
        foreach (var verb in verbs.Concat(moreVerbs))
        {
            var ended = await host.RunAsync(verb);
            ended.MustSucceed();
            await export.WriteLineAsync($"{string.Join(' ', verb)}\n{ended.Everything}");
        }
        await export.WriteLineAsync(host.Host!.Everything);
    }

    /// <summary>Writes down what is shown to a member who has signed in, the member's data with it, and what the API
    /// answers to those who have keys. The member has a password of their own from then on.</summary>
    public static async Task ExportAccountAsync(Installation host, string phone, string card, string texted, string own)
    {
        await using var export = new StreamWriter(Path.Combine(host.Work, $"export-{Guid.NewGuid():N}.txt"));
        using var browser = new Browser(host.Url);
        await browser.OpenAsync("/account");
        await browser.PostAsync("/account/sign-in", ("name", phone), ("password", texted));
        await WriteAsync("/account/sign-in");
        await browser.PostAsync("/account/password", ("password", own), ("again", own));
        await WriteAsync("/account/password");
        foreach (
            var page in new[] { "", "/about-me", "/consents", "/security", "/data", $"/qr/{card}", $"/barcode/{card}" }
        )
        {
            await browser.OpenAsync("/account" + page);
            await WriteAsync("/account" + page);
        }
        await export.WriteLineAsync(await AskAsync(host, "pos", HttpMethod.Get, $"cards/{card}", body: null));
        await export.WriteLineAsync(await AskAsync(host, "site", HttpMethod.Get, "members/1", body: null));
        await export.WriteLineAsync(
            await AskAsync(
                host,
                "site",
                HttpMethod.Post,
                "account/verify",
                $$"""{"name":"{{phone}}","password":"{{own}}"}"""
            )
        );

        async Task WriteAsync(string page)
        {
            Assert.True(browser.Answer.IsSuccessStatusCode, $"{page}: {browser.Status}");
            await export.WriteLineAsync($"{page} {browser.Answer}\n{await browser.Answer.Content.ReadAsStringAsync()}");
        }
    }

    private static async Task<string> AskAsync(
        Installation host,
        string role,
        HttpMethod method,
        string path,
        string? body
    )
    {
        var made = await host.RunAsync("api-keys", "create", "--role", role, "--name", $"{role} {Guid.NewGuid():N}");
        made.MustSucceed();
        using var request = new HttpRequestMessage(method, $"{host.Url}/api/v1/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", made.Output.Trim());
        if (body is not null)
        {
            request.Headers.Add("Idempotency-Key", "canary");
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }
        using var answer = await host.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return $"{path} {answer}\n{await answer.Content.ReadAsStringAsync()}";
    }

    /// <summary>What a host had printed by its end.</summary>
    public static Task WriteDownAsync(Installation host) =>
        File.WriteAllTextAsync(Path.Combine(host.Work, $"printed-{Guid.NewGuid():N}.txt"), host.Host!.Everything);
}
