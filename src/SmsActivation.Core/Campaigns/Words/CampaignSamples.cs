using SmsActivation.Core.Campaigns.Audience;

namespace SmsActivation.Core.Campaigns.Words;

/// <summary>A text that is worth looking at before a campaign starts.</summary>
/// <param name="Why">Which it is: first, first in a language, longest.</param>
public sealed record CampaignSample(string Why, WaitingRecipient Recipient, WrittenText Text);

/// <summary>Chooses them, as the texts of a list come one by one.</summary>
/// <param name="firsts">So many of the first.</param>
public sealed class CampaignSamples(int firsts)
{
    private readonly List<CampaignSample> _firsts = [];
    private readonly Dictionary<string, CampaignSample> _languages = new(StringComparer.Ordinal);
    private CampaignSample? _longest;

    /// <summary>The first, the first of each language, and the longest; one that is several things comes as each.</summary>
    public IReadOnlyList<CampaignSample> Chosen => _longest is null ? [] : [.. _firsts, .. _languages.Values, _longest];

    /// <summary>Each person once, with all that they are.</summary>
    public IReadOnlyList<CampaignSample> ChosenOnce =>
        [
            .. Chosen
                .GroupBy(sample => sample.Recipient.Id)
                .Select(same => same.First() with { Why = string.Join(", ", same.Select(sample => sample.Why)) }),
        ];

    public void Add(WaitingRecipient recipient, WrittenText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_firsts.Count < firsts)
            _firsts.Add(new CampaignSample("first", recipient, text));
        if (!_languages.ContainsKey(text.Language))
            _languages.Add(text.Language, new CampaignSample($"first in {text.Language}", recipient, text));
        if (_longest is null || Room(text).CompareTo(Room(_longest.Text)) > 0)
            _longest = new CampaignSample("longest", recipient, text);
    }

    /// <summary>More segments first: a short text in UCS-2 costs more than a long one in GSM-7.</summary>
    private static (int Segments, int Units) Room(WrittenText text) => (text.Length.Segments, text.Length.Units);
}
