using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Drafts;
using SmsActivation.Core.Campaigns.Words;

namespace SmsActivation.Worker.Ops.Campaigns;

/// <summary>A campaign as its form sends it. Texts come as pairs: the languages and the words, each in the order of the
/// page.</summary>
internal static class CampaignForm
{
    /// <summary>No browser sends more; what does is no form of ours.</summary>
    public const int MostTexts = 20;

    public static CampaignInput Read(IFormCollection form)
    {
        var usual = new CampaignInput();
        return new CampaignInput
        {
            Name = Of("name", usual.Name),
            Kind = Of("kind", usual.Kind),
            Keyword = Of("keyword", usual.Keyword),
            PerSecond = Of("per-second", usual.PerSecond),
            Control = Of("control", usual.Control),
            From = Of("from", usual.From),
            Until = Of("until", usual.Until),
            Valid = Of("valid", usual.Valid),
            Texts = Texts(form),
            Then = Of("then", usual.Then),
        };

        string Of(string name, string otherwise) =>
            form.TryGetValue(name, out var value) ? value.ToString() : otherwise;
    }

    /// <summary>Another word is told of by its field.</summary>
    public static CampaignKind KindOf(CampaignInput input) => CampaignKinds.Read(input.Kind) ?? CampaignKind.Invite;

    /// <summary>Without what belongs to another kind: the form does not show it then. Its words stay in the form, for whoever
    /// chooses that kind again.</summary>
    public static CampaignInput OfItsKind(CampaignInput input) =>
        KindOf(input) == CampaignKind.Reminder ? input : input with { Then = "" };

    /// <summary>See <see cref="KeywordSaid.Fault"/>.</summary>
    public static string? KeywordUnsaid(CampaignInput input)
    {
        var then = CampaignRules.Then(OfItsKind(input).Then).Then;
        return KeywordSaid.Fault(
            input.Keyword,
            input.Texts.Select(text => text.Words).Concat(then.SelectMany(step => step.Texts.Values))
        );
    }

    public static IReadOnlyList<DraftReader> Readers(IFormCollection form) =>
        [.. form["reader"].Select(DraftReader.Read).OfType<DraftReader>().DistinctBy(reader => reader.Id).Take(20)];

    private static IReadOnlyList<TypedText> Texts(IFormCollection form) =>
        [
            .. form["language"]
                .Zip(form["words"], (language, words) => new TypedText(language ?? "", words ?? ""))
                .Take(MostTexts),
        ];

    public static bool WithUnknown(IFormCollection form) => form.ContainsKey("with-unknown");
}
