using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Csv;
using SmsActivation.Core.Privacy;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Audience;

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
        if (file.EncodingFault(stopping) is { } encoding)
            return new AudienceResult.Refused([encoding]);
        var reader = new AudienceReader(options, words, time.GetUtcNow());
        return await LoadAsync(
            campaign,
            reader,
            string.Join(',', columns.Placeholders),
            AudienceList.Read(file, columns, reader),
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
            reader,
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
            reader,
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
            .. words.Then.SelectMany(
                (then, index) =>
                    WordsCheck
                        .Faults(campaign.Kind, then.Step.Texts, campaigns, columns)
                        .Select(fault => SeriesCheck.OfStep(index + 2, fault))
            ),
        ];

    private async Task<AudienceResult> LoadAsync(
        Campaign campaign,
        AudienceReader reader,
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
        var lease = new ListLease(database, campaign.Id, Guid.NewGuid().ToString("N"));
        if (!await lease.BeginAsync(time.GetUtcNow(), By, Version, columns))
            return new AudienceResult.Refused([
                $"The campaign '{campaign.Name}' takes no list now: it is {campaign.State}, was changed a moment ago, or another load of it goes on "
                    + $"(one that broke off is given up after {ListLease.Lease.TotalSeconds} s).",
            ]);
        var store = new AudienceStore(database, lease);
        var steps = new AudienceSteps(database, lease, store, campaign, pace, options, time, progress, stopping);
        var whole =
            await new ListRemoval(store, pace, time).RunAsync(stopping)
            && await steps.WriteAsync(entries, position, length)
            && await steps.JudgeAsync()
            && await steps.NameAsync()
            && await lease.EndAsync();
        if (whole)
            return new AudienceResult.Loaded(time.GetElapsedTime(started), reader.Remarks);
        await lease.LeaveAsync();
        return new AudienceResult.Stopped();
    }
}
