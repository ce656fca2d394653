using System.Text;

namespace SmsActivation.Core.Reading;

/// <summary>Finds the groups of a clean text and how each hangs together with the one before.</summary>
internal static class GroupScanner
{
    /// <summary>A text of 1,600 signs, the most that Twilio delivers, has at most 800; the cap bounds all later work.</summary>
    public const int MaxGroups = 1000;

    private const int SeparatorsInARow = 3;
    private const int SignsInsidePhone = 5;

    public static IReadOnlyList<SignGroup> Scan(string text, SignReading read)
    {
        var groups = new List<SignGroup>();
        var signs = new StringBuilder();
        var lettersAlone = read == SignReadings.Word;
        for (var at = 0; at < text.Length && groups.Count < MaxGroups; at++)
        {
            var start = at;
            var trueDigits = 0;
            for (; at < text.Length && read(text, at) is var sign and not SignReadings.Outside; at++)
            {
                if (sign != SignReadings.Silent)
                    signs.Append(sign);
                if (char.IsAsciiDigit(text[at]))
                    trueDigits++;
            }

            // Look-alikes without a digit among them are mere letters; a word needs no digit.
            if (signs.Length > 0 && (trueDigits > 0 || lettersAlone))
                groups.Add(Group(text, start, at, signs.ToString(), trueDigits, groups));
            signs.Clear();
        }

        return groups;
    }

    private static SignGroup Group(
        string text,
        int start,
        int end,
        string signs,
        int trueDigits,
        List<SignGroup> before
    )
    {
        var previousEnd = before.Count == 0 ? 0 : before[^1].End;
        var gap = text.AsSpan(previousEnd, start - previousEnd);
        var link = before.Count == 0 ? Link.None : LinkOver(gap);
        return new SignGroup(
            start,
            end,
            signs,
            trueDigits,
            link,
            gap.TrimEnd(" (\u00A0\uFF08") is [.., '+' or '\uFF0B']
        );
    }

    private static Link LinkOver(ReadOnlySpan<char> gap)
    {
        if (gap.Length is 0 or > SignsInsidePhone)
            return Link.None;
        var link = gap.Length <= SeparatorsInARow ? Link.Run : Link.Phone;
        foreach (var sign in gap)
        {
            if (!Separators.IsInsidePhone(sign))
                return Link.None;
            if (!Separators.IsSeparator(sign))
                link = Link.Phone;
        }

        return link;
    }
}
