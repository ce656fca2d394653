using System.CommandLine;
using SmsActivation.Core.Activation;
using SmsActivation.Core.Reading;
using SmsActivation.Worker.Setup;

namespace SmsActivation.Worker.Commands;

/// <summary>The options that narrow a listing of the log.</summary>
internal sealed class LogOptions(TimeProvider time)
{
    private const int FewestSigns = 4;

    private readonly Option<string?> _phone = new("--phone")
    {
        HelpName = "P",
        Description = "Texts of this phone, written in any way, or of phones that end so (4 digits or more).",
        Validators =
        {
            result =>
            {
                if (result.Tokens is [var text] && PhoneAsked.Fault(text.Value) is { } fault)
                    result.AddError(fault);
            },
        },
    };

    private readonly Option<string?> _card = new("--card")
    {
        HelpName = "N",
        Description = "Texts about this card: its number, or how it ends (4 signs or more).",
        Validators =
        {
            result =>
            {
                if (result.Tokens is [var text] && CardNumberText.Signs(text.Value).Length < FewestSigns)
                    result.AddError($"--card takes a card number, or its last {FewestSigns} signs or more.");
            },
        },
    };

    private readonly Option<OutcomeCode?> _outcome = new("--outcome")
    {
        HelpName = "O",
        Description = "Texts that ended so: Activated, UnknownCard, …",
        CustomParser = result => ReadOutcome(result.Tokens[0].Value, result.AddError),
    };

    private readonly Option<DateTimeOffset?> _since = CommonOptions.Since("Texts handled", time);
    private readonly Option<int> _limit = CommonOptions.Limit();

    public IReadOnlyList<Option> All => [_phone, _card, _outcome, _since, _limit];

    public LogFilter Filter(ParseResult parsed, Settings settings)
    {
        var card = parsed.GetValue(_card);
        var number = card is null ? null : new SmsReader(settings.CardNumbers).ReadCardNumber(card);
        return new LogFilter
        {
            Phone = parsed.GetValue(_phone) is { } phone ? PhoneAsked.Read(phone, settings.Twilio) : null,
            Card = number,
            CardEnding = number is null && card is not null ? CardNumberText.Signs(card) : null,
            Outcome = parsed.GetValue(_outcome),
            Since = parsed.GetValue(_since),
            Limit = parsed.GetValue(_limit),
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
