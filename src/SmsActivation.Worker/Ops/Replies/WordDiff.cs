using System.Text.RegularExpressions;

namespace SmsActivation.Worker.Ops.Replies;

public enum DiffKind
{
    Same,
    Gone,
    New,
}

public sealed record DiffRun(DiffKind Kind, string Text);

/// <summary>What a draft changes, word by word.</summary>
public static partial class WordDiff
{
    /// <summary>Runs in the order in which they are read; what is gone stands before what is new.</summary>
    public static IReadOnlyList<DiffRun> Of(string before, string after)
    {
        var (old, now) = (Words(before), Words(after));
        var common = Common(old, now);
        List<DiffRun> runs = [];
        var (i, j) = (0, 0);
        while (i < old.Count || j < now.Count)
        {
            if (i < old.Count && j < now.Count && old[i] == now[j])
            {
                Add(runs, DiffKind.Same, old[i]);
                (i, j) = (i + 1, j + 1);
            }
            else if (i < old.Count && (j == now.Count || common[i + 1, j] >= common[i, j + 1]))
                Add(runs, DiffKind.Gone, old[i++]);
            else
                Add(runs, DiffKind.New, now[j++]);
        }
        return runs;
    }

    /// <summary>How many words the rests from i and j on have in common, in order.</summary>
    private static int[,] Common(List<string> old, List<string> now)
    {
        var common = new int[old.Count + 1, now.Count + 1];
        for (var i = old.Count - 1; i >= 0; i--)
        {
            for (var j = now.Count - 1; j >= 0; j--)
            {
                common[i, j] =
                    old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }
        return common;
    }

    private static void Add(List<DiffRun> runs, DiffKind kind, string word)
    {
        if (runs.Count > 0 && runs[^1].Kind == kind)
            runs[^1] = runs[^1] with { Text = runs[^1].Text + word };
        else
            runs.Add(new DiffRun(kind, word));
    }

    /// <summary>Each with the space behind it, so that one changed word is one run.</summary>
    private static List<string> Words(string text) => [.. Parts().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\S+[^\S\n]*|\s")]
    private static partial Regex Parts();
}
