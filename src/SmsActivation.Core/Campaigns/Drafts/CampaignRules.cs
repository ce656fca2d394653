using SmsActivation.Core.Campaigns.Series;
using SmsActivation.Core.Campaigns.Words;

namespace SmsActivation.Core.Campaigns.Drafts;

/// <summary>Whether a campaign can be as somebody writes it: every fault at once, each with its field and its value.</summary>
/// <param name="readsAs">What a text would be taken for if a customer sent it to us, or null for nothing.</param>
public sealed class CampaignRules(CampaignOptions options, KeywordCheck keywords, Func<string, string?> readsAs)
{
    /// <summary>What was typed, read; where a value has a fault it is not what was meant.</summary>
    public (NewCampaign Campaign, IReadOnlyList<CampaignFault> Faults) Read(CampaignInput input)
    {
        var faults = new List<CampaignFault>();
        var kind = CampaignKinds.Read(input.Kind);
        if (kind is null)
            faults.Add(new(CampaignField.Kind, $"is '{input.Kind}': it must be {KindsToMake}."));
        var campaign = new NewCampaign(
            input.Name.Trim(),
            kind ?? CampaignKind.Invite,
            input.Keyword.Trim() is { Length: > 0 } keyword ? keyword : null,
            Value(CampaignField.PerSecond, CampaignValues.PerSecond(input.PerSecond)),
            Value(CampaignField.Control, CampaignValues.Control(input.Control)),
            Value(CampaignField.From, CampaignValues.TimeOfDay(input.From, "09:00")),
            Value(CampaignField.Until, CampaignValues.TimeOfDay(input.Until, "20:00")),
            (int)Value(CampaignField.Valid, CampaignValues.Valid(input.Valid)).TotalSeconds,
            Texts(input.Texts, faults)
        )
        {
            Then = Then(input.Then, faults),
        };
        var unread = faults.Select(fault => fault.Field).ToHashSet();
        faults.AddRange(
            Faults(campaign)
                .Where(fault =>
                    fault.Field switch
                    {
                        CampaignField.From => !unread.Overlaps([CampaignField.From, CampaignField.Until]),
                        CampaignField.Then => !unread.Contains(CampaignField.Then),
                        _ => true,
                    }
                )
        );
        if (campaign.Texts.Count == 0 && !unread.Contains(CampaignField.Text))
            faults.Add(
                new(CampaignField.Text, "There is no text: a campaign needs one in each language that it is sent in.")
            );
        return (campaign, faults);

        T Value<T>(CampaignField field, Typed<T> typed)
        {
            if (typed.Fault is { } fault)
                faults.Add(new(field, fault));
            return typed.Value;
        }
    }

    /// <summary>What is wrong with values that each can be read. A campaign without a text is not told of.</summary>
    public IEnumerable<CampaignFault> Faults(NewCampaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        if (campaign.Name.Length is 0 or > CampaignValues.LongestName || campaign.Name.Any(char.IsControl))
            yield return new(
                CampaignField.Name,
                $"is '{campaign.Name}': it must have from 1 to {CampaignValues.LongestName} signs."
            );
        if (campaign.Keyword is { } keyword && keywords.Fault(keyword) is { } wrong)
            yield return new(CampaignField.Keyword, $"is '{keyword}': {wrong}.");
        if (campaign.DayFrom >= campaign.DayUntil)
            yield return new(
                CampaignField.From,
                $"is {CampaignValues.Clock(campaign.DayFrom)}, and the day ends at "
                    + $"{CampaignValues.Clock(campaign.DayUntil)}: it must begin before it ends."
            );
        foreach (var text in campaign.Texts)
        foreach (var fault in FaultsOf(campaign.Kind, text.Key, text.Value))
            yield return new(CampaignField.Text, fault, text.Key);
        if (campaign.Texts.Count > 0)
            foreach (
                var fault in SeriesCheck.Faults(
                    campaign.Kind,
                    campaign.Texts,
                    campaign.Then,
                    options,
                    columns: null,
                    readsAs
                )
            )
                yield return new(CampaignField.Then, fault);
    }

    /// <summary>What is wrong with one text, in whole sentences.</summary>
    public IReadOnlyList<string> FaultsOf(CampaignKind kind, string language, string words) =>
        WordsCheck.Faults(
            kind,
            new Dictionary<string, string>(StringComparer.Ordinal) { [language] = words },
            options,
            columns: null,
            readsAs
        );

    public static string KindsToMake => string.Join(" or ", CampaignKinds.Creatable.Select(kind => kind.Word()));

    private static Dictionary<string, string> Texts(IReadOnlyList<TypedText> typed, List<CampaignFault> faults)
    {
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (language, words) in typed)
            // A row of the form that nobody filled in is none.
            if (language.Trim().Length + words.Trim().Length > 0 && !texts.TryAdd(language.Trim(), Plain(words)))
                faults.Add(new(CampaignField.Text, $"There are two texts in '{language.Trim()}'.", language.Trim()));
        return texts;
    }

    private static IReadOnlyList<SeriesStep> Then(string typed, List<CampaignFault> faults)
    {
        var (then, told) = Then(typed);
        faults.AddRange(told.Select(fault => new CampaignFault(CampaignField.Then, fault)));
        return then;
    }

    /// <summary>The texts of a reminder behind its first, as far as they can be read, and what cannot.</summary>
    public static (IReadOnlyList<SeriesStep> Then, IReadOnlyList<string> Faults) Then(string typed)
    {
        var read = SeriesText.Read(typed);
        return (
            read.Then,
            [
                .. read.Faults.Select(fault => $"Its {fault}."),
                .. read.First.Count > 0
                    ? ["It must begin with a line like 'after 3d', and texts behind it."]
                    : Array.Empty<string>(),
            ]
        );
    }

    /// <summary>Browsers send line ends as two signs, which a text would pay for.</summary>
    private static string Plain(string words) => words.ReplaceLineEndings("\n").Trim();
}
