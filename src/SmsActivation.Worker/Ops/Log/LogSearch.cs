using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Twilio;
using SmsActivation.Worker.Commands;
using SmsActivation.Worker.Ops.Words;

namespace SmsActivation.Worker.Ops.Log;

/// <summary>Turns what was typed into a filter of the log, and into an address that names no customer: of a whole number
/// the row stands there that it was found in.</summary>
public sealed class LogSearch(LogQuery log, SmsReader reader, TwilioOptions twilio, TimeProvider time)
{
    private const int RowsOnPage = 50;
    private const int FewestSigns = 4;

    // A number's last six say whose it is to those who know already, and to nobody else.
    private const int MostSigns = 6;

    public async Task<LogSought> ReadAsync(LogAsked asked)
    {
        var hints = new List<string>();
        var (phone, phoneShown) = await PhoneAsync(asked, hints);
        var (card, cardShown) = await CardAsync(asked, hints);
        var filter = new LogFilter
        {
            Phone = phone,
            Card = card?.Card,
            CardEnding = card?.Ending,
            Outcome = asked.Outcome,
            Channel = asked.Channel,
            Language = asked.Language is { Length: > 0 } language ? language : null,
            Host = asked.Host is { Length: > 0 } host ? host : null,
            Since = Moment(asked.From, "From", hints) ?? Ago(asked.Since, hints),
            Until = Moment(asked.To, "Until", hints),
            Limit = RowsOnPage,
        };
        return new LogSought(filter, await DiscreetAsync(asked, filter), hints)
        {
            PhoneShown = phoneShown,
            CardShown = cardShown,
        };
    }

    private async Task<(PhoneFilter? Filter, string? Shown)> PhoneAsync(LogAsked asked, List<string> hints)
    {
        if (asked.PhoneOf is { } id)
            // What was taken out of the log is nobody's any more.
            return await log.FindAsync(id) is { Phone.Length: > 0 } row
                ? (new PhoneFilter([row.Phone]), PhoneWords.Of(row.Phone))
                : (new PhoneFilter([]), "a customer who is no longer in the log");
        if (asked.Phone.Length == 0)
            return (null, null);
        if (PhoneAsked.Fault(asked.Phone) is null)
            return (PhoneAsked.Read(asked.Phone, twilio), null);
        hints.Add($"A phone is looked for by its last {FewestSigns} digits, or more.");
        return (null, null);
    }

    private async Task<((string? Card, string? Ending)? Filter, string? Shown)> CardAsync(
        LogAsked asked,
        List<string> hints
    )
    {
        if (asked.CardOf is { } id)
            return await log.FindAsync(id) is { Card: { } found }
                ? ((found, null), CardMask.Mask(found))
                : (("", null), "a card that is no longer in the log");
        if (asked.Card.Length == 0)
            return (null, null);
        if (reader.ReadCardNumber(asked.Card) is { } number)
            return ((number, null), null);
        if (CardNumberText.Signs(asked.Card) is { Length: >= FewestSigns } signs)
            return ((null, signs), null);
        hints.Add($"A card is looked for by its last {FewestSigns} signs, or more.");
        return (null, null);
    }

    private DateTimeOffset? Ago(string since, List<string> hints)
    {
        if (since.Length == 0)
            return null;
        var read = SinceText.Read(since, time.GetUtcNow());
        if (read is null)
            hints.Add($"How long ago is written as {SinceText.Forms}.");
        return read;
    }

    private static DateTimeOffset? Moment(string text, string name, List<string> hints)
    {
        if (text.Length == 0)
            return null;
        var read = SinceText.Iso(text);
        if (read is null)
            hints.Add($"{name} is written as 2026-07-14 or 2026-07-14T09:30, UTC.");
        return read;
    }

    private async Task<LogAsked> DiscreetAsync(LogAsked asked, LogFilter filter)
    {
        if (filter.Phone is { } phone && asked.Phone.Length > 0 && !asked.Phone.Any(char.IsLetter))
        {
            var digits = string.Concat(asked.Phone.Where(char.IsAsciiDigit));
            var rows = digits.Length > MostSigns ? await log.NewestOfPhonesAsync(phone.Phones) : [];
            asked = rows is [var row]
                ? asked with
                {
                    Phone = "",
                    PhoneOf = row,
                }
                : asked with
                {
                    Phone = Ending(digits),
                };
        }
        if (filter.Card is { } card && asked.Card.Length > 0)
            asked = await log.NewestOfCardAsync(card) is { } row
                ? asked with
                {
                    Card = "",
                    CardOf = row,
                }
                : asked with
                {
                    Card = Ending(card),
                };
        else if (filter.CardEnding is { } signs)
            asked = asked with { Card = Ending(signs) };
        return asked;
    }

    private static string Ending(string signs) => signs[^Math.Min(MostSigns, signs.Length)..];
}

/// <summary>What a search comes to.</summary>
/// <param name="Asked">What may stand in an address.</param>
/// <param name="Hints">What could not be read, in words; it narrows nothing.</param>
public sealed record LogSought(LogFilter Filter, LogAsked Asked, IReadOnlyList<string> Hints)
{
    /// <summary>Whose texts they are, masked, where the address says it by a row.</summary>
    public string? PhoneShown { get; init; }
    public string? CardShown { get; init; }
}
