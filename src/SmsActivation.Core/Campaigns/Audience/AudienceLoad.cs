using SmsActivation.Core.Campaigns.Credentials;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Csv;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Audience;

/// <summary>How a load ended.</summary>
public abstract record AudienceResult
{
    /// <summary>Nothing was changed.</summary>
    public sealed record Refused(IReadOnlyList<string> Faults) : AudienceResult;

    /// <summary>The campaign is Ready.</summary>
    public sealed record Loaded(TimeSpan Took) : AudienceResult;

    /// <summary>Before its end, by its host or by whoever took the campaign from it: no list is there.</summary>
    public sealed record Stopped : AudienceResult;
}

/// <summary>What a load is at.</summary>
public enum AudienceStep
{
    Reading,
    Checking,

    /// <summary>Giving user names.</summary>
    Naming,
}

/// <summary>How far a load is; the parts of a file are bytes, else rows.</summary>
public readonly record struct AudienceProgress(AudienceStep Step, int Rows, long Done, long OfAll);

/// <summary>Brings a list into a campaign, row by row and in flat memory, beside a live host: read and checked, written in
/// short transactions, then looked at against all that we know of its phones. A load that broke off is begun again from
/// nothing.</summary>
public sealed class AudienceLoad(
    IDatabase database,
    WritePace pace,
    AudienceOptions options,
    CampaignOptions campaigns,
    TimeProvider time
)
{
    private const int RowsInOneLook = 2000;
    private const int LooksInOneWrite = 10;

    /// <summary>Whoever brings the list, where they are known.</summary>
    public string? By { get; init; }

    /// <summary>Of the campaign whose words and control group it is read for, where somebody may change them meanwhile.</summary>
    public int? Version { get; init; }

    /// <param name="texts">The campaign's.</param>
    public async Task<AudienceResult> FromFileAsync(
        Campaign campaign,
        IReadOnlyDictionary<string, string> texts,
        CampaignWords words,
        string path,
        IProgress<AudienceProgress>? progress,
        CancellationToken stopping
    )
    {
        if (OtherList(campaign) is { } other)
            return other;
        var (opened, fault) = CsvFile.Open(path, AudienceColumns.Example);
        if (opened is null)
            return new AudienceResult.Refused([fault!]);
        using var file = opened;
        var columns = new AudienceColumns(file.Header);
        if (columns.Faults.Count > 0)
            return new AudienceResult.Refused([.. columns.Faults.Select(told => $"{Path.GetFileName(path)}: {told}")]);
        if (Faults(campaign, texts, words, columns.Placeholders) is { Count: > 0 } faults)
            return new AudienceResult.Refused(faults);
        return await LoadAsync(
            campaign,
            string.Join(',', columns.Placeholders),
            AudienceList.Read(file, columns, new AudienceReader(options, words, time.GetUtcNow())),
            () => file.Position,
            file.Length,
            progress,
            stopping
        );
    }

    /// <summary>The cards of a batch whose holder's phone is known from the till, and that nobody has activated.</summary>
    /// <inheritdoc cref="FromFileAsync"/>
    public async Task<AudienceResult> FromBatchAsync(
        Campaign campaign,
        IReadOnlyDictionary<string, string> texts,
        CampaignWords words,
        string batch,
        IProgress<AudienceProgress>? progress,
        CancellationToken stopping
    )
    {
        if (OtherList(campaign) is { } other)
            return other;
        if (Faults(campaign, texts, words, [CampaignWords.Card]) is { Count: > 0 } faults)
            return new AudienceResult.Refused(faults);
        var holders = new BatchHolders(database, batch);
        if (await holders.CountAsync() is var count && count == 0)
            return new AudienceResult.Refused([
                $"No card of batch {batch} waits for its holder: none has a holder_phone and is not activated.",
            ]);
        var reader = new AudienceReader(options, words, time.GetUtcNow());
        return await LoadAsync(
            campaign,
            CampaignWords.Card,
            holders.All().Select(reader.Read),
            () => holders.Read,
            count,
            progress,
            stopping
        );
    }

    /// <summary>Whoever got the text of the campaign that this one corrects, consents and opt-outs looked at again.</summary>
    /// <inheritdoc cref="FromFileAsync"/>
    public async Task<AudienceResult> FromCorrectedAsync(
        Campaign campaign,
        CampaignWords words,
        IProgress<AudienceProgress>? progress,
        CancellationToken stopping
    )
    {
        if (campaign.Corrects is not { } corrected)
            return new AudienceResult.Refused([
                $"The campaign '{campaign.Name}' corrects none: its list is a FILE, or the cards of a --batch.",
            ]);
        var wrong = await new CampaignStore(database).FindAsync(corrected);
        if (wrong is { State: CampaignState.Running })
            return new AudienceResult.Refused([
                $"The campaign '{wrong.Name}' runs: pause or stop it first, so that it is clear who got it.",
            ]);
        var people = new TextedPeople(database, corrected, campaign.CorrectsUnknown);
        if (await people.UnderWayAsync() is > 0 and var underWay)
            return new AudienceResult.Refused([
                $"{underWay:N0} of its texts are under way to the carrier: load the list again in a moment.",
            ]);
        var reader = new AudienceReader(options, words, time.GetUtcNow());
        return await LoadAsync(
            campaign,
            wrong?.ListColumns,
            people.All().Select(reader.Read),
            () => people.Read,
            await people.CountAsync(),
            progress,
            stopping
        );
    }

    /// <summary>A correction goes to whoever got what it corrects, however lately that was: to nobody else.</summary>
    private static AudienceResult.Refused? OtherList(Campaign campaign) =>
        campaign.Corrects is null
            ? null
            : new AudienceResult.Refused([
                $"The campaign '{campaign.Name}' corrects another: its list is whoever got that one's text.",
            ]);

    private List<string> Faults(
        Campaign campaign,
        IReadOnlyDictionary<string, string> texts,
        CampaignWords words,
        IReadOnlyCollection<string> columns
    ) =>
        [
            .. WordsCheck.Faults(campaign.Kind, texts, campaigns, columns),
            .. words.Then.SelectMany(then => WordsCheck.Faults(campaign.Kind, then.Step.Texts, campaigns, columns)),
        ];

    private async Task<AudienceResult> LoadAsync(
        Campaign campaign,
        string? columns,
        IEnumerable<AudienceEntry> entries,
        Func<long> position,
        long length,
        IProgress<AudienceProgress>? progress,
        CancellationToken stopping
    )
    {
        if (await KeptOptOuts.FaultAsync(database, options.OptOutKey) is { } otherKey)
            return new AudienceResult.Refused([otherKey]);
        var started = time.GetTimestamp();
        var store = new AudienceStore(database, campaign.Id, Guid.NewGuid().ToString("N"));
        if (!await store.BeginAsync(time.GetUtcNow(), By, Version, columns))
            return new AudienceResult.Refused([
                $"The campaign '{campaign.Name}' takes no list now: it is {campaign.State}, was changed a moment ago, or another load of it goes on "
                    + $"(one that broke off is given up after {AudienceStore.Lease.TotalSeconds} s).",
            ]);
        var whole =
            await new ListRemoval(store, pace, time).RunAsync(stopping)
            && await WriteAsync(store, entries, position, length, progress, stopping)
            && await JudgeAsync(store, campaign, progress, stopping)
            && await NameAsync(store, campaign, progress, stopping)
            && await store.EndAsync();
        if (whole)
            return new AudienceResult.Loaded(time.GetElapsedTime(started));
        await store.LeaveAsync();
        return new AudienceResult.Stopped();
    }

    private async Task<bool> WriteAsync(
        AudienceStore store,
        IEnumerable<AudienceEntry> entries,
        Func<long> position,
        long length,
        IProgress<AudienceProgress>? progress,
        CancellationToken stopping
    )
    {
        await using var ahead = new ReadAhead<AudienceEntry>(entries, position);
        var done = 0;
        // The next rows are looked up while these are written and others have the database.
        var next = TakeAsync();
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                var (rows, at) = await next;
                if (rows.Length == 0)
                    return true;
                next = TakeAsync();
                if (!await InPartsAsync(rows, store.WriteAsync, stopping))
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

        async Task<(AudienceEntry[] Rows, long At)> TakeAsync()
        {
            var rows = new List<AudienceEntry>();
            await ahead.TakeAsync(rows, pace.NextRows());
            return (await store.WithoutKeptConsentsAsync(rows), ahead.Position);
        }
    }

    private async Task<bool> JudgeAsync(
        AudienceStore store,
        Campaign campaign,
        IProgress<AudienceProgress>? progress,
        CancellationToken stopping
    )
    {
        if (await store.RangeAsync() is not var (first, last))
            return true;
        var looks = new AudienceLooks(database, campaign, options.OptOutKey);
        var from = first;
        var next = LookAsync();
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                var verdicts = await next;
                var looked = from - first;
                var isLast = from > last;
                next = LookAsync();
                if (!await InPartsAsync(verdicts, store.JudgeAsync, stopping))
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
    private async Task<bool> NameAsync(
        AudienceStore store,
        Campaign campaign,
        IProgress<AudienceProgress>? progress,
        CancellationToken stopping
    )
    {
        if (campaign.Kind != CampaignKind.Credentials || await store.RangeAsync() is not var (first, last))
            return true;
        var names = new UserNameStore(database, campaign.Id, new UserNames(options.ReadCardNumber));
        for (var from = first; from <= last; from += RowsInOneLook)
        {
            if (stopping.IsCancellationRequested)
                return false;
            var until = Math.Min(from + RowsInOneLook - 1, last);
            var nameless = await names.NamelessAsync(from, until);
            if (!await InPartsAsync<Nameless>([.. nameless], Write, stopping))
                return false;
            var looked = until - first + 1;
            progress?.Report(new AudienceProgress(AudienceStep.Naming, (int)looked, looked, last - first + 1));
        }
        return true;

        Task<int?> Write(ArraySegment<Nameless> people, TransactionClock clock, DateTimeOffset now) =>
            store.NameAsync(people, names, clock, now);
    }

    /// <summary>All of it, in as many transactions as the pace asks for, and be it one that only holds the campaign; false
    /// when it was stopped.</summary>
    private async Task<bool> InPartsAsync<T>(
        T[] all,
        Func<ArraySegment<T>, TransactionClock, DateTimeOffset, Task<int?>> write,
        CancellationToken stopping
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
