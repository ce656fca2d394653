using SmsActivation.Core.Activation;
using SmsActivation.Core.Inbox;

namespace SmsActivation.Worker.Ops.Log;

/// <summary>What the log is narrowed to, as it stands in the form and in the address. What nobody can read narrows
/// nothing.</summary>
public sealed record LogAsked
{
    /// <summary>What fits into the form; nothing that is looked for is longer.</summary>
    public const int LongestWord = 128;

    /// <summary>As typed: a number in any form, or how it ends.</summary>
    public string Phone { get; init; } = "";
    public string Card { get; init; } = "";

    /// <summary>The phone of this row of the log, so that an address need not name it.</summary>
    public long? PhoneOf { get; init; }
    public long? CardOf { get; init; }
    public OutcomeCode? Outcome { get; init; }
    public Channel? Channel { get; init; }
    public string Language { get; init; } = "";
    public string Host { get; init; } = "";

    /// <summary>How long ago: 24h. An address with it stays true tomorrow.</summary>
    public string Since { get; init; } = "";

    /// <summary>UTC, as the browser's field for a moment writes it.</summary>
    public string From { get; init; } = "";
    public string To { get; init; } = "";

    /// <summary>The row that a page lies below, or above.</summary>
    public long? Before { get; init; }
    public long? After { get; init; }

    public bool IsNarrowed => ToQuery() is { Length: > 0 };

    public bool IsFirstPage => Before is null && After is null;

    public LogAsked FirstPage => this with { Before = null, After = null };

    /// <param name="fields">Of an address or of a form.</param>
    public static LogAsked Read(Func<string, string?> fields)
    {
        var phone = Word("phone");
        var card = Word("card");
        return new LogAsked
        {
            Phone = phone,
            Card = card,
            PhoneOf = phone.Length > 0 ? null : Id("phoneOf"),
            CardOf = card.Length > 0 ? null : Id("cardOf"),
            Outcome = OutcomeCodes.Parse(Word("outcome")),
            Channel = Channels.TryParse(Word("channel")),
            Language = Word("language"),
            Host = Word("host"),
            Since = Word("since"),
            From = Word("from"),
            To = Word("to"),
            Before = Id("before"),
            After = Id("after"),
        };

        string Word(string name)
        {
            var word = (fields(name) ?? "").Trim();
            return word.Length <= LongestWord ? word : word[..LongestWord];
        }

        long? Id(string name) => long.TryParse(Word(name), out var id) && id > 0 ? id : null;
    }

    /// <summary>The same as an address: with its "?", or nothing.</summary>
    public string ToQuery()
    {
        var fields = new (string Name, string? Value)[]
        {
            ("phone", Phone),
            ("phoneOf", PhoneOf?.ToString()),
            ("card", Card),
            ("cardOf", CardOf?.ToString()),
            ("outcome", Outcome?.ToString()),
            ("channel", Channel?.Word()),
            ("language", Language),
            ("host", Host),
            ("since", Since),
            ("from", From),
            ("to", To),
            ("before", Before?.ToString()),
            ("after", After?.ToString()),
        };
        return QueryString
            .Create(
                fields
                    .Where(field => field.Value is { Length: > 0 })
                    .ToDictionary(field => field.Name, field => field.Value)
            )
            .ToString();
    }

    public string ToAddress(string path = LogPages.Path) => path + ToQuery();
}
