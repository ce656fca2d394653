using System.Text;

namespace SmsActivation.Core.Reading;

/// <summary>Consecutive whole groups of one run, their signs written together (rule 3).</summary>
internal readonly record struct GroupSeries(string Signs, int TrueDigits, int Start, int End, int First, int Last)
{
    public int Length => Signs.Length;

    public bool LiesWithin(GroupSeries other) => Start >= other.Start && End <= other.End;

    public bool Overlaps(int start, int end) => Start < end && start < End;

    /// <summary>Every series of at most <paramref name="longest"/> signs whose groups hang together at least by <paramref name="weakest"/>.</summary>
    public static IEnumerable<GroupSeries> In(IReadOnlyList<SignGroup> groups, Link weakest, int longest)
    {
        for (var first = 0; first < groups.Count; first++)
        {
            foreach (var series in From(groups, first, weakest, longest))
                yield return series;
        }
    }

    /// <summary>The series that begin with one group, shortest first; no more of them than <paramref name="longest"/>.</summary>
    public static IEnumerable<GroupSeries> From(IReadOnlyList<SignGroup> groups, int first, Link weakest, int longest)
    {
        var signs = new StringBuilder();
        var trueDigits = 0;
        for (var last = first; last < groups.Count; last++)
        {
            var group = groups[last];
            if (signs.Length + group.Signs.Length > longest || (last > first && group.Link < weakest))
                yield break;
            signs.Append(group.Signs);
            trueDigits += group.TrueDigits;
            yield return new GroupSeries(signs.ToString(), trueDigits, groups[first].Start, group.End, first, last);
        }
    }
}
