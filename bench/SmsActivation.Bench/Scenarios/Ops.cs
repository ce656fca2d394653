using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using SmsActivation.Bench.Programs;

namespace SmsActivation.Bench.Scenarios;

/// <summary>The pages and searches of <c>/ops</c> over a log of a million rows, from the first one after a start.</summary>
internal sealed partial class Ops : IScenario
{
    private const string Ours = "product";
    private const string Slowest = "slowest p50 over 300 ms";
    private const string SlowestFirst = "slowest first answer over 300 ms";
    private const string Export = "the whole log as CSV: s";
    private const string ExportRows = "the whole log as CSV: rows";
    private const string ExportGrowth = "the whole log as CSV: peak RSS grows by MB";
    private const double Bound = 300;
    private const double ExportBound = 50; // MB
    private const int Texts = 1_000_000;
    private const int Phones = 300_000;
    private const int Asked = 20;

    /// <summary>What is asked for; a page that is not there is left out, and the table says so.</summary>
    private static readonly Ask[] Asks =
    [
        new("now", _ => "/ops"),
        new("now, a chart as a table", _ => "/ops/now/table?of=week"),
        new("needs a person", _ => "/ops/needs"),
        new("log", _ => "/ops/log"),
        new("log, far back", _ => "/ops/log?before=300000"),
        new("log by a phone's end", sample => $"/ops/log?phone={sample.Phone[^4..]}"),
        new("log by a phone", sample => $"/ops/log?phone={Uri.EscapeDataString(sample.Phone)}"),
        new("log by a phone that never texted", _ => "/ops/log?phone=%2B14155559999"),
        new("log by an end that no phone has", _ => "/ops/log?phone=987654321"),
        new("log by a card", sample => $"/ops/log?card={sample.Card}"),
        new("log by a card's end", sample => $"/ops/log?card={sample.Card[^4..]}"),
        new("log by outcome", _ => "/ops/log?outcome=UnknownCard"),
        new("log by an outcome that never was", _ => "/ops/log?outcome=LossReported"),
        new("log by a rare outcome and channel", _ => "/ops/log?outcome=CardExpired&channel=whatsapp"),
        new(
            "log by outcome, channel and phone's end",
            sample => $"/ops/log?outcome=CardExpired&channel=whatsapp&phone={sample.Phone[^4..]}"
        ),
        new("log by a language that nobody has", _ => "/ops/log?language=ru"),
        new("log of the last day", _ => "/ops/log?since=24h"),
        new("log of a day last month", sample => $"/ops/log?from={sample.Day}T00:00&to={sample.Day}T23:59"),
        new("case of a text", _ => "/ops/case?log=500000"),
        new("case of a text's card", _ => "/ops/case?log=500000&by=card"),
        new("case of a card", _ => "/ops/case?card=5000"),
        new("find a case by a phone's end", _ => "/ops/case/find", sample => sample.Phone[^4..]),
        new("find a case by a phone", _ => "/ops/case/find", sample => sample.Phone),
        new("find a case by a card", _ => "/ops/case/find", sample => sample.Card),
        new("find a case by a card's end", _ => "/ops/case/find", sample => sample.Card[^4..]),
        new("find a case that is not there", _ => "/ops/case/find", _ => "98765432"),
        new("cards", _ => "/ops/cards"),
        new("cards, a batch", _ => "/ops/cards/batch?name=batch-00"),
        new("replies", _ => "/ops/replies"),
        new("card at the till", _ => "/ops/shop"),
        new("people", _ => "/ops/people"),
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
        new(
            "the whole log exported in ≤ 50 MB more memory",
            Side.AtMost,
            1,
            "0.00 '×'",
            round => round[Ours]?.Figures[ExportGrowth] / ExportBound
        ),
    ];

    private TempFolder? _folder;

    public bool OnlyInFull => true;

    public async Task<IReadOnlyList<Measured>> RoundAsync(BenchRun bench)
    {
        var now = TimeProvider.System.GetUtcNow();
        _folder ??= await BuildAsync(bench, now);
        var figures = await ExportAsync(bench, _folder);
        await using var product = await Product.StartAsync(bench, _folder, carrierPort: null, Settings);
        using var staff = await Staff.SignInAsync(product.Port, bench.Stopping);
        var sample = new Sample(Bench.Texts.Phone(4_567), Bench.Texts.Card(4_567), $"{now.AddDays(-20):yyyy-MM-dd}");
        var (missing, slowest, slowestFirst) = (new List<string>(), 0.0, 0.0);
        foreach (var ask in Asks)
        {
            var times = new List<double>();
            for (var i = 0; i <= Asked; i++)
            {
                var (status, milliseconds) = await staff.AskAsync(ask, sample, bench.Stopping);
                if (status != HttpStatusCode.OK)
                    break;
                times.Add(milliseconds);
            }
            if (times.Count <= Asked)
            {
                missing.Add(ask.Name);
                continue;
            }
            var later = times.Skip(1).Order().ToList();
            figures[$"{ask.Name}: first ms"] = times[0];
            figures[$"{ask.Name}: p50 ms"] = Spread.MedianOf(later);
            figures[$"{ask.Name}: max ms"] = later[^1];
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

    /// <summary>By a host of its own: memory that pages took once would be there for it.</summary>
    private static async Task<Dictionary<string, double>> ExportAsync(BenchRun bench, TempFolder folder)
    {
        await using var product = await Product.StartAsync(bench, folder, carrierPort: null, Settings);
        using var staff = await Staff.SignInAsync(product.Port, bench.Stopping);
        var before = product.RssMb;
        var (rows, seconds) = await staff.ExportAsync(bench.Stopping);
        return new Dictionary<string, double>
        {
            [ExportRows] = rows,
            [Export] = seconds,
            [ExportGrowth] = product.RssMb - before,
        };
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
        await using (await Product.StartAsync(bench, folder, carrierPort: null, Settings))
            await CountedAsync(folder, bench.Stopping);
        return folder;
    }

    /// <summary>These texts came by no host: one has to count them by the hour first, as it would have when they came.</summary>
    private static async Task CountedAsync(TempFolder folder, CancellationToken stopping)
    {
        while (Database.Scalar(Product.DatabaseIn(folder), "select count(*) from log_marks") == 0)
            await Task.Delay(TimeSpan.FromSeconds(1), stopping);
    }

    /// <param name="Typed">What is typed into the form that is sent there; null where nothing is.</param>
    private sealed record Ask(string Name, Func<Sample, string> Path, Func<Sample, string>? Typed = null);

    private sealed record Sample(string Phone, string Card, string Day);

    /// <summary>Somebody who is signed in.</summary>
    private sealed partial class Staff(int port, string cookie) : IDisposable
    {
        private const int MostHops = 3;
        private readonly HttpClient _http = Client();
        private string _form = "";

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

        /// <summary>Until the last byte is here, over a connection that stands and wherever the answer leads: a little more
        /// than the server's own time.</summary>
        public async Task<(HttpStatusCode Status, double Milliseconds)> AskAsync(
            Ask ask,
            Sample sample,
            CancellationToken stopping
        )
        {
            var began = Stopwatch.GetTimestamp();
            var (path, typed) = (ask.Path(sample), ask.Typed?.Invoke(sample));
            for (var hop = 0; ; hop++)
            {
                using var request = new HttpRequestMessage(
                    typed is null ? HttpMethod.Get : HttpMethod.Post,
                    $"http://127.0.0.1:{port}{path}"
                );
                request.Headers.Add("Cookie", cookie);
                if (typed is not null)
                {
                    request.Headers.Add("Sec-Fetch-Site", "same-origin");
                    request.Content = new FormUrlEncodedContent([new("form", _form), new("typed", typed)]);
                }
                using var answer = await _http.SendAsync(request, stopping);
                var page = await answer.Content.ReadAsStringAsync(stopping);
                if (answer.StatusCode == HttpStatusCode.SeeOther && hop < MostHops)
                {
                    (path, typed) = (answer.Headers.Location!.OriginalString, null);
                    continue;
                }
                var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                if (FormToken().Match(page) is { Success: true } form)
                    _form = form.Groups["form"].Value;
                return (answer.StatusCode, took);
            }
        }

        /// <summary>Read as it comes, and kept nowhere.</summary>
        public async Task<(long Rows, double Seconds)> ExportAsync(CancellationToken stopping)
        {
            var began = Stopwatch.GetTimestamp();
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}/ops/log.csv");
            request.Headers.Add("Cookie", cookie);
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stopping);
            answer.EnsureSuccessStatusCode();
            await using var stream = await answer.Content.ReadAsStreamAsync(stopping);
            var buffer = new byte[1 << 16];
            var (lines, read) = (0L, 0);
            while ((read = await stream.ReadAsync(buffer, stopping)) > 0)
                lines += buffer.AsSpan(0, read).Count((byte)'\n');
            return (lines - 1, Stopwatch.GetElapsedTime(began).TotalSeconds);
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

        [GeneratedRegex(
            "name=\"form\" value=\"(?<form>[0-9a-f]+)\"",
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
        )]
        private static partial Regex FormToken();
    }
}
