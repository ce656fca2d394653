using SmsActivation.Core.Campaigns;
using SmsActivation.Core.Campaigns.Drafts;

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

    private static IReadOnlyList<TypedText> Texts(IFormCollection form) =>
        [
            .. form["language"]
                .Zip(form["words"], (language, words) => new TypedText(language ?? "", words ?? ""))
                .Take(MostTexts),
        ];

    public static bool WithUnknown(IFormCollection form) => form.ContainsKey("with-unknown");
}
