using System.Text;
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

    /// <summary>Everything that a host has left on this machine: its folders, the program's, and temporary files.</summary>
    public static IEnumerable<string> FilesOf(Installation host, DateTime since) =>
        FileScan
            .Below(host.Folder)
            .Concat(FileScan.Below(ProductFiles.HostFolder))
            .Concat(FileScan.Below(Path.GetTempPath(), since));

    /// <summary>Writes down what the product shows to anybody but the customer, where the search will look: what the
    /// host printed, pages, and verbs with nothing masked; and takes a backup there.</summary>
    public static async Task ExportAsync(Installation host, params string[][] moreVerbs)
    {
        await using var export = new StreamWriter(Path.Combine(host.Work, $"export-{Guid.NewGuid():N}.txt"));
        using var http = new HttpClient();
        foreach (var page in new[] { "", "health/live", "health/ready", "metrics", "ops", "account", "api/v1/log" })
        {
            using var answer = await http.GetAsync($"{host.Url}/{page}");
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

    /// <summary>What a host had printed by its end.</summary>
    public static Task WriteDownAsync(Installation host) =>
        File.WriteAllTextAsync(Path.Combine(host.Work, $"printed-{Guid.NewGuid():N}.txt"), host.Host!.Everything);
}
