using SmsActivation.Core.Campaigns.Audience;

namespace SmsActivation.Core.Campaigns.Words;

/// <summary>A text that is worth looking at before a campaign starts.</summary>
/// <param name="Why">Which it is: first, first in a language, longest.</param>
public sealed record CampaignSample(string Why, WaitingRecipient Recipient, WrittenText Text)
{
    /// <summary>What else it is, behind a noun: <c>(also the first in en, also the longest)</c>; empty for nothing.</summary>
    public string Also { get; init; } = "";

    /// <summary>Of a series; null where there is one text.</summary>
    public int? Step { get; init; }

    /// <summary>All of it: <c>first, step 2 (also the longest)</c>.</summary>
    public string Told => $"{Why}{(Step is { } step ? $", step {step}" : "")} {Also}".TrimEnd();
}

/// <summary>Chooses them, as the texts of a list come one by one.</summary>
/// <param name="firsts">So many of the first.</param>
public sealed class CampaignSamples(int firsts)
{
    private readonly List<CampaignSample> _firsts = [];
    private readonly Dictionary<(string Language, int Step), CampaignSample> _languages = [];
    private CampaignSample? _longest;

    /// <summary>The first, the first of each language, and the longest: each text once, with all that it is; that it is the first
    /// of the only language goes without saying.</summary>
    public IReadOnlyList<CampaignSample> Chosen =>
        [
            .. (_longest is null ? [] : _firsts.Concat(HasLanguages ? _languages.Values : []).Append(_longest))
                .GroupBy(sample => (sample.Recipient.Id, sample.Text.Text))
                .Select(same => (Sample: same.First(), Others: same.Skip(1).Select(sample => sample.Why).ToList()))
                .Select(one =>
                    one.Sample with
                    {
                        Also = one.Others.Count == 0 ? "" : $"(also the {string.Join(", also the ", one.Others)})",
                    }
                ),
        ];

    private bool HasLanguages => _languages.Keys.DistinctBy(first => first.Language).Skip(1).Any();

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
            if (isFirst)
                _firsts.Add(Sample(which));
            if (!_languages.ContainsKey((text.Language, step)))
                _languages.Add((text.Language, step), Sample($"first in {text.Language}"));
            if (_longest is null || Room(text).CompareTo(Room(_longest.Text)) > 0)
                _longest = Sample("longest");

            CampaignSample Sample(string why) => new(why, recipient, text) { Step = words.Steps > 1 ? step + 1 : null };
        }
        return texts;
    }

    /// <summary>More segments first: a short text in UCS-2 costs more than a long one in GSM-7.</summary>
    private static (int Segments, int Units) Room(WrittenText text) => (text.Length.Segments, text.Length.Units);
}
