using System.Diagnostics;
using SmsActivation.Bench.Programs;

namespace SmsActivation.Bench;

/// <summary>A host with a carrier: texts go in at one end and replies come out at the other.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly BenchRun _bench;
    private int _carried;

    private Stage(BenchRun bench, Product product, Carrier carrier) =>
        (_bench, Product, Carrier) = (bench, product, carrier);

    public Product Product { get; }
    public Carrier Carrier { get; }

    public static async Task<Stage> StartAsync(
        BenchRun bench,
        TempFolder folder,
        params IEnumerable<(string Name, string Value)> settings
    )
    {
        var carrier = await Carrier.StartAsync(bench);
        try
        {
            return new Stage(bench, await Product.StartAsync(bench, folder, carrier.Port, settings), carrier);
        }
        catch
        {
            await carrier.DisposeAsync();
            throw;
        }
    }

    public LoadPlan Plan(int count) => new(Product.Port, _bench.NextRun(), count);

    /// <summary>Sends texts and waits for all that comes of them.</summary>
    public async Task WarmAsync(LoadPlan plan)
    {
        var load = await _bench.PostAsync(plan);
        _carried += load.Ok;
        await Carrier.WaitAsync(_carried, _bench.Stopping);
    }

    /// <summary>Rate and waits from a text's sending (or its scheduled moment) to its reply's arrival at the carrier.</summary>
    /// <param name="beside">What goes on meanwhile; with its end the sending ends.</param>
    public async Task<Measured> MeasureAsync(string program, LoadPlan plan, int skip = 0, Func<Task>? beside = null)
    {
        var (cpu, carrierCpu) = (Product.CpuSeconds, Carrier.CpuSeconds);
        await using var posting = Posting.Begin(plan);
        if (beside is not null)
        {
            await beside();
            posting.CloseInput();
        }
        var load = await Posting.ResultAsync(_bench, posting);
        var before = _carried;
        _carried += load.Ok;
        var count = await Carrier.WaitAsync(_carried, _bench.Stopping);
        var perThousand = 1000.0 / load.SentAt.Count;
        var spent = (Product.CpuSeconds - cpu, Carrier.CpuSeconds - carrierCpu);
        var replies = await Carrier.TextsAsync(before, _bench.Stopping);
        return new Measured(program)
        {
            Ours = true,
            PerSecond = load.Ok / Stopwatch.GetElapsedTime(load.SentAt.Min(), count.LastAt).TotalSeconds,
            Latency = Latency.Of(Waits(plan, load, replies).Skip(skip)),
            CpuPer1000 = spent.Item1 * perThousand,
            RssMb = Product.RssMb,
            LoadCpuPer1000 = load.CpuSeconds * perThousand,
            CarrierCpuPer1000 = spent.Item2 * perThousand,
            Figures = new Dictionary<string, double>
            {
                ["webhook p50 ms"] = load.Latency.P50,
                ["webhook p99 ms"] = load.Latency.P99,
            },
            Note = Posting.NoteOn(load) ?? (count.Refused > 0 ? $"{count.Refused} callbacks refused" : null),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await Product.DisposeAsync();
        await Carrier.DisposeAsync();
    }

    /// <summary>Joined by phone; texts of one phone are answered in their order.</summary>
    private static IEnumerable<double> Waits(
        LoadPlan plan,
        LoadResult load,
        IReadOnlyList<(long Phone, long At)> replies
    )
    {
        var byPhone = replies
            .GroupBy(reply => reply.Phone)
            .ToDictionary(phone => phone.Key, phone => new Queue<long>(phone.Select(reply => reply.At)));
        for (var i = 0; i < load.SentAt.Count; i++)
            if (
                byPhone.TryGetValue(Texts.PhoneDigits(plan.PhoneOf(i)), out var waiting)
                && waiting.TryDequeue(out var at)
            )
                yield return Stopwatch.GetElapsedTime(load.SentAt[i], at).TotalMilliseconds;
    }
}
