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
}

/// <summary>Chooses them, as the texts of a list come one by one.</summary>
/// <param name="firsts">So many of the first.</param>
public sealed class CampaignSamples(int firsts)
{
    private const string FirstIn = "first in ";
    private const string StepMark = ", step ";

    private readonly List<CampaignSample> _firsts = [];
    private readonly Dictionary<string, CampaignSample> _languages = new(StringComparer.Ordinal);
    private CampaignSample? _longest;

    /// <summary>The first, the first of each language, and the longest; one that is several things comes as each.</summary>
    public IReadOnlyList<CampaignSample> Chosen => _longest is null ? [] : [.. _firsts, .. _languages.Values, _longest];

    /// <summary>Each text once, with all that it is; that it is the first of the only language goes without saying.</summary>
    public IReadOnlyList<CampaignSample> ChosenOnce =>
        [
            .. Chosen
                .Where(sample => HasLanguages || !sample.Why.StartsWith(FirstIn, StringComparison.Ordinal))
                .GroupBy(sample => (sample.Recipient.Id, sample.Text.Text))
                .Select(same => (Sample: same.First(), Others: same.Skip(1).Select(Noun).ToList()))
                .Select(one =>
                    one.Sample with
                    {
                        Why = Noun(one.Sample),
                        Also = one.Others.Count == 0 ? "" : $"(also the {string.Join(", also the ", one.Others)})",
                    }
                ),
        ];

    private bool HasLanguages => _languages.Values.DistinctBy(sample => sample.Text.Language).Skip(1).Any();

    /// <summary>Which step it is stands beside it.</summary>
    private static string Noun(CampaignSample sample) => sample.Why.Split(StepMark)[0];

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
        foreach (var (step, text) in texts.Index())
        {
            var ofStep = words.Steps > 1 ? $"{StepMark}{step + 1}" : "";
            if (isFirst)
                _firsts.Add(Sample("first"));
            var firstIn = $"{FirstIn}{text.Language}";
            if (!_languages.ContainsKey(firstIn + ofStep))
                _languages.Add(firstIn + ofStep, Sample(firstIn));
            if (_longest is null || Room(text).CompareTo(Room(_longest.Text)) > 0)
                _longest = Sample("longest");

            CampaignSample Sample(string why) =>
                new(why + ofStep, recipient, text) { Step = words.Steps > 1 ? step + 1 : null };
        }
        return texts;
    }

    /// <summary>More segments first: a short text in UCS-2 costs more than a long one in GSM-7.</summary>
    private static (int Segments, int Units) Room(WrittenText text) => (text.Length.Segments, text.Length.Units);
}
