using SmsActivation.Journeys.Browsing;
using SmsActivation.Journeys.Harness;
using SmsActivation.Journeys.Passwords;

namespace SmsActivation.Journeys.Campaigns;

/// <summary>A customer of a till, and what the campaign's text told them.</summary>
internal sealed record TillCustomer(string Phone, string Name)
{
    public string UserName { get; init; } = "";
    public string Password { get; init; } = "";
}

/// <summary>A shop's till export becomes accounts: a campaign of credentials by the built host, of whose texts each password
/// is tried at <c>/account</c>, once and once more.</summary>
internal sealed class CredentialsRun(int customers, int perSecond)
{
    public const string Campaign = "till";

    private const string Words = "Your account: {account_url}\n{username}\n{password}\nSTOP to end";
    private const string Consent = "till,I agree to texts of this shop,2026-01-05";
    private const int SignInsAtOnce = 4;
    private static readonly TimeSpan OnABusyMachine = TimeSpan.FromMinutes(2);

    private static readonly string[] First = "Anna Жанна Юрий Søren Γιώργος Արամ ნინო דוד محمد 김민수 王 José".Split(
        ' '
    );
    private static readonly string[] Last = "Berg Петрова Щербаков O'Neill Παππάς ბერიძე כהן علي 伟 Nowak".Split(' ');

    public static async Task<Installation> HostAsync() =>
        await Installation.CreateAsync(
            new Dictionary<string, string?>
            {
                // All of them sign in from one address.
                ["Account__Tries"] = "1000000",
                ["Account__TriesUntilLocked"] = "1000000",
                ["Campaigns__ApprovalAbove"] = "1000000",
                ["Limits__SendsPerDay"] = "1000000",
                // Nor does a log that tells all hold a password.
                ["Serilog__MinimumLevel__Default"] = "Verbose",
            }
        );

    /// <summary>From the till's CSV to the last text at the carrier; who was told what.</summary>
    public async Task<IReadOnlyList<TillCustomer>> SendAsync(Installation host)
    {
        var till = Enumerable
            .Range(0, customers)
            .Select(i => new TillCustomer(
                PhoneNumbers.Draw("US"),
                $"{First[i % First.Length]} {Last[i / First.Length % Last.Length]}"
            ))
            .ToList();
        var file = Path.Combine(host.Work, "till.csv");
        await File.WriteAllLinesAsync(
            file,
            [
                "phone,name,consent_source,consent_text,consent_at",
                .. till.Select(one => $"{one.Phone},{one.Name},{Consent}"),
            ]
        );
        await RunAsync(host, "db", "migrate");
        await RunAsync(
            host,
            ["campaign", "create", Campaign, "--kind", "credentials", "--text", "en=" + Words, .. Pace()]
        );
        await RunAsync(host, "campaign", "load", Campaign, file);
        await host.StartAsync();
        await RunAsync(host, "campaign", "start", Campaign);
        var needed = TimeSpan.FromSeconds(customers / perSecond) * 2 + OnABusyMachine;
        await Eventually.TrueAsync("the campaign is done", async () => await StateAsync(host) == "Done", needed);
        var texts = (await host.Carrier.SeenAsync())
            .Creates.Where(create => create.Sid is not null)
            .ToDictionary(create => create.To, create => create.Body);
        return [.. till.Select(one => Told(one, texts[one.Phone]))];

        string[] Pace() => ["--per-second", $"{perSecond}", "--from", "00:00", "--until", "24:00"];
    }

    /// <summary>How many passwords opened the account once and then no more; the others are told of.</summary>
    public static async Task<IReadOnlyList<string>> SignInAsync(Installation host, IReadOnlyList<TillCustomer> sample)
    {
        var faults = new List<string>();
        await Parallel.ForEachAsync(
            sample,
            new ParallelOptions { MaxDegreeOfParallelism = SignInsAtOnce },
            async (one, _) =>
            {
                using var browser = new Browser(host.Url);
                await SignInAsync(browser, one);
                var opened = browser.Page.Contains("Choose your own password", StringComparison.Ordinal);
                using var other = new Browser(host.Url);
                await SignInAsync(other, one);
                var refused = other.Page.Contains("do not go together", StringComparison.Ordinal);
                if (!opened || !refused)
                    lock (faults)
                        faults.Add($"{one.UserName}: opened {opened}, then refused {refused}");
            }
        );
        return faults;
    }

    public static Task SignInAsync(Browser browser, TillCustomer customer) =>
        browser.PostAsync("/account/sign-in", ("name", customer.UserName), ("password", customer.Password));

    /// <summary>Where a password stands: in files of the host, its database among them, or in what it shows.</summary>
    public static async Task<IReadOnlyList<string>> LookThroughAsync(
        Installation host,
        IReadOnlyList<TillCustomer> customers
    )
    {
        await using (var export = new StreamWriter(Path.Combine(host.Work, $"export-{Guid.NewGuid():N}.txt")))
        {
            string[][] verbs =
            [
                ["campaign", "preview", Campaign, "--reveal"],
                ["campaign", "who", Campaign, "--reveal"],
                ["campaign", "report", Campaign, "--json"],
                ["db", "backup", $"backup-{Guid.NewGuid():N}.db"],
            ];
            foreach (var verb in verbs)
                await export.WriteLineAsync((await host.RunAsync(verb)).Everything);
            await export.WriteLineAsync(host.Host!.Everything);
        }
        var files = FileScan.Below(host.Folder).ToList();
        if (!SecretScan.Holds(files, customers[0].UserName))
            return ["the search does not find what is known to be there"];
        return new SecretScan(customers.Select(one => one.Password)).Find(files);
    }

    private static TillCustomer Told(TillCustomer customer, string body)
    {
        var lines = body.Split('\n');
        return customer with { UserName = lines[1], Password = ReplyTexts.PasswordIn(lines[2]) };
    }

    private static async Task<string?> StateAsync(Installation host) =>
        (await CampaignLists.ReportAsync(host, Campaign)).GetProperty("state").GetString();

    private static async Task RunAsync(Installation host, params string[] verb) =>
        (await host.RunAsync(verb)).MustSucceed();
}
