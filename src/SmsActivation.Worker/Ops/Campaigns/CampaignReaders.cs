using System.Globalization;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Campaigns.Drafts;
using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Storage;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>Somebody of a list by whom a text is read while it is written; the page keeps who it is from one look to the
/// next.</summary>
/// <param name="Why">Which they are, behind <c>As the</c>: <c>first on the list reads it</c>.</param>
public sealed record DraftReader(long Id, string Language, string Why)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}|{Language}|{Why}");

    public static DraftReader? Read(string? text) =>
        text?.Split('|') is [var id, { Length: <= 16 } language, { Length: <= 90 } why]
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new DraftReader(number, language, why)
            : null;
}

/// <summary>By what a text is looked at while it is written.</summary>
/// <param name="Name">Of the campaign, for its links.</param>
/// <param name="List">Whose list the readers and the columns are of; null where there is none.</param>
internal sealed record DraftLook(CampaignKind Kind, string Name, Campaign? List, IReadOnlyList<DraftReader> Readers);

/// <summary>What somebody is told while they write a campaign's texts.</summary>
internal sealed class CampaignReaders(
    IDatabase database,
    CampaignRules rules,
    CampaignOptions options,
    ReplyOptions replies
)
{
    // The longest of so many is long enough to write by, and is found while somebody waits.
    private const int RowsLookedAt = 50_000;

    /// <summary>The first, the first of each language and the longest of a list; none where there is no list.</summary>
    public async Task<IReadOnlyList<DraftReader>> ChooseAsync(
        Campaign campaign,
        IReadOnlyDictionary<string, string> texts,
        CancellationToken stopping
    )
    {
        if (campaign.State != CampaignState.Ready)
            return [];
        var words = CampaignWords.Of(campaign, texts, options, replies);
        var (samples, rows) = (new CampaignSamples(firsts: 1), 0);
        await foreach (var one in new AudienceQuery(database, campaign.Id).WaitingAsync(stopping))
        {
            samples.Add(one, words);
            if (++rows >= RowsLookedAt)
                break;
        }
        return
        [
            .. samples.Chosen.Select(one => new DraftReader(
                one.Recipient.Id,
                one.Text.Language,
                $"{one.Why} on the list reads it {one.Also}".TrimEnd()
            )),
        ];
    }

    public async Task<TextLook> LookAsync(DraftLook draft, TypedText typed)
    {
        var language = typed.Language.Trim().ToLowerInvariant();
        var link = CampaignLink.Of(options.LinkOr(replies.AccountUrl), draft.Name.Trim());
        var words = new CampaignWords(
            draft.Kind,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [language] = typed.Words.ReplaceLineEndings("\n"),
            },
            replies,
            link
        );
        var here = draft.Readers.Where(reader => reader.Language == language).ToDictionary(reader => reader.Id);
        var people =
            here.Count == 0 || draft.List is null
                ? []
                : await new AudienceQuery(database, draft.List.Id).AmongAsync([.. here.Keys]);
        return TextLook.At(
            typed,
            AskedColumns.Of(draft.Kind, [typed.Words], draft.List?.ColumnsOfList),
            typed.Words.Trim().Length == 0 ? [] : rules.FaultsOf(draft.Kind, language, typed.Words),
            words,
            people.Count == 0
                ? [("As somebody called Alexandra would read it", SampleAddressee.One)]
                : [.. people.Select(one => ($"As the {here[one.Id].Why}", one.Addressee))]
        );
    }

    /// <summary>The same of a reminder's further texts; null where none is written, and of another kind, which has none.</summary>
    public async Task<SeriesLook?> LookAtSeriesAsync(DraftLook draft, CampaignInput input)
    {
        if (input.Then.Trim().Length == 0 || draft.Kind != CampaignKind.Reminder)
            return null;
        var (then, faults) = CampaignRules.Then(input.Then);
        var looks = new List<StepLook>();
        foreach (var (index, step) in then.Take(SeriesCheck.MostSteps).Index())
        foreach (var (language, words) in step.Texts.Take(CampaignForm.MostTexts))
            looks.Add(new StepLook(index + 2, step.After, await LookAsync(draft, new TypedText(language, words))));
        return new SeriesLook(
            [.. faults, .. faults.Count > 0 ? [] : SeriesCheck.FaultsOfSteps(draft.Kind, input.First, then)],
            looks
        );
    }
}
