using SmsActivation.Core.Campaigns.Credentials;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Csv;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Audience;

/// <summary>The steps of one load, each in as many short transactions as the pace asks for; false from the one that was
/// stopped, or found the campaign another's.</summary>
internal sealed class AudienceSteps(
    IDatabase database,
    ListLease lease,
    AudienceStore store,
    Campaign campaign,
    WritePace pace,
    AudienceOptions options,
    TimeProvider time,
    IProgress<AudienceProgress>? progress,
    CancellationToken stopping
)
{
    private const int RowsInOneLook = 2000;
    private const int LooksInOneWrite = 10;

    private readonly AudienceVerdicts _verdicts = new(database, lease);

    /// <param name="position">How far the list is read, of its length.</param>
    public async Task<bool> WriteAsync(IEnumerable<AudienceEntry> entries, Func<long> position, long length)
    {
        await using var ahead = new ReadAhead<AudienceEntry>(entries, position);
        var done = 0;
        var next = NextAsync();
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                var (rows, at) = await next;
                if (rows.Length == 0)
                    return true;
                next = NextAsync();
                if (!await InPartsAsync(rows, store.WriteAsync))
                    return false;
                done += rows.Length;
                progress?.Report(new AudienceProgress(AudienceStep.Reading, done, at, length));
            }
            return false;
        }
        finally
        {
            await next;
        }

        // Looked up while others are written or have the database: SQLite's looks would hold up whoever starts them.
        Task<(AudienceEntry[] Rows, long At)> NextAsync()
        {
            var count = pace.NextRows();
            return Task.Run(async () =>
            {
                var rows = new List<AudienceEntry>();
                await ahead.TakeAsync(rows, count);
                return (await KeptConsents.WithoutAsync(database, rows), ahead.Position);
            });
        }
    }

    /// <summary>Looks at all that we know of the list's phones.</summary>
    public async Task<bool> JudgeAsync()
    {
        if (await _verdicts.RangeAsync() is not var (first, last))
            return true;
        var looks = new AudienceLooks(database, campaign, options.OptOutKey);
        var from = first;
        var next = Task.Run(LookAsync);
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                var verdicts = await next;
                var looked = from - first;
                var isLast = from > last;
                next = Task.Run(LookAsync);
                if (!await InPartsAsync(verdicts, _verdicts.WriteAsync))
                    return false;
                progress?.Report(new AudienceProgress(AudienceStep.Checking, (int)looked, looked, last - first + 1));
                if (isLast)
                    return true;
            }
            return false;
        }
        finally
        {
            await next;
        }

        // Few of those looked at change, and each transaction has its pause: several looks go into one.
        async Task<AudienceVerdict[]> LookAsync()
        {
            var verdicts = new List<AudienceVerdict>();
            for (var look = 0; look < LooksInOneWrite && from <= last && verdicts.Count < WritePace.Most; look++)
            {
                var until = Math.Min(from + RowsInOneLook - 1, last);
                verdicts.AddRange(await looks.JudgeAsync(from, until, time.GetUtcNow()));
                from = until + 1;
            }
            return [.. verdicts];
        }
    }

    /// <summary>Only those who are texted get a user name, so the list is judged by now.</summary>
    public async Task<bool> NameAsync()
    {
        if (campaign.Kind != CampaignKind.Credentials || await _verdicts.RangeAsync() is not var (first, last))
            return true;
        var names = new UserNameStore(database, campaign.Id, new UserNames(options.ReadCardNumber));
        for (var from = first; from <= last; from += RowsInOneLook)
        {
            if (stopping.IsCancellationRequested)
                return false;
            var until = Math.Min(from + RowsInOneLook - 1, last);
            var nameless = await names.NamelessAsync(from, until);
            if (!await InPartsAsync<Nameless>([.. nameless], Write))
                return false;
            var looked = until - first + 1;
            progress?.Report(new AudienceProgress(AudienceStep.Naming, (int)looked, looked, last - first + 1));
        }
        return true;

        Task<int?> Write(ArraySegment<Nameless> people, TransactionClock clock, DateTimeOffset now) =>
            _verdicts.NameAsync(people, names, clock, now);
    }

    /// <summary>All of it, in as many transactions as the pace asks for, and be it one that only holds the campaign; false
    /// when it was stopped.</summary>
    private async Task<bool> InPartsAsync<T>(
        T[] all,
        Func<ArraySegment<T>, TransactionClock, DateTimeOffset, Task<int?>> write
    )
    {
        var done = 0;
        do
        {
            if (stopping.IsCancellationRequested)
                return false;
            var clock = pace.Clock();
            if (await write(new ArraySegment<T>(all)[done..], clock, time.GetUtcNow()) is not { } written)
                return false;
            done += written;
            await pace.RestAsync(written, clock.Elapsed, stopping);
        } while (done < all.Length);
        return true;
    }
}
