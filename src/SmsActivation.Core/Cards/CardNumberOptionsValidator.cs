using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using SmsActivation.Core.Reading;

namespace SmsActivation.Core.Cards;

/// <summary>Reports every fault of the section <c>CardNumbers</c> at once, each with its setting and its value.</summary>
public sealed class CardNumberOptionsValidator : IValidateOptions<CardNumberOptions>
{
    private const int FewestSigns = 6;

    /// <summary>What {example} may take in a reply, which is the number's length at least.</summary>
    private const int MostSigns = 19;

    public ValidateOptionsResult Validate(string? name, CardNumberOptions options)
    {
        var faults = Faults(options);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    public static IReadOnlyList<string> Faults(CardNumberOptions options)
    {
        options.ApplyDefaults();
        var ofFormats = options.Formats.SelectMany(OfFormat).Concat(SharedNames(options.Formats)).ToList();
        // With a broken format nothing can be read, so whether the example fits is not known yet.
        return [.. ofFormats, .. ofFormats.Count == 0 ? OfExample(options) : []];
    }

    private static IEnumerable<string> OfFormat(CardNumberFormat format, int index)
    {
        var at = $"{CardNumberOptions.Section}:Formats:{index}";
        if (string.IsNullOrWhiteSpace(format.Name))
            yield return $"{at}:Name is empty.";
        if (format.Length is < FewestSigns or > MostSigns)
            yield return $"{at}:Length is {format.Length}; it must be {FewestSigns} to {MostSigns}.";
        if (format.CheckDigit == CheckDigit.Ean13 && format.Length != 13)
            yield return $"{at}:CheckDigit is Ean13, but Length is {format.Length}; it must be 13.";
        if (!Enum.IsDefined(format.CheckDigit))
            yield return $"{at}:CheckDigit is {format.CheckDigit}; it must be None, Luhn or Ean13.";
        foreach (var fault in format.Prefixes.SelectMany((prefix, i) => OfPrefix(format, $"{at}:Prefixes:{i}", prefix)))
            yield return fault;
        foreach (var fault in OfPattern(format, at))
            yield return fault;
    }

    private static IEnumerable<string> OfPrefix(CardNumberFormat format, string at, string prefix)
    {
        if (prefix.Length == 0)
            yield return $"{at} is empty; leave Prefixes out to allow any beginning.";
        if (prefix.Length > format.Length)
            yield return $"{at} is \"{prefix}\", longer than Length {format.Length}.";
        if (!prefix.All(char.IsAsciiLetterOrDigit))
            yield return $"{at} is \"{prefix}\"; it must be Latin letters and digits.";
        else if (!prefix.All(char.IsAsciiDigit) && !format.HasLetters)
            yield return $"{at} is \"{prefix}\"; a format with letters needs a Pattern that allows them.";
    }

    private static IEnumerable<string> OfPattern(CardNumberFormat format, string at)
    {
        if (format.Pattern is not { } pattern)
            yield break;
        if (string.IsNullOrWhiteSpace(pattern))
            yield return $"{at}:Pattern is empty; leave it out to allow any digits.";
        else if (Refusal(pattern) is { } refusal)
            yield return $"{at}:Pattern is \"{pattern}\", no usable regular expression: {refusal}";
        if (pattern.Any(sign => sign > '\u007F'))
            yield return $"{at}:Pattern is \"{pattern}\"; write Latin letters, Cyrillic look-alikes are read as these.";
        if (format.HasLetters && format.CheckDigit != CheckDigit.None)
            yield return $"{at}:CheckDigit is {format.CheckDigit}, but Pattern \"{pattern}\" allows letters; it must be None.";
    }

    private static string? Refusal(string pattern)
    {
        try
        {
            // By itself too: "a)(b" would become valid inside the group that makes it match whole.
            _ = new Regex(pattern, RegexOptions.NonBacktracking);
            _ = CardFormat.Compile(pattern);
            return null;
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            return refused.Message;
        }
    }

    private static IEnumerable<string> SharedNames(IReadOnlyList<CardNumberFormat> formats) =>
        formats
            .Select((format, index) => (format.Name, index))
            .GroupBy(named => named.Name, StringComparer.OrdinalIgnoreCase)
            .SelectMany(same => same.Skip(1).Select(named => (named.index, first: same.First())))
            .Where(named => !string.IsNullOrWhiteSpace(named.first.Name))
            .Select(named =>
                $"{CardNumberOptions.Section}:Formats:{named.index}:Name is \"{named.first.Name}\", as Formats:{named.first.index} is."
            );

    private static IEnumerable<string> OfExample(CardNumberOptions options)
    {
        var at = $"{CardNumberOptions.Section}:Example";
        if (string.IsNullOrWhiteSpace(options.Example))
        {
            yield return $"{at} is empty; give a number that fits one of the formats and is on no card.";
            yield break;
        }

        if (options.Example.Length > MostSigns)
            yield return $"{at} is \"{options.Example}\", {options.Example.Length} signs; it may have {MostSigns}.";
        if (new SmsReader(options).Example is null)
            yield return $"{at} is \"{options.Example}\", which fits no format.";
    }
}
