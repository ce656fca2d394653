namespace SmsActivation.Core.Reading;

/// <summary>Phone numbers written in a text: runs of groups that may hold brackets, unlike those of a card number.</summary>
internal static class PhoneNumbers
{
    /// <summary>ITU-T E.164.</summary>
    private const int MostDigits = 15;

    /// <summary>E.164 after an international prefix such as 00 or 8~10.</summary>
    private const int MostWritten = MostDigits + 3;

    /// <summary>Shorter ones (Norway's 08373) stand in too many other numbers.</summary>
    private const int FewestDigits = 7;

    /// <summary>Where the sender's own number and ours stand (rule 4).</summary>
    public static IReadOnlyList<GroupSeries> OwnIn(IReadOnlyList<SignGroup> groups, SenderForms sender) =>
        [.. From(groups, sender.NeverCandidates.Contains, (_, _) => null)];

    /// <summary>Where any phone number stands: the ones of rule 4, valid ones of the sender's country, and what follows a plus.</summary>
    public static IReadOnlyList<GroupSeries> AllIn(string text, IReadOnlyList<SignGroup> groups, SenderForms sender) =>
        [
            .. From(
                groups,
                digits => sender.NeverCandidates.Contains(digits) || sender.IsPhoneNumber(digits),
                (first, group) => group.AfterPlus ? AfterPlus(text, groups, first) : null
            ),
        ];

    private static IEnumerable<GroupSeries> From(
        IReadOnlyList<SignGroup> groups,
        Predicate<string> isPhone,
        Func<int, SignGroup, GroupSeries?> otherwise
    )
    {
        for (var first = 0; first < groups.Count; first++)
        {
            var phone = LongestFrom(groups, first, isPhone) ?? otherwise(first, groups[first]);
            if (phone is not { } found)
                continue;
            yield return found;
            first = found.Last;
        }
    }

    private static GroupSeries? LongestFrom(IReadOnlyList<SignGroup> groups, int first, Predicate<string> isPhone)
    {
        GroupSeries? longest = null;
        foreach (var series in GroupSeries.From(groups, first, Link.Phone, MostWritten))
        {
            if (series.Length >= FewestDigits && CardFormat.IsDigits(series.Signs) && isPhone(series.Signs))
                longest = series;
        }

        return longest;
    }

    /// <summary>A foreign number, whose length we do not know: as much as E.164 allows.</summary>
    private static GroupSeries? AfterPlus(string text, IReadOnlyList<SignGroup> groups, int first)
    {
        GroupSeries? longest = null;
        foreach (var series in GroupSeries.From(groups, first, Link.Phone, MostDigits))
        {
            if (
                longest is { } before
                && text.AsSpan(before.End, groups[series.Last].Start - before.End).ContainsAny(",/_\n\r")
            )
                break;
            longest = series;
        }

        return longest;
    }
}
