using System.Globalization;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Storage;

namespace SmsActivation.Core.Campaigns.Words;

/// <summary>Whether a word may be a campaign's keyword: beside a card number it must change nothing, alone it must command
/// nothing, and nobody must write it by themselves.</summary>
public sealed class KeywordCheck
{
    private const int Longest = 32;

    private readonly SmsReader _reader;
    private readonly IReadOnlyList<CardNumberFormat> _formats;
    private readonly List<string> _samples;

    public KeywordCheck(CardNumberOptions cardNumbers)
    {
        cardNumbers.ApplyDefaults();
        (_reader, _formats) = (new SmsReader(cardNumbers), cardNumbers.Formats);
        _samples = [.. _formats.Select(Sample).OfType<string>()];
    }

    /// <summary>What is wrong with it, to be read behind the word itself; null for nothing.</summary>
    public string? Fault(string keyword)
    {
        if (keyword.Length is 0 or > Longest || !keyword.All(char.IsLetter))
            return $"it must be one word of 1 to {Longest} letters";
        var alone = _reader.Read(keyword, SenderForms.Unknown);
        if (alone.Keyword is { } command)
            return $"a text of that word alone is read as the keyword {command}";
        if (alone.LossWord)
            return "a card number beside it is read as a report of loss";
        if (alone.CardWord)
            return "people write it beside their card number anyway";
        return
            _samples.Exists(number => !IsReadBeside(keyword, number)) || _formats.Any(format => Begins(keyword, format))
            ? "a card number beside it is not read as it is alone"
            : null;
    }

    /// <summary>The campaign, not over or over since <paramref name="since"/>, whose keyword is the same in any spelling;
    /// null for none.</summary>
    public static async Task<string?> TakenByAsync(IDatabase database, string keyword, DateTimeOffset since) => (
            await database.ReadAsync(session =>
                session.QueryAsync<Kept>(
                    """
                    select name, keyword from campaigns
                    where keyword is not null and (state not in ('Stopped', 'Done') or ended_at >= @since)
                    order by id
                    """,
                    new { since }
                )
            )
        ).FirstOrDefault(other => TextWords.Fold(other.Keyword) == TextWords.Fold(keyword))?.Name;

    private bool IsReadBeside(string keyword, string number) =>
        new[] { $"{keyword} {number}", $"{number} {keyword}", $"{keyword}\n{number}" }.All(text =>
            _reader.Read(text, SenderForms.Unknown) is { Keyword: null, LossWord: false, Candidates: [var one] }
            && one.Number == number
            && one.OtherTokens.Count == 0
        );

    /// <summary>A number of letters and digits: the keyword might be taken for its beginning.</summary>
    private bool Begins(string keyword, CardNumberFormat format) =>
        format.HasLetters
        && format.Length > keyword.Length
        && Enumerable
            .Range(0, 10)
            .Any(digit =>
                _reader.ReadCardNumber(keyword + new string((char)('0' + digit), format.Length - keyword.Length))
                    is not null
            );

    /// <summary>A number of digits that fits; null for a format of letters.</summary>
    private string? Sample(CardNumberFormat format) =>
        format.HasLetters
            ? null
            : (format.Prefixes.Count > 0 ? format.Prefixes : [""])
                .SelectMany(prefix =>
                    Enumerable
                        .Range(0, 100)
                        .Select(end => end.ToString("00", CultureInfo.InvariantCulture))
                        .Where(end => format.Length >= prefix.Length + end.Length)
                        .Select(end => prefix + new string('7', format.Length - prefix.Length - end.Length) + end)
                )
                .FirstOrDefault(number => _reader.ReadCardNumber(number) is not null && number != _reader.Example);

    private sealed class Kept
    {
        public string Name { get; init; } = "";
        public string Keyword { get; init; } = "";
    }
}
