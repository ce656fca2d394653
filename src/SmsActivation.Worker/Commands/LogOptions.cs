using System.CommandLine;
using SmsActivation.Core.Activation;
using SmsActivation.Core.Inbox;
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

    private readonly Option<Channel?> _channel = new("--channel")
    {
        HelpName = "C",
        Description = "Texts that came this way: sms or whatsapp.",
        CustomParser = result => ReadChannel(result.Tokens[0].Value, result.AddError),
    };

    private readonly Option<string?> _language = new("--language")
    {
        HelpName = "L",
        Description = "Texts answered in this language, as a code: en.",
    };

    private readonly Option<string?> _host = new("--host")
    {
        HelpName = "H",
        Description = "Texts handled by this instance: its machine's name.",
    };

    private readonly Option<DateTimeOffset?> _since = CommonOptions.Since("Texts handled", time);
    private readonly Option<int> _limit = CommonOptions.Limit();

    public IReadOnlyList<Option> All => [_phone, _card, _outcome, _channel, _language, _host, _since, _limit];

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
            Channel = parsed.GetValue(_channel),
            Language = parsed.GetValue(_language),
            Host = parsed.GetValue(_host),
            Since = parsed.GetValue(_since),
            Limit = parsed.GetValue(_limit),
        };
    }

    private static Channel? ReadChannel(string text, Action<string> addError)
    {
        var channel = Channels.TryParse(text);
        if (channel is null)
            addError($"--channel cannot be '{text}': it is sms or whatsapp.");
        return channel;
    }

    private static OutcomeCode? ReadOutcome(string text, Action<string> addError)
    {
        var code = OutcomeCodes.Parse(text);
        if (code is null)
            addError(
                $"--outcome cannot be '{text}': the outcomes are {string.Join(", ", Enum.GetNames<OutcomeCode>())}."
            );
        return code;
    }
}
