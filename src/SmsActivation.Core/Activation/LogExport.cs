using System.Globalization;
using SmsActivation.Core.Staff;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Activation;

/// <summary>A copy of the log that leaves the house: who took it, and how many rows, is in the book before the first row is
/// out.</summary>
public sealed class LogExport(IDatabase database, LogQuery log)
{
    // A read of SQLite takes a few milliseconds, and the rows of one batch are all that is ever in memory.
    private const int RowsAtOnce = 500;

    /// <param name="whole">With whole phone and card numbers.</param>
    /// <param name="reason">In the person's own words.</param>
    public async Task<LogPlace> BeginAsync(LogFilter filter, bool whole, Actor by, string? reason, DateTimeOffset now)
    {
        var top = await log.TopAsync();
        var count = await log.CountAsync(filter, top);
        var act = new StaffAct(
            by,
            StaffActKind.LogExported,
            filter.Phone is { Ending: null, Phones: [var phone] } ? phone : null,
            filter.Card,
            reason
        )
        {
            Detail = string.Create(
                CultureInfo.InvariantCulture,
                $"{count} rows, {(whole ? "whole numbers" : "numbers masked")}"
            ),
        };
        await database.WriteAsync(session => StaffActs.WriteAsync(session, act, now));
        return top;
    }

    public IAsyncEnumerable<IReadOnlyList<LogEntry>> RowsAsync(
        LogFilter filter,
        LogPlace top,
        CancellationToken stopping
    ) => log.BatchesAsync(filter with { Limit = RowsAtOnce }, top, stopping);
}
