namespace SmsActivation.Core.Reading;

/// <summary>Rule 8: whether a text without a candidate holds something that is nearly a card number.</summary>
internal sealed class NearMissFinder(IReadOnlyList<CardFormat> formats)
{
    /// <summary>A phone number and "10-18" after it are still only a phone number.</summary>
    private const int StrayDigits = 4;

    private readonly CardFormat[] _digits = [.. formats.Where(format => !format.HasLetters)];
    private readonly CardFormat[] _letters = [.. formats.Where(format => format.HasLetters)];

    /// <param name="text">The clean text.</param>
    /// <param name="groups">Its digits, with look-alikes or without.</param>
    /// <param name="examples">Where our example stands: whoever quotes it has not mistyped a card.</param>
    /// <param name="sender">Tells phone numbers from others.</param>
    public bool InDigits(
        string text,
        IReadOnlyList<SignGroup> groups,
        IReadOnlyList<FoundNumber> examples,
        SenderForms sender
    ) => Exists(text, groups, _digits, examples, sender, static (_, _) => true);

    /// <summary>For formats with letters, words take the place of groups, each with a digit save a leading prefix.</summary>
    public bool InWords(
        string text,
        IReadOnlyList<SignGroup> words,
        IReadOnlyList<FoundNumber> examples,
        SenderForms sender
    ) =>
        Exists(
            text,
            words,
            _letters,
            examples,
            sender,
            (series, format) =>
                words[series.First] is { } first
                && (first.TrueDigits > 0 || format.IsPrefix(first.Signs))
                && words.Skip(series.First + 1).Take(series.Last - series.First).All(word => word.TrueDigits > 0)
        );

    private static bool Exists(
        string text,
        IReadOnlyList<SignGroup> groups,
        CardFormat[] formats,
        IReadOnlyList<FoundNumber> examples,
        SenderForms sender,
        Func<GroupSeries, CardFormat, bool> counts
    )
    {
        if (formats.Length == 0)
            return false;
        IReadOnlyList<GroupSeries>? phones = null;
        foreach (var series in GroupSeries.In(groups, Link.Run, formats.Max(format => format.LongestNear)))
        {
            var near = Array.Find(formats, format => format.IsNear(series.Length) && counts(series, format));
            if (near is null || series.TrueDigits * 2 < series.Length)
                continue;
            // Asked for late: hardly any text that activates a card comes this far.
            phones ??= PhoneNumbers.AllIn(text, groups, sender);
            if (!IsAnotherNumber(series, near, groups, phones, examples))
                return true;
        }

        return false;
    }

    private static bool IsAnotherNumber(
        GroupSeries series,
        CardFormat near,
        IReadOnlyList<SignGroup> groups,
        IReadOnlyList<GroupSeries> phones,
        IReadOnlyList<FoundNumber> examples
    )
    {
        if (examples.Any(example => series.Overlaps(example.Start, example.End)))
            return true;
        var overlapping = phones.Where(phone => series.Overlaps(phone.Start, phone.End)).ToList();
        if (overlapping.Exists(phone => series.LiesWithin(phone) || groups[phone.First].AfterPlus))
            return true;
        var stray = series.Length - overlapping.Sum(phone => DigitsInBoth(series, phone, groups));
        return stray <= StrayDigits && !near.BeginsLikeOne(series.Signs);
    }

    private static int DigitsInBoth(GroupSeries series, GroupSeries phone, IReadOnlyList<SignGroup> groups)
    {
        var digits = 0;
        for (var i = Math.Max(series.First, phone.First); i <= Math.Min(series.Last, phone.Last); i++)
            digits += groups[i].Signs.Length;
        return digits;
    }
}
