using System.Text.Json;
using SmsActivation.Bench.Programs;

namespace SmsActivation.Bench;

/// <summary>Texts sent by a load process.</summary>
internal static class Posting
{
    public static async Task<LoadResult> PostAsync(this BenchRun bench, LoadPlan plan)
    {
        await using var load = Begin(plan);
        return await ResultAsync(bench, load);
    }

    public static Child Begin(LoadPlan plan) => Child.Start(BenchRun.Self, plan.ToArguments(), Child.Lean);

    public static async Task<LoadResult> ResultAsync(BenchRun bench, Child load) =>
        JsonSerializer.Deserialize<LoadResult>((await load.EndAsync(bench.Stopping)).Output)!;

    /// <summary>The figures of a server whose answer is all that is asked.</summary>
    public static async Task<Measured> MeasureAsync(this BenchRun bench, string program, IServer server, LoadPlan plan)
    {
        var cpu = server.CpuSeconds;
        var load = await bench.PostAsync(plan);
        return new Measured(program)
        {
            Ours = server is Product,
            PerSecond = load.Ok / load.Seconds,
            Latency = load.Latency,
            CpuPer1000 = (server.CpuSeconds - cpu) * 1000 / load.SentAt.Count,
            RssMb = server.RssMb,
            LoadCpuPer1000 = load.CpuSeconds * 1000 / load.SentAt.Count,
            Note = NoteOn(load),
        };
    }

    /// <summary>Null when every text was answered 200.</summary>
    public static string? NoteOn(LoadResult load) =>
        load.Refused + load.Broken == 0
            ? null
            : $"{load.Refused} refused, {load.Broken} broken"
                + string.Concat(load.Faults.Select(fault => $", {fault.Value} {fault.Key}"));
}
