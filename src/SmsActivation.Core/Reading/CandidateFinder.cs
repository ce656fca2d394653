namespace SmsActivation.Core.Reading;

/// <summary>A number that fits a format, where it stands in the clean text.</summary>
internal readonly record struct FoundNumber(string Number, CardFormat Format, int Start, int End);

/// <summary>Rules 3 to 6: every number of a text that fits a format; the configured example is among them.</summary>
internal sealed class CandidateFinder(IReadOnlyList<CardFormat> formats)
{
    private readonly CardFormat[] _digits = [.. formats.Where(format => !format.HasLetters)];
    private readonly CardFormat[] _letters = [.. formats.Where(format => format.HasLetters)];
    private readonly CardFormat[] _checked = [.. formats.Where(format => !format.HasLetters && format.HasCheckDigit)];

    public IReadOnlyList<FoundNumber> Plain(IReadOnlyList<SignGroup> digits, IReadOnlyList<SignGroup> words)
    {
        // A word is bounded by what is neither letter nor digit, just as rule 6 asks.
        var withLetters = Fitting(words, _letters).ToList();
        var plain = Fitting(digits, _digits).Where(found => !withLetters.Exists(whole => LiesWithin(found, whole)));
        return [.. withLetters, .. plain];
    }

    /// <summary>A letter taken for a digit is a guess: half the digits must be true ones and the check digit must agree.</summary>
    public IReadOnlyList<FoundNumber> LookAlike(IReadOnlyList<SignGroup> groups) =>
        [.. Fitting(groups, _checked, static series => series.TrueDigits * 2 >= series.Length)];

    private static bool LiesWithin(FoundNumber part, FoundNumber whole) =>
        part.Start >= whole.Start && part.End <= whole.End;

    private static IEnumerable<FoundNumber> Fitting(
        IReadOnlyList<SignGroup> groups,
        CardFormat[] formats,
        Predicate<GroupSeries>? trusted = null
    )
    {
        if (formats.Length == 0)
            yield break;
        foreach (var series in GroupSeries.In(groups, Link.Run, formats.Max(format => format.Length)))
        {
            var format = Array.Find(formats, format => format.Fits(series.Signs));
            if (format is not null && (trusted is null || trusted(series)))
                yield return new FoundNumber(series.Signs, format, series.Start, series.End);
        }
    }
}
