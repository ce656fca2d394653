using System.Buffers;
using System.Text;

namespace SmsActivation.Core.Reading;

/// <summary>
/// Finds what is shaped like a password of ours, so that none is ever written down: twelve signs of our alphabet, one a
/// letter at least, with hyphens or spaces between fours or without (design §7).
/// </summary>
public static class PasswordShape
{
    /// <summary>What stands in a stored body in the place of a password.</summary>
    public const string MaskText = "[password]";

    private const int Length = 12;
    private const int Group = 4;
    private static readonly SearchValues<char> s_letters = SearchValues.Create("bcdfghjkmnpqrtvwxyz");
    private static readonly SearchValues<char> s_alphabet = SearchValues.Create("bcdfghjkmnpqrtvwxyz34679");

    public static (string Masked, bool Found) Mask(string body)
    {
        var masked = new StringBuilder();
        var copied = 0;
        foreach (var (start, end) in Places(DisguisedText.Words(body)))
        {
            masked.Append(body, copied, start - copied).Append(MaskText);
            copied = end;
        }

        return copied == 0 ? (body, false) : (masked.Append(body, copied, body.Length - copied).ToString(), true);
    }

    /// <summary>Every place that could be a password, overlapping ones as one: we cannot know which of them it is.</summary>
    private static List<(int Start, int End)> Places(IReadOnlyList<DisguisedWord> words)
    {
        var places = new List<(int Start, int End)>();
        for (var first = 0; first < words.Count; first++)
        {
            if (EndOfPassword(words, first) is not { } end)
                continue;
            if (places.Count > 0 && words[first].Start < places[^1].End)
                places[^1] = (places[^1].Start, end);
            else
                places.Add((words[first].Start, end));
        }

        return places;
    }

    private static int? EndOfPassword(IReadOnlyList<DisguisedWord> words, int first)
    {
        var length = 0;
        var hasLetter = false;
        for (var at = first; at < words.Count && length < Length; at++)
        {
            var word = words[at];
            if (!IsOfOurSigns(word.Signs) || (at > first && !word.JoinsPrevious))
                return null;
            length += word.Signs.Length;
            hasLetter |= word.Signs.AsSpan().ContainsAny(s_letters);
            if (length == Length && hasLetter)
                return word.End;
        }

        return null;
    }

    private static bool IsOfOurSigns(string signs) =>
        signs.Length <= Length && signs.Length % Group == 0 && !signs.AsSpan().ContainsAnyExcept(s_alphabet);
}
