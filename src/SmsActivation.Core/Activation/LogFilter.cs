using SmsActivation.Core.Inbox;

namespace SmsActivation.Core.Activation;

/// <summary>Which rows of the activation log are asked for; what is null or empty does not narrow.</summary>
public sealed record LogFilter
{
    public PhoneFilter? Phone { get; init; }

    /// <summary>Normalised.</summary>
    public string? Card { get; init; }

    /// <summary>The last signs of a card's number.</summary>
    public string? CardEnding { get; init; }
    public OutcomeCode? Outcome { get; init; }
    public Channel? Channel { get; init; }

    /// <summary>Of the reply, as a code: en.</summary>
    public string? Language { get; init; }

    /// <summary>The name of the machine that decided.</summary>
    public string? Host { get; init; }
    public DateTimeOffset? Since { get; init; }

    /// <summary>Earlier than this.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>At most so many, the newest.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>The conditions on a row, joined by and. Only what is asked for, so that the log's indexes serve each question.</summary>
    /// <param name="few">The rows are few by another condition: they are looked at themselves.</param>
    internal string Where(bool few = false)
    {
        var conditions = Conditions(few).ToList();
        return conditions.Count == 0 ? "1 = 1" : string.Join(" and ", conditions);
    }

    internal object Parameters(LogPlace? place = null, long after = 0, long newest = 0) =>
        new
        {
            Phone?.Phones,
            // Whatever ends in the longer one ends in the shorter one too.
            anyPhone = "%" + (Phone?.OrEnding ?? Phone?.Ending),
            Card,
            anyCard = "%" + CardEnding,
            outcome = Outcome?.ToString(),
            channel = Channel?.Word(),
            Language,
            Host,
            Since,
            Until,
            Limit,
            placeAt = place?.At,
            placeId = place?.Id,
            after,
            newest,
        };

    // How a number ends no index can tell, but one that holds nothing else is soon read through. In a select of its own, lest
    // the rows themselves are read instead.
    private IEnumerable<string> Conditions(bool few)
    {
        if (Phone is { Ending: null })
            yield return "phone in @Phones";
        else if (Phone is { Phones.Count: > 0 })
            yield return few
                ? "(phone in @Phones or phone like @anyPhone)"
                : "id in (select id from activation_log where phone in @Phones or phone like @anyPhone)";
        else if (Phone is not null)
            yield return few
                ? "phone like @anyPhone"
                : "id in (select id from activation_log where phone like @anyPhone)";
        if (Card is not null)
            yield return "card = @Card";
        if (CardEnding is not null)
            yield return few
                ? "card like @anyCard"
                // Said so that SQLite takes the index, which is of these rows.
                : "id in (select id from activation_log where card is not null and card like @anyCard)";
        if (Outcome is not null)
            yield return "outcome = @outcome";
        if (Channel is not null)
            yield return "channel = @channel";
        if (Language is not null)
            yield return "language = @Language";
        if (Host is not null)
            yield return "host = @Host";
        if (Since is not null)
            yield return "at >= @Since";
        if (Until is not null)
            yield return "at < @Until";
    }
}

/// <summary>A phone as it was asked for: one of these, or any that ends in one of two ways.</summary>
/// <param name="Ending">Last digits; null when the phones were read in full.</param>
/// <param name="OrEnding">The same without the 0 that is dialled at home, which is no part of a number.</param>
public sealed record PhoneFilter(IReadOnlyList<string> Phones, string? Ending = null, string? OrEnding = null);

/// <summary>Where in the log a page ends: the log goes by time, and within an instant by id.</summary>
public sealed record LogPlace(DateTimeOffset At, long Id);
