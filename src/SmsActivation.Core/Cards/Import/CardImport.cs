using SmsActivation.Core.Csv;
using SmsActivation.Core.Events;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Cards.Import;

/// <summary>Brings a card file into the database, row by row and in flat memory. A bad row goes to the rejects and stops
/// nothing; doing all of it again changes nothing.</summary>
/// <param name="database">Null in a dry run before there is a database: then every card is new.</param>
public sealed class CardImport(
    IDatabase? database,
    WritePace pace,
    ImportOptions options,
    EventOutbox events,
    TimeProvider time
)
{
    private readonly ImportStore? _store = database is null ? null : new ImportStore(database, events);
    private bool _warm;

    /// <summary>Where the rows go that are not taken from this file: beside it.</summary>
    public static string RejectsOf(string path) => RejectsFile.PathFor(path);

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
        var (opened, fault) = CsvFile.Open(path, CardColumns.Example);
        if (opened is null)
            return new ImportResult.Refused([fault!]);
        using var file = opened;
        var columns = new CardColumns(file.Header);
        if (columns.Faults.Count > 0)
            return new ImportResult.Refused([.. columns.Faults.Select(told => $"{Path.GetFileName(path)}: {told}")]);
        using var rejects = new RejectsFile(file, columns, Path.GetFullPath(path));
        return new ImportResult.Finished(await RunAsync(file, columns, rejects, progress, stopping));
    }

    private async Task<ImportReport> RunAsync(
        CsvFile file,
        CardColumns columns,
        RejectsFile rejects,
        IProgress<ImportProgress>? progress,
        CancellationToken stopping
    )
    {
        var started = time.GetTimestamp();
        var tally = new ImportTally(rejects);
        await using var ahead = new ReadAhead<ReadRow>(CardRowReader.All(file, columns, options), () => file.Position);
        var rows = new List<ReadRow>();
        while (!stopping.IsCancellationRequested)
        {
            await ahead.TakeAsync(rows, pace.NextRows());
            if (rows.Count == 0)
                break;
            await TakeAsync(rows, tally, stopping);
            rows.Clear();
            progress?.Report(new ImportProgress(tally.Rows, ahead.Position, file.Length));
        }
        return tally.Report(time.GetElapsedTime(started), stopping.IsCancellationRequested);
    }

    private async Task TakeAsync(List<ReadRow> read, ImportTally tally, CancellationToken stopping)
    {
        var rows = read.Select(taken => taken.Row).OfType<CardRow>().ToArray();
        var steps = new Queue<ImportStep>(rows.Length == 0 ? [] : await StoreAsync(rows, stopping));
        // In the order of the file, whether a row was bad in itself or beside what is stored.
        foreach (var (line, row, fault) in read)
        {
            if (row is null)
                tally.Reject(line, fault!);
            else if (steps.TryDequeue(out var step))
                tally.Count(step, line);
            else
                return; // stopped between two transactions
        }
    }

    private async Task<IReadOnlyList<ImportStep>> StoreAsync(CardRow[] rows, CancellationToken stopping)
    {
        if (_store is null)
            return Array.ConvertAll<CardRow, ImportStep>(rows, _ => ImportStep.Add.Step);
        if (options.DryRun)
            return await _store.LookAsync(rows);
        // The first look compiles the code that the first transaction would hold the write lock for.
        if (!_warm)
            await _store.LookAsync(rows);
        _warm = true;
        var steps = new List<ImportStep>(rows.Length);
        do
        {
            var clock = pace.Clock();
            var written = await _store.WriteAsync(
                new ArraySegment<CardRow>(rows)[steps.Count..],
                clock,
                time.GetUtcNow()
            );
            await pace.RestAsync(written.Count, clock.Elapsed, stopping);
            steps.AddRange(written);
        } while (steps.Count < rows.Length && !stopping.IsCancellationRequested);
        return steps;
    }

    /// <summary>Looked for before the first row is written, lest an import end half way for want of a setting.</summary>
    private bool NeedsCodeKey(string path)
    {
        if (options.Codes.HasKey)
            return false;
        using var file = CsvFile.Open(path, CardColumns.Example).File;
        if (file is null)
            return false;
        var columns = new CardColumns(file.Header);
        if (columns.Place(CardColumn.Code) is not { } place || columns.Faults.Count > 0)
            return false;
        var fields = new CsvFields(file.Csv, columns.Count);
        while (file.TryRead(out var line))
            if (fields.Take(line.Bytes) is null && fields[place] is not null)
                return true;
        return false;
    }
}
