using System.Collections.Concurrent;
using System.Diagnostics;
using SmsActivation.Journeys.Harness;

namespace SmsActivation.Faults.Hostile;

/// <summary>The built host under webhooks that mean it harm. Each is owed one answer; afterwards the database, the log and
/// the memory are looked at.</summary>
public sealed class HostileRun(int requests, int signatures, int seed)
{
    private const string PreviousToken = "0123456789abcdef0123456789abcdef";
    private const int Connections = 8;
    private const double MostGrowth = 1.25;
    private const int SlowAtOnce = 40;
    private const int BreakOffsToEach = 10;

    // A short run's second half still compiles and fills caches.
    private const int LongRun = 50_000;
    private const int WarmUp = 24; // MB
    private static readonly TimeSpan Drained = TimeSpan.FromMinutes(10);

    private readonly HostileReport _report = new(seed);
    private readonly ConcurrentDictionary<string, bool> _accepted = new(StringComparer.Ordinal);
    private int _lost;

    public async Task<HostileReport> RunAsync(Action<string> tell)
    {
        tell($"seed {seed}");
        await using var host = await Installation.CreateAsync(
            new Dictionary<string, string?>
            {
                ["Twilio__PreviousAuthToken"] = PreviousToken,
                // What is said at this level is said about the same hostile words.
                ["Serilog__MinimumLevel__Override__SmsActivation"] = "Debug",
                // More of them are answered than any shop answers in a day.
                ["Limits__SendsPerDay"] = "10000000",
            }
        );
        await host.ImportAsync(HostileText.Cards.Select(card => new CardLine(card)));
        await host.StartAsync();
        var account = HookAccount.Of(host, PreviousToken);
        var maker = new RequestMaker(account, seed);
        var database = HostDatabase.Of(host);
        var watch = Stopwatch.StartNew();

        var half = await HalfAsync(host, maker, database, 0, requests / 2);
        tell($"first half after {watch.Elapsed.TotalSeconds:n0} s");
        var whole = await HalfAsync(host, maker, database, requests / 2, requests);
        tell($"second half after {watch.Elapsed.TotalSeconds:n0} s");
        _report.Tell(
            $"{requests:n0} requests in {watch.Elapsed.TotalSeconds:n0} s, {_lost} answers lost and asked again"
        );
        _report.Tell($"resident memory {half} MB after the first half, {whole} MB after the second");
        if (whole > (half * MostGrowth) + (requests < LongRun ? WarmUp : 0))
            _report.Break($"the memory grew from {half} to {whole} MB");

        watch.Restart();
        await new SignatureRun(maker, account, seed, _report).RunAsync(signatures, host.Port, Connections);
        _report.Tell($"signatures in {watch.Elapsed.TotalSeconds:n0} s, {HostMemory.Resident(host.Host!.Id)} MB then");
        await JudgeAsync(host, database);
        return _report;
    }

    private async Task<int?> HalfAsync(Installation host, RequestMaker maker, HostDatabase database, int from, int to)
    {
        var slow = SlowAsync(host, maker, from, Math.Clamp((to - from) / 500, 8, 400));
        var next = from - 1;
        await Task.WhenAll(
            Enumerable
                .Range(0, Connections)
                .Select(async _ =>
                {
                    using var connection = new RawConnection(host.Port);
                    for (int index; (index = Interlocked.Increment(ref next)) < to; )
                    {
                        var request = maker.Make(index);
                        Note(request, await connection.PostAsync(request));
                    }
                    Interlocked.Add(ref _lost, connection.Lost);
                })
        );
        await slow;
        try
        {
            var drained = () => Task.FromResult(host.Host!.HasExited || database.Unfinished() == 0);
            await Eventually.TrueAsync("every text has its outcome", drained, Drained);
        }
        catch (TimeoutException late)
        {
            _report.Break(late.Message);
        }
        return HostMemory.Resident(host.Host!.Id);
    }

    /// <summary>Beside all others: those that take their time, and those that leave.</summary>
    private Task SlowAsync(Installation host, RequestMaker maker, int from, int count) =>
        Parallel.ForEachAsync(
            Enumerable.Range(from, count),
            new ParallelOptions { MaxDegreeOfParallelism = SlowAtOnce },
            async (number, _) =>
            {
                // Numbers below zero are the signatures', those above the requests' are free.
                var post = new SlowPost(maker, host.Port);
                var (request, status) = await post.SendAsync(requests + number);
                Note(request, status);
                for (var i = 0; i < BreakOffsToEach; i++)
                    await post.BreakOffAsync((2 * requests) + (number * BreakOffsToEach) + i);
            }
        );

    private void Note(HostileRequest request, int status)
    {
        _report.Answered(request.Kind, status);
        if (status == 200 && request.Sid is { } sid)
            _accepted[sid] = true;
        if (status != request.Owed)
            _report.Break($"answered {status} and owed {request.Owed}, seed {seed}, {request.Escaped()}");
    }

    private async Task JudgeAsync(Installation host, HostDatabase database)
    {
        foreach (var status in new[] { 200, 400, 408, 413 }.Where(status => _report.Count(status) == 0))
            _report.Break($"nothing was answered {status}: the run tried too little");
        if (!await host.IsReadyAsync())
            _report.Break("the host is not ready any more");
        foreach (var violation in database.Broken([.. _accepted.Keys]))
            _report.Break(violation);
        var (lines, violations) = HostLog.Check(host.Work);
        foreach (var violation in violations)
            _report.Break(violation);
        if (lines < _report.Count(403) + _report.Count(413))
            _report.Break($"the log has {lines} lines and is owed one for each refusal: it stopped");
        var outcomes = database
            .Outcomes()
            .OrderByDescending(one => one.Value)
            .Select(one => $"{one.Key} {one.Value:n0}");
        _report.Tell($"{_accepted.Count:n0} texts answered 200: {string.Join(", ", outcomes)}");
        _report.Tell($"{lines:n0} log lines, each one JSON object but {violations.Count}");
    }
}
