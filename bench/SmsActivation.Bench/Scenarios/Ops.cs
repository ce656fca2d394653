using System.Diagnostics;
using System.Net;
using SmsActivation.Bench.Programs;

namespace SmsActivation.Bench.Scenarios;

/// <summary>The pages and searches of <c>/ops</c> over a log of a million rows, from the first one after a start.</summary>
internal sealed class Ops : IScenario
{
    private const string Ours = "product";
    private const string Slowest = "slowest p50 over 300 ms";
    private const string SlowestFirst = "slowest first answer over 300 ms";
    private const double Bound = 300;
    private const int Texts = 1_000_000;
    private const int Phones = 300_000;
    private const int Asked = 20;

    /// <summary>What is asked for; a page that is not there yet is left out, and the table says so.</summary>
    private static readonly (string Name, Func<Sample, string> Path)[] Pages =
    [
        ("now", _ => "/ops"),
        ("now, a chart's table", _ => "/ops/now/table?of=week"),
        ("needs a person", _ => "/ops/needs"),
        ("log", _ => "/ops/log"),
        ("log by a phone's end", sample => $"/ops/log?phone={sample.Phone[^4..]}"),
        ("log by a phone", sample => $"/ops/log?phone={Uri.EscapeDataString(sample.Phone)}"),
        ("log by a phone that never texted", _ => "/ops/log?phone=%2B14155559999"),
        ("log by a card", sample => $"/ops/log?card={sample.Card}"),
        ("log by a card's end", sample => $"/ops/log?card={sample.Card[^4..]}"),
        ("log by outcome", _ => "/ops/log?outcome=UnknownCard"),
        ("log by an outcome that never was", _ => "/ops/log?outcome=LossReported"),
        ("log by a rare outcome and channel", _ => "/ops/log?outcome=CardExpired&channel=whatsapp"),
        ("log since a day of last month", sample => $"/ops/log?from={sample.Day}&to={sample.Day}"),
        ("case of a phone", sample => $"/ops/case?phone={Uri.EscapeDataString(sample.Phone)}"),
        ("case by a phone's end", sample => $"/ops/case?phone={sample.Phone[^4..]}"),
        ("case of a card", sample => $"/ops/case?card={sample.Card}"),
        ("cards", _ => "/ops/cards"),
        ("replies", _ => "/ops/replies"),
        ("people", _ => "/ops/people"),
    ];

    public string Id => "ops";

    public string What => "pages and searches of /ops over 1,000,000 texts of six weeks: p50 and max against 300 ms";

    public IReadOnlyList<Goal> Goals { get; } =
    [
        new("each page and search ≤ 300 ms", Side.AtMost, 1, "0.00 '×'", round => round[Ours]?.Figures[Slowest]),
        new(
            "each one's first answer after a start ≤ 300 ms",
            Side.AtMost,
            1,
            "0.00 '×'",
            round => round[Ours]?.Figures[SlowestFirst]
        ),
    ];

    private TempFolder? _folder;

    public bool OnlyInFull => true;

    public async Task<IReadOnlyList<Measured>> RoundAsync(BenchRun bench)
    {
        var now = TimeProvider.System.GetUtcNow();
        _folder ??= await BuildAsync(bench, now);
        await using var product = await Product.StartAsync(bench, _folder, carrierPort: null, Settings);
        using var staff = await Staff.SignInAsync(product.Port, bench.Stopping);
        var sample = new Sample(Bench.Texts.Phone(4_567), Bench.Texts.Card(4_567), $"{now.AddDays(-20):yyyy-MM-dd}");
        var (figures, missing, slowest, slowestFirst) = (
            new Dictionary<string, double>(),
            new List<string>(),
            0.0,
            0.0
        );
        foreach (var (name, path) in Pages)
        {
            var times = new List<double>();
            for (var i = 0; i <= Asked; i++)
            {
                var (status, milliseconds) = await staff.GetAsync(path(sample), bench.Stopping);
                if (status != HttpStatusCode.OK)
                    break;
                times.Add(milliseconds);
            }
            if (times.Count <= Asked)
            {
                missing.Add(name);
                continue;
            }
            var later = times.Skip(1).Order().ToList();
            figures[$"{name}: first ms"] = times[0];
            figures[$"{name}: p50 ms"] = Spread.MedianOf(later);
            figures[$"{name}: max ms"] = later[^1];
            slowest = Math.Max(slowest, Spread.MedianOf(later));
            slowestFirst = Math.Max(slowestFirst, times[0]);
        }
        figures[Slowest] = slowest / Bound;
        figures[SlowestFirst] = slowestFirst / Bound;
        return
        [
            new Measured(Ours)
            {
                Ours = true,
                RssMb = product.RssMb,
                Figures = figures,
                Note = missing.Count == 0 ? null : $"not answered with 200, so left out: {string.Join("; ", missing)}",
            },
        ];
    }

    public ValueTask DisposeAsync()
    {
        _folder?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>With the simulator there is a sign-in of one click.</summary>
    private static readonly (string Name, string Value)[] Settings =
    [
        ("Carrier", "Simulator"),
        // No old text is looked up at a carrier that never had it, and nothing is emptied while pages are measured.
        ("Retention__Bodies", "3000.00:00:00"),
        ("Retention__Events", "3000.00:00:00"),
    ];

    private static async Task<TempFolder> BuildAsync(BenchRun bench, DateTimeOffset now)
    {
        var folder = new TempFolder();
        await using (await Product.StartAsync(bench, folder, carrierPort: null, Settings))
        {
            // Its start makes the schema.
        }
        OpsSeed.Fill(Product.DatabaseIn(folder), bench.Count(Texts), bench.Count(Phones), now);
        return folder;
    }

    private sealed record Sample(string Phone, string Card, string Day);

    /// <summary>Somebody who is signed in.</summary>
    private sealed class Staff(int port, string cookie) : IDisposable
    {
        private readonly HttpClient _http = Client();

        public static async Task<Staff> SignInAsync(int port, CancellationToken stopping)
        {
            using var http = Client();
            using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/ops/demo");
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            request.Content = new FormUrlEncodedContent([new("role", "admin")]);
            using var answer = await http.SendAsync(request, stopping);
            return answer.Headers.TryGetValues("Set-Cookie", out var cookies)
                ? new Staff(port, string.Join("; ", cookies.Select(one => one.Split(';')[0])))
                : throw new InvalidOperationException($"The demo sign-in was answered with {answer.StatusCode}.");
        }

        /// <summary>Until the last byte is here, over a connection that stands: a little more than the server's own time.</summary>
        public async Task<(HttpStatusCode Status, double Milliseconds)> GetAsync(
            string path,
            CancellationToken stopping
        )
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}{path}");
            request.Headers.Add("Cookie", cookie);
            var began = Stopwatch.GetTimestamp();
            using var answer = await _http.SendAsync(request, stopping);
            await answer.Content.ReadAsByteArrayAsync(stopping);
            return (answer.StatusCode, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        public void Dispose() => _http.Dispose();

        private static HttpClient Client() =>
            new(
                new SocketsHttpHandler
                {
                    UseProxy = false,
                    AllowAutoRedirect = false,
                    UseCookies = false,
                }
            );
    }
}
