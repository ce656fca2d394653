using SmsActivation.Core.Cards.Import;

namespace SmsActivation.Tests.Cards.Import;

/// <summary>Memory is the whole process's: nothing else may run beside this.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class AloneCollection;

[Collection("alone")]
public sealed class CardImportMemoryTests
{
    [Fact]
    public async Task A_hundred_thousand_rows_take_no_more_memory_than_ten_thousand()
    {
        await using var bench = new ImportBench();
        var small = await PeakAsync(bench, 10_000);
        var large = await PeakAsync(bench, 100_000);
        // What is kept of each row is its number and line: some 30 bytes.
        Assert.InRange(large - small, long.MinValue, 90_000 * 150);
    }

    /// <summary>The most that was alive at any report of progress.</summary>
    private static async Task<long> PeakAsync(ImportBench bench, int rows)
    {
        var numbers = Enumerable.Range(0, rows).Select(i => Base36(i + 36 * 36));
        await File.WriteAllLinesAsync(bench.File, numbers.Select(number => number + ",gold").Prepend("number,kind"));
        var peak = 0L;
        await bench.RunAsync(
            dryRun: true,
            progress: new EachReport(() => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true)))
        );
        return peak;
    }

    private static string Base36(int value)
    {
        const string signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        return new string([
            signs[value / 46656 % 36],
            signs[value / 1296 % 36],
            signs[value / 36 % 36],
            signs[value % 36],
        ]);
    }

    private sealed class EachReport(Action then) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => then();
    }
}
