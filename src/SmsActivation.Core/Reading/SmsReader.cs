using SmsActivation.Core.Cards;

namespace SmsActivation.Core.Reading;

/// <summary>Reads a text by the rules of design §4: pure, and in time proportional to the text's length.</summary>
public sealed class SmsReader
{
    /// <summary>One more than are ever looked up.</summary>
    private const int MostCandidates = 4;

    /// <summary>Stands where a password was masked: no letter, no digit, no separator.</summary>
    private const string Blank = "\uFFFC";

    private readonly CandidateFinder _candidates;
    private readonly NearMissFinder _nearMisses;
    private readonly KeywordReader _keywords;
    private readonly CardFormat[] _formats;

    public SmsReader(CardNumberOptions options)
        : this(options, LanguageWords.All) { }

    public SmsReader(CardNumberOptions options, IReadOnlyList<LanguageWords> languages)
    {
        options.ApplyDefaults();
        _formats = [.. options.Formats.Select(format => new CardFormat(format))];
        _candidates = new CandidateFinder(_formats);
        _nearMisses = new NearMissFinder(_formats);
        _keywords = new KeywordReader(languages);
        Example = ReadCardNumber(options.Example);
    }

    /// <summary>The number of our example, which is never a card; null if the settings give none that fits.</summary>
    public string? Example { get; }

    public SmsCommand Read(string body, SenderForms sender)
    {
        var text = TextCleaner.Clean(body.Replace(PasswordShape.MaskText, Blank));
        var words = GroupScanner.Scan(text, SignReadings.Word);
        var digits = GroupScanner.Scan(text, SignReadings.Digit);

        var found = WithoutOwn(_candidates.Plain(digits, words), digits, sender);
        var hasPlain = found.Any(number => number.Number != Example);
        var lookAlikes = hasPlain ? [] : GroupScanner.Scan(text, SignReadings.LookAlike);
        if (!hasPlain)
            found = [.. found, .. WithoutOwn(_candidates.LookAlike(lookAlikes), lookAlikes, sender)];

        var examples = found.Where(number => number.Number == Example).ToList();
        var candidates = Candidates(found, words);
        var near =
            candidates.Count == 0
            && (
                _nearMisses.InDigits(text, digits, examples, sender)
                || _nearMisses.InDigits(text, lookAlikes, examples, sender)
                || _nearMisses.InWords(text, words, examples, sender)
            );
        return new SmsCommand
        {
            Keyword = _keywords.Read(words, candidates.Count > 0),
            IsTwilioKeyword = EnglishWords.TwilioDefaults.Contains(body.Trim()),
            Candidates = candidates,
            NearMiss = near,
            LossWord = _keywords.HasLossWord(words),
            CardWord = _keywords.HasCardWord(words),
            OnlyExample = examples.Count > 0 && candidates.Count == 0 && !near,
            HoldsPassword = body.Contains(PasswordShape.MaskText, StringComparison.Ordinal),
            Tokens = [.. words.Where(word => word.TrueDigits > 0).Select(word => word.Signs)],
        };
    }

    /// <summary>Rules 1 and 2 on a field that holds a card number and nothing else; null if it does not fit a format.</summary>
    public string? ReadCardNumber(string text)
    {
        // Nearly every field of a card file is a number as it is kept: nothing to clean, one group.
        if (text.Length > 0 && CardFormat.IsDigits(text))
            return FitsOne(text) ? text : null;
        var clean = TextCleaner.Clean(text).Trim();
        var groups = GroupScanner.Scan(clean, SignReadings.Word);
        if (groups.Count == 0 || groups[0].Start > 0 || groups[^1].End < clean.Length)
            return null;
        return GroupSeries
            .From(groups, 0, Link.Run, _formats.Max(format => format.Length))
            .Where(series => series.Last == groups.Count - 1 && FitsOne(series.Signs))
            .Select(series => series.Signs)
            .FirstOrDefault();
    }

    private bool FitsOne(string number)
    {
        foreach (var format in _formats)
            if (format.Fits(number))
                return true;
        return false;
    }

    /// <summary>Rule 4. A part of a phone number, where that stands written out, is no card either.</summary>
    private static IReadOnlyList<FoundNumber> WithoutOwn(
        IReadOnlyList<FoundNumber> found,
        IReadOnlyList<SignGroup> groups,
        SenderForms sender
    )
    {
        if (found.Count == 0 || sender.NeverCandidates.Count == 0)
            return found;
        var own = PhoneNumbers.OwnIn(groups, sender);
        return
        [
            .. found.Where(number =>
                !sender.NeverCandidates.Contains(number.Number)
                && !own.Any(phone => number.Start >= phone.Start && number.End <= phone.End)
            ),
        ];
    }

    private List<CardCandidate> Candidates(IReadOnlyList<FoundNumber> found, IReadOnlyList<SignGroup> words) =>
        [
            .. found
                .Where(number => number.Number != Example)
                .OrderBy(number => number.Start)
                .GroupBy(number => number.Number)
                .Take(MostCandidates)
                .Select(places => new CardCandidate(
                    places.Key,
                    places.First().Format.Name,
                    TokensOutside(places, words)
                )),
        ];

    private static string[] TokensOutside(IEnumerable<FoundNumber> places, IReadOnlyList<SignGroup> words) =>
        [
            .. words
                .Where(word =>
                    word.TrueDigits > 0 && !places.Any(place => word.Start < place.End && place.Start < word.End)
                )
                .Select(word => word.Signs),
        ];
}
