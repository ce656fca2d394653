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

    /// <summary>The first, the first of each language, and the longest: each text once, with all that it is.</summary>
    public IReadOnlyList<CampaignSample> Chosen =>
        [
            .. (_longest is null ? [] : _firsts.Concat(_languages.Values).Append(_longest))
                .GroupBy(sample => (sample.Recipient.Id, sample.Text.Text))
                .Select(same => same.First() with { Why = string.Join(", ", same.Select(sample => sample.Why)) }),
        ];

    /// <summary>Of a series all its texts, which are answered.</summary>
    public IReadOnlyList<WrittenText> Add(WaitingRecipient recipient, CampaignWords words)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        ArgumentNullException.ThrowIfNull(words);
        var texts = Enumerable
            .Range(1, words.Steps)
            .Select(step => words.At(step).Write(recipient.Addressee))
            .ToArray();
        var isFirst = _firsts.Count < firsts * words.Steps;
        var which = _firsts.Count == 0 ? "first" : $"no. {_firsts.Count / words.Steps + 1}";
        foreach (var (step, text) in texts.Index())
        {
            var ofStep = words.Steps > 1 ? $", step {step + 1}" : "";
            if (isFirst)
                _firsts.Add(new CampaignSample(which + ofStep, recipient, text));
            var firstIn = $"first in {text.Language}{ofStep}";
            if (!_languages.ContainsKey(firstIn))
                _languages.Add(firstIn, new CampaignSample(firstIn, recipient, text));
            if (_longest is null || Room(text).CompareTo(Room(_longest.Text)) > 0)
                _longest = new CampaignSample("longest" + ofStep, recipient, text);
        }
        return texts;
    }

    /// <summary>More segments first: a short text in UCS-2 costs more than a long one in GSM-7.</summary>
    private static (int Segments, int Units) Room(WrittenText text) => (text.Length.Segments, text.Length.Units);
}
