using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cards.Import;

/// <summary>Brings a card file into the database, row by row and in flat memory. A bad row goes to the rejects and stops
/// nothing; doing all of it again changes nothing.</summary>
/// <param name="database">Null in a dry run before there is a database: then every card is new.</param>
public sealed class CardImport(IDatabase? database, WritePace pace, ImportOptions options, TimeProvider time)
{
    private readonly ImportStore? _store = database is null ? null : new ImportStore(database);
    private bool _warm;

    public async Task<ImportResult> RunAsync(
        string path,
        IProgress<ImportProgress>? progress,
        CancellationToken stopping
    )
    {
        if (NeedsCodeKey(path))
            return new ImportResult.Refused([
                "The file holds security codes: set Cards:CodeKey, which they are kept under.",
            ]);
        var (file, faults) = CardFile.Open(path);
        if (file is null)
            return new ImportResult.Refused(faults);
        using (file)
        {
            using var rejects = new RejectsFile(file, Path.GetFullPath(path));
            return new ImportResult.Finished(await RunAsync(file, rejects, progress, stopping));
        }
    }

    private async Task<ImportReport> RunAsync(
        CardFile file,
        RejectsFile rejects,
        IProgress<ImportProgress>? progress,
        CancellationToken stopping
    )
    {
        var started = time.GetTimestamp();
        var tally = new ImportTally(rejects);
        var reader = new CardRowReader(file.Columns, options);
        var seen = new SeenNumbers();
        var chunk = new List<Taken>();
        var full = pace.NextRows();
        foreach (var line in file.Lines())
        {
            if (stopping.IsCancellationRequested)
                break;
            var (row, fault) = reader.Read(line);
            if (row is not null && seen.FirstLine(row.Number, row.Line) is { } first)
                fault = $"the number stands on line {first} already";
            chunk.Add(new Taken(line, fault is null ? row : null, fault));
            if (chunk.Count < full)
                continue;
            await TakeAsync(chunk, tally, stopping);
            full = pace.NextRows();
            progress?.Report(new ImportProgress(tally.Rows, file.Position, file.Length));
        }
        if (!stopping.IsCancellationRequested)
            await TakeAsync(chunk, tally, stopping);
        progress?.Report(new ImportProgress(tally.Rows, file.Position, file.Length));
        return tally.Report(time.GetElapsedTime(started), stopping.IsCancellationRequested);
    }

    private async Task TakeAsync(List<Taken> chunk, ImportTally tally, CancellationToken stopping)
    {
        var rows = chunk.Select(taken => taken.Row).OfType<CardRow>().ToList();
        var steps = new Queue<ImportStep>(rows.Count == 0 ? [] : await StoreAsync(rows, stopping));
        // In the order of the file, whether a row was bad in itself or beside what is stored.
        foreach (var (line, row, fault) in chunk)
        {
            if (row is null)
                tally.Reject(line, fault!);
            else
                tally.Count(steps.Dequeue(), line);
        }
        chunk.Clear();
    }

    private async Task<IReadOnlyList<ImportStep>> StoreAsync(List<CardRow> rows, CancellationToken stopping)
    {
        if (_store is null)
            return rows.ConvertAll<ImportStep>(_ => new ImportStep.Add());
        if (options.DryRun)
            return await _store.LookAsync(rows);
        // The first look compiles the code that the first transaction would hold the write lock for.
        if (!_warm)
            await _store.LookAsync(rows);
        _warm = true;
        var clock = pace.Clock();
        var steps = await _store.WriteAsync(rows, clock, time.GetUtcNow());
        await pace.RestAsync(rows.Count, clock.Elapsed, stopping);
        return steps;
    }

    private readonly record struct Taken(CardLine Line, CardRow? Row, string? Fault);

    /// <summary>Looked for before the first row is written, lest an import end half way for want of a setting.</summary>
    private bool NeedsCodeKey(string path)
    {
        if (options.Codes.HasKey)
            return false;
        using var file = CardFile.Open(path).File;
        return file is not null
            && file.Columns.Has(CardColumn.Code)
            && file.Lines()
                .Any(line =>
                    line.Fields?.Count == file.Columns.Count
                    && file.Columns.Field(line.Fields, CardColumn.Code) is not null
                );
    }
}
