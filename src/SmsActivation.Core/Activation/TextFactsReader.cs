using System.Text.RegularExpressions;
using SmsActivation.Core.Inbox;
using SmsActivation.Core.Phones;
using SmsActivation.Core.Reading;
using SmsActivation.Core.Twilio;

namespace SmsActivation.Core.Activation;

/// <summary>Reads a text in the light of who sent it: the command in it, and what its sender is to us.</summary>
public sealed partial class TextFactsReader(
    SmsReader reader,
    TwilioOptions twilio,
    IReadOnlyList<string> allowedCountries
)
{
    private readonly HashSet<string> _ours = [.. twilio.Numbers.SelectMany(number => Forms(number.Number))];

    /// <summary>Whatever we send from: a text from there is our own, and an answer to it would never end.</summary>
    private readonly HashSet<string?> _senders =
    [
        .. twilio.Numbers.SelectMany(number => (string?[])[number.Number, number.ReplyFrom]),
        twilio.CampaignSender,
    ];

    public TextFacts Read(InboundText text)
    {
        var reachable = E164().IsMatch(text.Sender) && !_senders.Contains(text.Sender);
        var command = reader.Read(text.Body, reachable ? FormsOf(text.Sender) : SenderForms.Unknown);
        var carrierKeyword = CarrierKeyword(text.OptOutType);
        // Who asks to be left alone is, whatever the carrier took it for; where it did not confirm that, we do.
        var keyword = command.Keyword == Keyword.Stop ? Keyword.Stop : carrierKeyword ?? command.Keyword;
        return new TextFacts
        {
            Command = command,
            ReceivedAt = text.ReceivedAt,
            SenderReachable = reachable,
            CountryServed = reachable && IsServed(text.Sender),
            HoldsPassword = text.HoldsPassword,
            HasMedia = text.MediaCount > 0,
            Keyword = keyword,
            AnsweredByCarrier =
                twilio.KeywordsAnsweredBy == KeywordsAnsweredBy.Twilio
                && (
                    carrierKeyword is { } answered
                        ? answered == keyword
                        : (command.IsTwilioKeyword && IsOrdinaryNumber(text)) || IsSweptKeyword(text, command)
                ),
        };
    }

    private SenderForms FormsOf(string phone)
    {
        var never = new HashSet<string>(PhoneReader.WrittenForms(phone), StringComparer.Ordinal);
        never.UnionWith(_ours);
        var country = PhoneReader.CountryOf(phone);
        return new SenderForms(never, digits => country is not null && PhoneReader.IsPhoneNumber(digits, country));
    }

    private bool IsServed(string phone) =>
        allowedCountries.Count == 0 || ServedCountries.Hold(allowedCountries, phone, PhoneReader.Read(phone));

    /// <summary>Twilio's own keyword handling covers SMS to ordinary numbers, not short codes and not WhatsApp.
    /// Source: Twilio, "Twilio support for opt-out keywords".</summary>
    private static bool IsOrdinaryNumber(InboundText text) => text.Channel == Channel.Sms && text.To.StartsWith('+');

    /// <summary>The list does not say what Twilio made of a text. A keyword alone it has most likely answered, by words of
    /// the account's own too; to answer it again would be worse than not to.</summary>
    private static bool IsSweptKeyword(InboundText text, SmsCommand command) =>
        text.Swept
        && command.Keyword is Keyword.Stop or Keyword.Start or Keyword.Help
        && !text.Body.Trim().Any(char.IsWhiteSpace);

    private static Keyword? CarrierKeyword(string? optOutType) =>
        optOutType?.ToUpperInvariant() switch
        {
            "STOP" => Keyword.Stop,
            "START" => Keyword.Start,
            "HELP" => Keyword.Help,
            _ => null,
        };

    private static IEnumerable<string> Forms(string number) =>
        number.StartsWith('+') ? PhoneReader.WrittenForms(number) : [number];

    // Any well-formed sender is served: numbering plans change faster than our copy of them.
    [GeneratedRegex(@"\A\+[1-9][0-9]{6,14}\z")]
    private static partial Regex E164();
}
