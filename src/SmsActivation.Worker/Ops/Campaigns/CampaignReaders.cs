using System.Globalization;
using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Audience;
using SmsActivation.Core.Campaigns.Drafts;
using SmsActivation.Core.Campaigns.Words;
using SmsActivation.Core.Replies;
using SmsActivation.Core.Storage;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>Somebody of a list by whom a text is read while it is written; the page keeps who it is from one look to the
/// next.</summary>
/// <param name="Why">Which they are: first, longest.</param>
public sealed record DraftReader(long Id, string Language, string Why)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}|{Language}|{Why}");

    public static DraftReader? Read(string? text) =>
        text?.Split('|') is [var id, { Length: <= 16 } language, { Length: <= 60 } why]
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new DraftReader(number, language, why)
            : null;
}

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
        return [.. samples.ChosenOnce.Select(one => new DraftReader(one.Recipient.Id, one.Text.Language, one.Why))];
    }

    /// <param name="name">Of the campaign, for its links.</param>
    /// <param name="campaign">Whose list the readers are of.</param>
    public async Task<TextLook> LookAsync(
        CampaignKind kind,
        string name,
        TypedText typed,
        long campaign,
        IReadOnlyList<DraftReader> readers
    )
    {
        var language = typed.Language.Trim().ToLowerInvariant();
        var link = CampaignLink.Of(options.LinkOr(replies.AccountUrl), name.Trim());
        var words = new CampaignWords(
            kind,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [language] = typed.Words.ReplaceLineEndings("\n"),
            },
            replies,
            link
        );
        var here = readers.Where(reader => reader.Language == language).ToDictionary(reader => reader.Id);
        var people = here.Count == 0 ? [] : await new AudienceQuery(database, campaign).AmongAsync([.. here.Keys]);
        return TextLook.At(
            typed,
            typed.Words.Trim().Length == 0 ? [] : rules.FaultsOf(kind, language, typed.Words),
            words,
            people.Count == 0
                ? [("As somebody called Alexandra would read it", SampleAddressee.One)]
                : [.. people.Select(one => ($"As the {here[one.Id].Why} on the list reads it", one.Addressee))]
        );
    }
}
