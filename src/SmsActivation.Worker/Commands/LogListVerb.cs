using System.CommandLine;
using SmsActivation.Core.Activation;
using SmsActivation.Core.Cards;
using SmsActivation.Core.Reading;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Commands;

internal static class LogListVerb
{
    private static readonly Option<string?> Phone = new("--phone")
    {
        HelpName = "P",
        Description = "Texts of this phone, written in any way, or of phones with these last digits (4 or more).",
        Validators =
        {
            result =>
            {
                if (result.Tokens is [var text] && PhoneAsked.Fault(text.Value) is { } fault)
                    result.AddError(fault);
            },
        },
    };

    private static readonly Option<string?> Card = new("--card")
    {
        HelpName = "N",
        Description = "Texts about this card: its number, or the last 4 signs or more.",
        Validators =
        {
            result =>
            {
                if (result.Tokens is [var text] && CardNumberText.Signs(text.Value).Length < FewestSigns)
                    result.AddError($"--card takes a card number, or its last {FewestSigns} signs or more.");
            },
        },
    };

    private static readonly Option<OutcomeCode?> Outcome = new("--outcome")
    {
        HelpName = "O",
        Description = "Texts that ended so: Activated, UnknownCard, …",
        CustomParser = result => ReadOutcome(result.Tokens[0].Value, result.AddError),
    };

    private const int FewestSigns = 4;
    private const int UsualLimit = 50;

    public static Verb Create(VerbContext context)
    {
        var since = new Option<DateTimeOffset?>("--since")
        {
            HelpName = "T",
            Description = $"Texts handled since then: {SinceText.Forms}.",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                var time = SinceText.Read(text, context.Time.GetUtcNow());
                if (time is null)
                    result.AddError($"--since cannot be '{text}': write {SinceText.Forms}.");
                return time;
            },
        };
        var limit = new Option<int>("--limit")
        {
            HelpName = "N",
            Description = "At most so many, the newest.",
            DefaultValueFactory = _ => UsualLimit,
            Validators =
            {
                result =>
                {
                    if (result.Tokens is [var text] && (!int.TryParse(text.Value, out var count) || count < 1))
                        result.AddError("--limit takes a number from 1.");
                },
            },
        };
        var json = CommonOptions.Json();
        var reveal = CommonOptions.Reveal();
        var verb = new Verb("list", "List what became of texts: the newest that fit, the last one last.")
        {
            Examples =
            [
                "log list --since 2h",
                "log list --phone +15550100199 --outcome Activated --reveal",
                "log list --card 1117 --json",
            ],
        };
        foreach (var option in (Option[])[Phone, Card, Outcome, since, limit, json, reveal])
            verb.Add(option);
        verb.SetAction(parsed =>
            context.OnDatabaseAsync(
                async (database, settings) =>
                {
                    var filter = Filter(parsed, settings) with
                    {
                        Since = parsed.GetValue(since),
                        Limit = parsed.GetValue(limit),
                    };
                    var rows = await new LogQuery(database).ListAsync(filter);
                    var masking = new Masking(parsed.GetValue(reveal));
                    if (parsed.GetValue(json))
                        LogTelling.JsonLines(context, rows, masking);
                    else
                        LogTelling.Table(context, rows, masking);
                    return ExitStatus.Done;
                }
            )
        );
        return verb;
    }

    private static LogFilter Filter(ParseResult parsed, Settings settings)
    {
        var card = parsed.GetValue(Card);
        var number = card is null ? null : new SmsReader(settings.CardNumbers).ReadCardNumber(card);
        return new LogFilter
        {
            Phone = parsed.GetValue(Phone) is { } phone ? PhoneAsked.Read(phone, settings.Twilio) : null,
            Card = number,
            CardEnding = number is null && card is not null ? CardNumberText.Signs(card) : null,
            Outcome = parsed.GetValue(Outcome),
        };
    }

    private static OutcomeCode? ReadOutcome(string text, Action<string> addError)
    {
        foreach (var code in Enum.GetValues<OutcomeCode>())
            if (string.Equals(code.ToString(), text, StringComparison.OrdinalIgnoreCase))
                return code;
        addError($"--outcome cannot be '{text}': the outcomes are {string.Join(", ", Enum.GetNames<OutcomeCode>())}.");
        return null;
    }
}
